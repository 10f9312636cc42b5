package io.mscale.results.figure;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * An image as a PNG file (ISO/IEC 15948): 8 bits for each of red, green and blue. Written here, because reports must be
 * made by a Java without graphics too, and ImageIO belongs to those.
 */
final class PngBytes {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /** 8 bits a sample, true colour, and no choice of compression, filter or interlacing. */
    private static final byte[] TRUE_COLOUR = {8, 2, 0, 0, 0};

    private PngBytes() {}

    /**
     * Encodes an image.
     *
     * @param colours row by row from the uppermost, 0xrrggbb
     */
    static byte[] of(int[] colours, int columns, int rows) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        chunk(
                png,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(columns)
                        .putInt(rows)
                        .put(TRUE_COLOUR)
                        .array());
        chunk(png, "IDAT", deflated(scanlines(colours, columns, rows)));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    /** Each row begins with the number of its filter: none. */
    private static byte[] scanlines(int[] colours, int columns, int rows) {
        ByteBuffer lines = ByteBuffer.allocate(Math.multiplyExact(rows, 1 + 3 * columns));
        for (int row = 0; row < rows; row++) {
            lines.put((byte) 0);
            for (int column = 0; column < columns; column++) {
                int colour = colours[row * columns + column];
                lines.put((byte) (colour >> 16)).put((byte) (colour >> 8)).put((byte) colour);
            }
        }
        return lines.array();
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        png.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        png.writeBytes(name);
        png.writeBytes(content);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
    }
}
