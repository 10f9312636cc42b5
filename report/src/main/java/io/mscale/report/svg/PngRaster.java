package io.mscale.report.svg;

import io.mscale.report.chart.Palette;
import io.mscale.report.chart.Pixels;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Encodes pixels as PNG (ISO/IEC 15948), with the same bytes on every machine. Needs no Java graphics, which some
 * runtimes lack, and writes compact files: a palette takes one byte per pixel, and colours are written as differences
 * to their neighbours.
 */
final class PngRaster {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte TRUE_COLOUR = 2;
    private static final byte PALETTE = 3;
    private static final byte NO_FILTER = 0;
    private static final byte PAETH = 4;
    private static final int COLOURS = 256;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    private PngRaster() {}

    /** Encodes pixels. */
    static byte[] of(Pixels pixels) {
        return pixels.palette()
                .map(palette -> of(palette, pixels.columns(), pixels.rows(), pixels.shares()))
                .orElseGet(() -> of(pixels.columns(), pixels.rows(), pixels.colours()));
    }

    /** Encodes shares from 0 to 1 of a palette, row by row from the top. */
    static byte[] of(Palette palette, int columns, int rows, double[] shares) {
        byte[] lines = new byte[rows * (1 + columns)];
        for (int row = 0; row < rows; row++) {
            lines[row * (1 + columns)] = NO_FILTER;
            for (int column = 0; column < columns; column++) {
                double share = Math.max(0, Math.min(1, shares[row * columns + column]));
                lines[row * (1 + columns) + 1 + column] = (byte) Math.round((COLOURS - 1) * share);
            }
        }
        byte[] colours = new byte[3 * COLOURS];
        for (int i = 0; i < COLOURS; i++) {
            put(colours, 3 * i, palette.colour((double) i / (COLOURS - 1)));
        }
        PngRaster png = new PngRaster();
        png.header(columns, rows, PALETTE);
        png.chunk("PLTE", colours);
        return png.end(lines);
    }

    /** Encodes colours, 0xrrggbb, row by row from the top. */
    static byte[] of(int columns, int rows, int[] colours) {
        int stride = 3 * columns;
        byte[] above = new byte[stride];
        byte[] current = new byte[stride];
        byte[] lines = new byte[rows * (1 + stride)];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                put(current, 3 * column, colours[row * columns + column]);
            }
            int start = row * (1 + stride);
            lines[start] = PAETH;
            for (int i = 0; i < stride; i++) {
                int left = i < 3 ? 0 : current[i - 3] & 0xff;
                int upperLeft = i < 3 ? 0 : above[i - 3] & 0xff;
                lines[start + 1 + i] = (byte) (current[i] - paeth(left, above[i] & 0xff, upperLeft));
            }
            byte[] done = above;
            above = current;
            current = done;
        }
        PngRaster png = new PngRaster();
        png.header(columns, rows, TRUE_COLOUR);
        return png.end(lines);
    }

    /** The neighbour nearest to left + above - upper left (Paeth predictor). */
    private static int paeth(int left, int above, int upperLeft) {
        int guess = left + above - upperLeft;
        int toLeft = Math.abs(guess - left);
        int toAbove = Math.abs(guess - above);
        int toUpperLeft = Math.abs(guess - upperLeft);
        if (toLeft <= toAbove && toLeft <= toUpperLeft) {
            return left;
        }
        return toAbove <= toUpperLeft ? above : upperLeft;
    }

    private static void put(byte[] bytes, int at, int colour) {
        bytes[at] = (byte) (colour >> 16);
        bytes[at + 1] = (byte) (colour >> 8);
        bytes[at + 2] = (byte) colour;
    }

    private void header(int columns, int rows, byte colourType) {
        file.writeBytes(SIGNATURE);
        byte[] header = new byte[13];
        ByteBuffer.wrap(header).putInt(columns).putInt(rows).put((byte) 8).put(colourType);
        chunk("IHDR", header);
    }

    private byte[] end(byte[] lines) {
        chunk("IDAT", deflated(lines));
        chunk("IEND", new byte[0]);
        return file.toByteArray();
    }

    private void chunk(String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        writeInt(content.length);
        file.writeBytes(name);
        file.writeBytes(content);
        writeInt((int) check.getValue());
    }

    private void writeInt(int value) {
        byte[] bytes = new byte[Integer.BYTES];
        ByteBuffer.wrap(bytes).putInt(value);
        file.writeBytes(bytes);
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] part = new byte[1 << 16];
            while (!deflater.finished()) {
                out.write(part, 0, deflater.deflate(part));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
