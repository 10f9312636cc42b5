package io.mscale.tasks;

/** Pixels with values from 0 to 1, row by row from the top, channels interleaved. */
final class Picture {

    final int width;
    final int height;
    /** 1 for grey, 3 for red, green and blue. */
    final int channels;

    private final float[] values;

    /** Creates a picture from values, row-major [height x width x channels], which must not change afterwards. */
    Picture(int width, int height, int channels, float[] values) {
        this.width = width;
        this.height = height;
        this.channels = channels;
        this.values = values;
    }

    int pixels() {
        return width * height;
    }

    int longerSide() {
        return Math.max(width, height);
    }

    /** Returns the channels of the pixel with this index. */
    double[] pixel(int index) {
        double[] pixel = new double[channels];
        for (int channel = 0; channel < channels; channel++) {
            pixel[channel] = values[index * channels + channel];
        }
        return pixel;
    }
}
