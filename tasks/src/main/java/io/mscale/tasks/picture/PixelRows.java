package io.mscale.tasks.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;

/**
 * Rows of a decoded picture as red, green and blue, or grey, from 0 to 1, over white. What counts are the stored samples:
 * Java's own conversion would drop the lower half of 16 bits, and change grey levels.
 */
abstract class PixelRows {

    private final PictureSize size;
    private final boolean areInks;
    private boolean anyTransparent;

    private PixelRows(PictureSize size, boolean areInks) {
        this.size = size;
        this.areInks = areInks;
    }

    PictureSize size() {
        return size;
    }

    /** Whether the stored samples are cyan, magenta, yellow and black. */
    boolean areInks() {
        return areInks;
    }

    /** Whether a row that was read has pixels that are not opaque. */
    boolean anyTransparent() {
        return anyTransparent;
    }

    abstract int channels();

    /** Reads a row, channels interleaved, into the array. */
    abstract void read(int y, float[] row);

    /** A value over white. */
    final float overWhite(float value, float opacity, boolean isPremultiplied) {
        anyTransparent |= opacity < 1;
        return (isPremultiplied ? value : opacity * value) + (1 - opacity);
    }

    /** Reads a row's samples, bands interleaved. */
    private static void samples(Raster raster, int y, float[] samples) {
        int left = raster.getMinX();
        int row = raster.getMinY() + y;
        if (raster.getSampleModel() instanceof ComponentSampleModel
                && raster.getDataElements(left, row, raster.getWidth(), 1, null) instanceof byte[] bytes) {
            // many times as fast as one by one
            for (int i = 0; i < samples.length; i++) {
                samples[i] = bytes[i] & 0xff;
            }
        } else {
            raster.getPixels(left, row, raster.getWidth(), 1, samples);
        }
    }

    /** The rows of a JPEG's undecoded colours. */
    static PixelRows ofJpeg(Raster raster, JpegColours colours) {
        int bands = raster.getNumBands();
        float[] samples = new float[bands * raster.getWidth()];
        float[] pixel = new float[bands];
        return new PixelRows(new PictureSize(raster.getWidth(), raster.getHeight()), colours.areInks()) {
            @Override
            int channels() {
                return colours.channels();
            }

            @Override
            void read(int y, float[] row) {
                samples(raster, y, samples);
                for (int x = 0; x < raster.getWidth(); x++) {
                    for (int band = 0; band < bands; band++) {
                        pixel[band] = samples[bands * x + band] / 255;
                    }
                    colours.convert(pixel);
                    System.arraycopy(pixel, 0, row, channels() * x, channels());
                }
            }
        };
    }

    /** The rows of a picture. */
    static PixelRows of(BufferedImage image) {
        if (image.getColorModel() instanceof ComponentColorModel model) {
            int type = model.getColorSpace().getType();
            int colours = model.getNumColorComponents();
            boolean isKnown = (type == ColorSpace.TYPE_GRAY && colours == 1)
                    || (type == ColorSpace.TYPE_RGB && colours == 3)
                    || (type == ColorSpace.TYPE_CMYK && colours == 4);
            if (isKnown) {
                return ofSamples(image.getRaster(), model, colours);
            }
        }
        return ofColours(image);
    }

    private static PixelRows ofSamples(Raster raster, ComponentColorModel model, int colours) {
        int bands = raster.getNumBands();
        int width = raster.getWidth();
        boolean hasAlpha = model.hasAlpha() && bands > colours;
        boolean isPremultiplied = model.isAlphaPremultiplied();
        float[] largest = new float[bands];
        for (int band = 0; band < bands; band++) {
            largest[band] = largest(model, band);
        }
        float[] samples = new float[bands * width];
        return new PixelRows(new PictureSize(width, raster.getHeight()), colours == 4) {
            @Override
            int channels() {
                return colours == 1 ? 1 : 3;
            }

            @Override
            void read(int y, float[] row) {
                samples(raster, y, samples);
                for (int x = 0; x < width; x++) {
                    int at = bands * x;
                    float opacity = hasAlpha ? within(samples[at + colours] / largest[colours]) : 1;
                    // inks absorb light, and black absorbs all colours'
                    float black = colours == 4 ? samples[at + 3] / largest[3] : 0;
                    for (int channel = 0; channel < channels(); channel++) {
                        float sample = samples[at + channel] / largest[channel];
                        float value = colours == 4 ? (1 - sample) * (1 - black) : sample;
                        row[channels() * x + channel] = overWhite(within(value), opacity, isPremultiplied);
                    }
                }
            }
        };
    }

    private static float largest(ColorModel model, int band) {
        return switch (model.getTransferType()) {
            case DataBuffer.TYPE_FLOAT, DataBuffer.TYPE_DOUBLE -> 1;
            case DataBuffer.TYPE_BYTE, DataBuffer.TYPE_USHORT -> (1 << model.getComponentSize(band)) - 1;
            default -> throw new UnfitPictureException("has samples that are signed or of 32 bits; convert it to PNG");
        };
    }

    /** A sample from 0 to 1; with floating-point numbers nobody knows what others would mean. */
    private static float within(float value) {
        if (value >= 0 && value <= 1) {
            return value;
        }
        throw new UnfitPictureException("has a floating-point sample of " + value + "; from 0 to 1 are allowed");
    }

    /** Of palettes and packed colours, which have no more than 8 bits. */
    private static PixelRows ofColours(BufferedImage image) {
        int width = image.getWidth();
        int[] colours = new int[width];
        return new PixelRows(new PictureSize(width, image.getHeight()), false) {
            @Override
            int channels() {
                return 3;
            }

            @Override
            void read(int y, float[] row) {
                image.getRGB(0, y, width, 1, colours, 0, width);
                for (int x = 0; x < width; x++) {
                    float opacity = (colours[x] >>> 24) / 255f;
                    for (int channel = 0; channel < 3; channel++) {
                        float value = (colours[x] >> (16 - 8 * channel) & 0xff) / 255f;
                        row[3 * x + channel] = overWhite(value, opacity, false);
                    }
                }
            }
        };
    }
}
