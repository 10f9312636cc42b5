package io.mscale.report.svg;

import io.mscale.report.chart.Palette;
import io.mscale.report.chart.Pixels;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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
    private static final int PAGE = 0xffffff;

    private PngRaster() {}

    static byte[] of(Pixels pixels) {
        Palette palette = pixels.palette();
        byte[] header = new byte[13];
        ByteBuffer.wrap(header)
                .putInt(pixels.columns())
                .putInt(pixels.rows())
                .put((byte) 8)
                .put(palette == null ? TRUE_COLOUR : PALETTE);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        file.writeBytes(chunk("IHDR", header));
        if (palette != null) {
            List<Integer> colours = IntStream.rangeClosed(0, Pixels.MOST_SHARE)
                    .mapToObj(share -> palette.colour((double) share / Pixels.MOST_SHARE))
                    .toList();
            file.writeBytes(chunk("PLTE", bytes(hasNothing(pixels) ? withPage(colours) : colours)));
        }
        file.writeBytes(chunk("IDAT", deflated(palette == null ? differences(pixels) : shares(pixels))));
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    private static boolean hasNothing(Pixels pixels) {
        return pixels.values().contains(Pixels.NOTHING);
    }

    /** A palette whose last colour, the brightest, gives way to the page's. */
    private static List<Integer> withPage(List<Integer> colours) {
        List<Integer> changed = new ArrayList<>(colours);
        changed.set(Pixels.MOST_SHARE, PAGE);
        return changed;
    }

    private static byte[] shares(Pixels pixels) {
        int most = hasNothing(pixels) ? Pixels.MOST_SHARE - 1 : Pixels.MOST_SHARE;
        ByteBuffer lines = ByteBuffer.allocate(pixels.rows() * (1 + pixels.columns()));
        for (int i = 0; i < pixels.values().size(); i++) {
            if (i % pixels.columns() == 0) {
                lines.put(NO_FILTER);
            }
            int share = pixels.values().get(i);
            lines.put((byte) (share == Pixels.NOTHING ? Pixels.MOST_SHARE : Math.min(share, most)));
        }
        return lines.array();
    }

    private static byte[] differences(Pixels pixels) {
        int stride = 3 * pixels.columns();
        byte[] bytes = bytes(pixels.values());
        ByteBuffer lines = ByteBuffer.allocate(pixels.rows() * (1 + stride));
        for (int i = 0; i < bytes.length; i++) {
            if (i % stride == 0) {
                lines.put(PAETH);
            }
            int left = i % stride < 3 ? 0 : bytes[i - 3] & 0xff;
            int above = i < stride ? 0 : bytes[i - stride] & 0xff;
            int upperLeft = i % stride < 3 || i < stride ? 0 : bytes[i - stride - 3] & 0xff;
            lines.put((byte) (bytes[i] - paeth(left, above, upperLeft)));
        }
        return lines.array();
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

    /** Red, green and blue of colours. */
    private static byte[] bytes(List<Integer> colours) {
        ByteBuffer bytes = ByteBuffer.allocate(3 * colours.size());
        colours.forEach(colour ->
                bytes.put((byte) (colour >> 16)).put((byte) (colour >> 8)).put(colour.byteValue()));
        return bytes.array();
    }

    private static byte[] chunk(String type, byte[] content) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + content.length);
        chunk.putInt(content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content);
        CRC32 check = new CRC32();
        check.update(chunk.array(), 4, 4 + content.length);
        return chunk.putInt((int) check.getValue()).array();
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
