package io.mscale.tasks;

/**
 * Pixels with values from 0 to 1, row by row from the top, channels interleaved.
 *
 * <p>Immutable as long as callers do not modify the array.
 */
final class Picture {

    private final int width;
    private final int height;
    private final int channels;
    private final float[] values;

    /**
     * Creates a picture.
     *
     * @param channels 1 for grey, 3 for red, green and blue
     * @param values row-major [height x width x channels]
     */
    Picture(int width, int height, int channels, float[] values) {
        if ((channels != 1 && channels != 3) || values.length != (long) width * height * channels) {
            throw new IllegalArgumentException(
                    values.length + " values do not make a picture of " + width + " x " + height + " x " + channels);
        }
        this.width = width;
        this.height = height;
        this.channels = channels;
        this.values = values;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int channels() {
        return channels;
    }

    int pixels() {
        return width * height;
    }

    /** Returns one channel of the pixel with this index. */
    float value(int pixel, int channel) {
        return values[pixel * channels + channel];
    }
}
