package io.weft.runner.format;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import org.apache.hadoop.ipc.RemoteException;
import org.jspecify.annotations.Nullable;

/** Says in Weft's words why a format's library could not read a file: the store refused, or the file is not what it promises. */
public final class LibraryFailure {
    private LibraryFailure() {}

    /** Something that a library reads. */
    @FunctionalInterface
    public interface Reading<T> {
        T read() throws IOException;
    }

    /** Where in the file a library is. */
    @FunctionalInterface
    public interface Place {
        /** A byte's offset. */
        long offset() throws IOException;
    }

    /**
     * Reads, and tells failures as Weft does.
     *
     * @param file its full URI
     */
    public static <T> T reading(String file, Reading<T> reading) {
        return reading(file, null, reading);
    }

    /**
     * The same, and tells behind which byte the damage is.
     *
     * @param place of which all that was read before is sound; null where that is not known
     */
    public static <T> T reading(String file, @Nullable Place place, Reading<T> reading) {
        try {
            return reading.read();
        } catch (WeftException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw of(file, place, e);
        } catch (NoClassDefFoundError e) {
            throw WeftException.causedBy(
                    e,
                    ErrorCode.INVALID_PLAN,
                    "[%s] Cannot read the file: it needs a library that the engine leaves out: %s (convert the file)",
                    file,
                    e.getMessage());
        }
    }

    private static WeftException of(String file, @Nullable Place place, Exception failure) {
        if (failure instanceof IOException refused && isOfTheStore(refused)) {
            return StoreFailure.reading(file, refused);
        }
        String message = failure.getMessage();
        return WeftException.causedBy(
                failure,
                ErrorCode.CORRUPT_INPUT,
                "[%s] Cannot read the file: it is damaged, or not in this format%s: %s (replace the file)",
                file,
                place == null ? "" : behind(place),
                message == null || message.isBlank()
                        ? failure.getClass().getSimpleName()
                        : message.strip().lines().findFirst().orElse(message));
    }

    private static String behind(Place place) {
        try {
            return ", behind byte " + place.offset();
        } catch (IOException | RuntimeException e) {
            // The library has lost its way, and its failure says so.
            return "";
        }
    }

    /** Libraries throw a plain IOException, or one of their own, for what they cannot decode. */
    private static boolean isOfTheStore(IOException failure) {
        if (failure instanceof EOFException) {
            return false;
        }
        String thrower = failure.getClass().getName();
        return failure instanceof RemoteException
                || failure instanceof ClosedByInterruptException
                || thrower.startsWith("java.net.")
                || thrower.startsWith("java.nio.file.")
                || thrower.startsWith("java.io.FileNotFound")
                || thrower.startsWith("org.apache.hadoop.");
    }
}
