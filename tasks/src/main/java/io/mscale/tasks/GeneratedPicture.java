package io.mscale.tasks;

import io.mscale.api.option.Named;
import io.mscale.tasks.picture.Picture;
import java.util.List;
import java.util.stream.Stream;

/** Built-in pictures. They are computed, and identical to the last bit on every machine. */
enum GeneratedPicture implements Named.Constant {
    /** Smooth shading, edges and fine texture, as in photographs. */
    SCENE(3, SceneryPainter::colour),
    /**
     * Rings that get finer from the centre to the corners, so that each frequency has its own distance from the centre.
     * The local angular frequency at radius r is 90 r; at the corners it stays below the Nyquist limit.
     */
    RINGS(1, (x, y, grey) -> grey[0] = (float) (0.5 + 0.5 * StrictMath.cos(45 * (x * x + y * y))));

    static final List<String> NAMES =
            Stream.of(values()).map(GeneratedPicture::id).toList();

    /** The number of pixels along each side. */
    private static final int SIZE = 128;

    /** Samples along each side of a pixel, averaged against aliasing. */
    private static final int SAMPLES = 3;

    private final int channels;
    private final Painter painter;

    GeneratedPicture(int channels, Painter painter) {
        this.channels = channels;
        this.painter = painter;
    }

    /** Computes the colour at a point of [-1, 1]^2, y upwards; each channel is from 0 to 1. */
    private interface Painter {
        void colour(double x, double y, float[] channels);
    }

    /** Renders the picture. */
    Picture draw() {
        float[] values = new float[SIZE * SIZE * channels];
        float[] colour = new float[channels];
        for (int pixel = 0; pixel < SIZE * SIZE; pixel++) {
            for (int sample = 0; sample < SAMPLES * SAMPLES; sample++) {
                int column = pixel % SIZE * SAMPLES + sample % SAMPLES;
                int row = pixel / SIZE * SAMPLES + sample / SAMPLES;
                double x = (2.0 * column + 1) / (SIZE * SAMPLES) - 1;
                double y = 1 - (2.0 * row + 1) / (SIZE * SAMPLES);
                painter.colour(x, y, colour);
                for (int channel = 0; channel < channels; channel++) {
                    values[pixel * channels + channel] += colour[channel] / (SAMPLES * SAMPLES);
                }
            }
        }
        // Quantise to multiples of 1/255, so that a round trip through a PNG file loses nothing.
        for (int i = 0; i < values.length; i++) {
            float steps = Math.round(255 * Math.max(0, Math.min(1, values[i])));
            values[i] = steps / 255;
        }
        return new Picture(SIZE, SIZE, channels, values);
    }
}
