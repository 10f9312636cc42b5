package io.mscale.tasks.picture;

/** Pixels with values from 0 to 1, row by row from the top, channels interleaved. */
public final class Picture {

    private final int width;
    private final int height;
    private final int channels;
    private final float[] values;

    /**
     * Creates a picture.
     *
     * @param channels 1 for grey, 3 for red, green and blue
     * @param values row-major [height x width x channels]; they must not change afterwards
     */
    public Picture(int width, int height, int channels, float[] values) {
        this.width = width;
        this.height = height;
        this.channels = channels;
        this.values = values;
    }

    /** Pixels in a row. */
    public int width() {
        return width;
    }

    /** Pixels in a column. */
    public int height() {
        return height;
    }

    /** 1 for grey, 3 for red, green and blue. */
    public int channels() {
        return channels;
    }

    /** All pixels. */
    public int pixels() {
        return width * height;
    }

    /** Pixels along the longer side. */
    public int longerSide() {
        return Math.max(width, height);
    }

    /** Returns the channels of the pixel with this index. */
    public double[] pixel(int index) {
        double[] pixel = new double[channels];
        for (int channel = 0; channel < channels; channel++) {
            pixel[channel] = values[index * channels + channel];
        }
        return pixel;
    }

    /** The same with one channel if all pixels are grey. */
    Picture withoutNeedlessChannels() {
        if (channels == 1) {
            return this;
        }
        float[] grey = new float[pixels()];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = values[3 * i];
            if (values[3 * i + 1] != grey[i] || values[3 * i + 2] != grey[i]) {
                return this;
            }
        }
        return new Picture(width, height, 1, grey);
    }
}
