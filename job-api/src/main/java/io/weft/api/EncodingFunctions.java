package io.weft.api;

/** Bytes in other forms, and sums of them. Made to be imported statically; docs/functions.md has an example of each. */
public final class EncodingFunctions {
    private EncodingFunctions() {}

    /** The bytes, of a text in the UTF-8 form, or of an integer without leading zeros, in hexadecimal. */
    public static Column hex(Column value) {
        return Column.invoke("hex", value);
    }

    /** The MD5 of the bytes in hexadecimal. */
    public static Column md5(Column text) {
        return Column.invoke("md5", text);
    }

    /** The SHA-1 of the bytes in hexadecimal. */
    public static Column sha1(Column text) {
        return Column.invoke("sha1", text);
    }

    /** The SHA-2 of the bytes in hexadecimal, of 224, 256 (or 0), 384 or 512 bits. */
    public static Column sha2(Column text, Object bits) {
        return Column.invoke("sha2", text, bits);
    }

    /**
     * The bytes that hexadecimal digits, in either case, stand for; a text of an odd number of them begins with a 0.
     */
    public static Column unhex(Column text) {
        return Column.invoke("unhex", text);
    }

    /** The bytes in base 64, with padding and without line ends. */
    public static Column base64(Column text) {
        return Column.invoke("base64", text);
    }

    /** The bytes that a text in base 64 stands for. */
    public static Column unbase64(Column text) {
        return Column.invoke("unbase64", text);
    }

    /**
     * The text in an encoding: UTF-8, US-ASCII, ISO-8859-1, UTF-16, UTF-16BE or UTF-16LE; what it does not have is an error.
     */
    public static Column encode(Column text, Object charset) {
        return Column.invoke("encode", text, charset);
    }

    /** The text that bytes in such an encoding stand for; what it does not know is an error. */
    public static Column decode(Column text, Object charset) {
        return Column.invoke("decode", text, charset);
    }

    /** The CRC-32 of the bytes. */
    public static Column crc32(Column text) {
        return Column.invoke("crc32", text);
    }
}
