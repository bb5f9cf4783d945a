package io.weft.protocol;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The user functions of a job. The only thing that Java serialization touches: it is written by the client alone, travels as
 * opaque bytes over authenticated ways, and is read with the job's own class loader.
 */
public final class FunctionTable {
    /** Classes whose reading runs code that no function needs; the known ways to misuse serialization go through them. */
    private static final Set<String> REFUSED_PACKAGES =
            Set.of("javax.management", "java.rmi", "javax.naming", "com.sun.rowset", "org.apache.commons.collections");

    private FunctionTable() {}

    /**
     * Writes the functions, and reads them back to be sure that a runner can.
     *
     * @param loader the job's class loader
     * @throws WeftException naming the class of a captured field that cannot travel
     */
    public static Payload write(List<Serializable> functions, ClassLoader loader) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeInt(functions.size());
            for (Serializable function : functions) {
                out.writeObject(function);
            }
        } catch (NotSerializableException e) {
            throw WeftException.causedBy(
                    e,
                    ErrorCode.FUNCTION_NOT_SERIALIZABLE,
                    "Cannot send a user function to the runners: it captures a %s, which is not Serializable"
                            + " (make that class Serializable, or create the object inside the function)",
                    e.getMessage());
        } catch (IOException | RuntimeException e) {
            throw WeftException.causedBy(
                    e, ErrorCode.FUNCTION_NOT_SERIALIZABLE, "Cannot send the user functions to the runners: %s", e);
        }
        Payload table = new Payload(bytes.toByteArray());
        read(table, loader);
        return table;
    }

    /**
     * Reads the functions; each call gives new instances.
     *
     * @param loader the job's class loader
     * @throws WeftException if a class is missing or refused
     */
    public static List<Serializable> read(Payload table, ClassLoader loader) {
        try (ObjectInputStream in = new LoaderInput(new ByteArrayInputStream(table.bytes()), loader)) {
            in.setObjectInputFilter(FunctionTable::check);
            List<Serializable> functions = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                functions.add((Serializable) in.readObject());
            }
            return functions;
        } catch (ClassNotFoundException | IOException | RuntimeException e) {
            throw WeftException.causedBy(
                    e,
                    ErrorCode.FUNCTION_NOT_SERIALIZABLE,
                    "Cannot read the user functions where they are to run: %s (are all their classes in the job's jar?)",
                    e);
        }
    }

    private static ObjectInputFilter.Status check(ObjectInputFilter.FilterInfo info) {
        Class<?> type = info.serialClass();
        if (type != null
                && REFUSED_PACKAGES.stream().anyMatch(refused -> type.getName().startsWith(refused + "."))) {
            return ObjectInputFilter.Status.REJECTED;
        }
        return ObjectInputFilter.Status.ALLOWED;
    }

    /** Looks classes up in one loader. */
    private static final class LoaderInput extends ObjectInputStream {
        private final ClassLoader loader;

        LoaderInput(InputStream in, ClassLoader loader) throws IOException {
            super(in);
            this.loader = loader;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                return super.resolveClass(description);
            }
        }
    }
}
