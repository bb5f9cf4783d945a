package io.weft.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the project that is made from the code: a test sees that it is current, or makes it anew. */
public final class Document {
    private static final String WRITE = "weft.documents.write";
    private static final String MAKE_ANEW = "mvn -q -pl job-api test -Dtest='*DocumentTest' -D" + WRITE;

    private Document() {}

    /** The file with this path below the top of the checkout. */
    public static Path at(String path) {
        return Path.of("..").resolve(path);
    }

    /** Asserts that the file says just this; writes it first where that was asked for. */
    public static void assertCurrent(String path, String text) throws IOException {
        Path file = at(path);
        if (System.getProperty(WRITE) != null) {
            Files.writeString(file, text);
        }
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as("%s, which is made from the code. To make it anew: %s", path, MAKE_ANEW)
                .isEqualTo(text);
    }
}
