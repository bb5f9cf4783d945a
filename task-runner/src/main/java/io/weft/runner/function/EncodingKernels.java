package io.weft.runner.function;

import io.weft.expr.Expression.Invoke;
import io.weft.type.Type;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** Bytes in other forms, and sums of them. */
final class EncodingKernels {
    private static final String LOWER = "0123456789abcdef";
    private static final String UPPER = "0123456789ABCDEF";

    private EncodingKernels() {}

    static void addTo(KernelTable table) {
        table.add("hex", EncodingKernels::hex);
        table.add("md5", call -> digest(call, "MD5"));
        table.add("sha1", call -> digest(call, "SHA-1"));
        table.add("sha2", EncodingKernels::sha2);
        table.add("unhex", EncodingKernels::unhex);
        table.texts("base64", (in, out) -> appendAll(Base64.getEncoder().encode(PatternKernels.copy(in, 0)), out));
        table.add("unbase64", EncodingKernels::fromBase64);
        table.add("encode", Charsets::encode);
        table.add("decode", Charsets::decode);
        table.add("crc32", call -> {
            CRC32 crc = new CRC32();
            return KernelTable.rows(call, new LongOutput(), (in, out) -> {
                crc.reset();
                crc.update(in.bytes(0), in.start(0), in.length(0));
                out.put(crc.getValue());
            });
        });
    }

    private static Kernel hex(Invoke call) {
        return call.argument(0).type().equals(Type.BIGINT)
                ? KernelTable.rows(call, new TextOutput(), (in, out) -> appendHex(in.int64(0), out))
                : KernelTable.rows(
                        call,
                        new TextOutput(),
                        (in, out) -> appendHex(in.bytes(0), in.start(0), in.end(0), UPPER, out));
    }

    private static void appendHex(long value, TextOutput out) {
        int digits = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 3) / 4);
        for (int digit = digits - 1; digit >= 0; digit--) {
            out.append((byte) UPPER.charAt((int) (value >>> (4 * digit)) & 0xF));
        }
    }

    private static void appendHex(byte[] bytes, int start, int end, String digits, TextOutput out) {
        out.reserve(2L * (end - start));
        for (int place = start; place < end; place++) {
            out.append((byte) digits.charAt((bytes[place] >> 4) & 0xF));
            out.append((byte) digits.charAt(bytes[place] & 0xF));
        }
    }

    private static void appendAll(byte[] bytes, TextOutput out) {
        out.append(bytes, 0, bytes.length);
    }

    private static Kernel unhex(Invoke call) {
        Refusal refusal = new Refusal(call);
        return KernelTable.rows(call, new TextOutput(), (in, out) -> {
            byte[] text = in.bytes(0);
            int place = in.start(0);
            int end = in.end(0);
            if (in.length(0) % 2 == 1) {
                out.append((byte) digit(text[place++], in, refusal));
            }
            for (; place < end; place += 2) {
                int upper = digit(text[place], in, refusal) << 4;
                out.append((byte) (upper | digit(text[place + 1], in, refusal)));
            }
        });
    }

    private static int digit(byte letter, Arguments in, Refusal refusal) {
        int digit = letter < 0 ? -1 : Character.digit(letter, 16);
        if (digit < 0) {
            throw refusal.undefined("'" + in.string(0) + "' is not hexadecimal");
        }
        return digit;
    }

    private static Kernel fromBase64(Invoke call) {
        Refusal refusal = new Refusal(call);
        return KernelTable.rows(call, new TextOutput(), (in, out) -> {
            byte[] text = PatternKernels.copy(in, 0);
            try {
                appendAll(Base64.getMimeDecoder().decode(text), out);
            } catch (IllegalArgumentException e) {
                throw refusal.undefined("'" + in.string(0) + "' is not base 64: " + e.getMessage());
            }
        });
    }

    private static Kernel digest(Invoke call, String algorithm) {
        MessageDigest digest = newDigest(algorithm);
        return KernelTable.rows(call, new TextOutput(), (in, out) -> append(digest, in, out));
    }

    private static Kernel sha2(Invoke call) {
        Refusal refusal = new Refusal(call);
        Map<Integer, MessageDigest> digests = new HashMap<>();
        return KernelTable.rows(call, new TextOutput(), (in, out) -> {
            int bits = in.int32(1) == 0 ? 256 : in.int32(1);
            if (bits != 224 && bits != 256 && bits != 384 && bits != 512) {
                throw refusal.invalid("there is no SHA-2 of " + bits + " bits", "ask for 224, 256, 384 or 512");
            }
            append(digests.computeIfAbsent(bits, size -> newDigest("SHA-" + size)), in, out);
        });
    }

    private static void append(MessageDigest digest, Arguments in, TextOutput out) {
        digest.update(in.bytes(0), in.start(0), in.length(0));
        byte[] sum = digest.digest();
        appendHex(sum, 0, sum.length, LOWER, out);
    }

    private static MessageDigest newDigest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has " + algorithm, e);
        }
    }
}
