package io.weft.runner.format;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import org.apache.hadoop.ipc.RemoteException;

/** Says in Weft's words why a format's library could not read a file: the store refused, or the file is not what it promises. */
public final class LibraryFailure {
    private LibraryFailure() {}

    /** Something that a library reads. */
    @FunctionalInterface
    public interface Reading<T> {
        T read() throws IOException;
    }

    /**
     * Reads, and tells failures as Weft does.
     *
     * @param file its full URI
     */
    public static <T> T reading(String file, Reading<T> reading) {
        try {
            return reading.read();
        } catch (WeftException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw of(file, e);
        } catch (NoClassDefFoundError e) {
            throw WeftException.causedBy(
                    e,
                    ErrorCode.INVALID_PLAN,
                    "[%s] Cannot read the file: it needs a library that the engine leaves out: %s (convert the file)",
                    file,
                    e.getMessage());
        }
    }

    private static WeftException of(String file, Exception failure) {
        if (failure instanceof IOException refused && isOfTheStore(refused)) {
            return StoreFailure.reading(file, refused);
        }
        String message = failure.getMessage();
        return WeftException.causedBy(
                failure,
                ErrorCode.CORRUPT_INPUT,
                "[%s] Cannot read the file: it is damaged, or not in this format: %s (replace the file)",
                file,
                message == null || message.isBlank()
                        ? failure.getClass().getSimpleName()
                        : message.strip().lines().findFirst().orElse(message));
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
