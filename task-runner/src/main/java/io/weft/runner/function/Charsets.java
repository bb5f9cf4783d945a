package io.weft.runner.function;

import io.weft.expr.Expression.Invoke;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Texts in other encodings. The encodings are those that every Java has, the same everywhere. */
final class Charsets {
    private static final List<Charset> ALL = List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.US_ASCII,
            StandardCharsets.ISO_8859_1,
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16BE,
            StandardCharsets.UTF_16LE);

    private Charsets() {}

    static Kernel encode(Invoke call) {
        Refusal refusal = new Refusal(call);
        LastPattern<Charset> last = new LastPattern<>((name, unused) -> charset(name, refusal));
        return KernelTable.rows(call, new TextOutput(), (in, out) -> {
            Charset charset = last.of(in, 1, "");
            try {
                ByteBuffer bytes = charset.newEncoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .encode(CharBuffer.wrap(in.string(0)));
                out.append(bytes.array(), bytes.arrayOffset(), bytes.limit());
            } catch (CharacterCodingException e) {
                throw refusal.undefined("'" + in.string(0) + "' has characters that " + charset + " has not");
            }
        });
    }

    static Kernel decode(Invoke call) {
        Refusal refusal = new Refusal(call);
        LastPattern<Charset> last = new LastPattern<>((name, unused) -> charset(name, refusal));
        return KernelTable.rows(call, new TextOutput(), (in, out) -> {
            Charset charset = last.of(in, 1, "");
            try {
                out.append(charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(in.bytes(0), in.start(0), in.length(0)))
                        .toString());
            } catch (CharacterCodingException e) {
                throw refusal.undefined("the bytes are no text in " + charset);
            }
        });
    }

    private static Charset charset(String name, Refusal refusal) {
        return ALL.stream()
                .filter(charset -> charset.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> refusal.invalid("there is no encoding '" + name + "'", "name one of " + ALL));
    }
}
