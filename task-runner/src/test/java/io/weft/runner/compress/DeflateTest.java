package io.weft.runner.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class DeflateTest {
    private static InputStream reading(String... texts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String text : texts) {
            DeflaterOutputStream out = new DeflaterOutputStream(bytes);
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.finish();
        }
        return FileCompression.DEFLATE.decompress(new ByteArrayInputStream(bytes.toByteArray()));
    }

    @Test
    void isReadToItsEnd() throws IOException {
        try (InputStream in = reading("a\nb\n")) {
            assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("a\nb\n");
        }
    }

    @Test
    void refusesBytesBehindItsEnd() throws IOException {
        try (InputStream in = reading("a\n", "b\n")) {
            assertThatThrownBy(in::readAllBytes).hasMessage("there are bytes behind the end of the compressed data");
        }
    }
}
