package io.mscale.tasks;

import io.mscale.api.option.Named;
import io.mscale.api.option.Names;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Built-in pictures. They are computed, and identical to the last bit on every machine. */
enum GeneratedPicture implements Named {
    /** Smooth shading, edges and fine texture, as in photographs. */
    SCENE("scene", 3) {
        @Override
        void colour(double x, double y, float[] rgb) {
            SceneryPainter.colour(x, y, rgb);
        }
    },
    /**
     * Rings that get finer from the centre to the corners, so that each frequency has its own distance from the centre.
     */
    RINGS("rings", 1) {
        @Override
        void colour(double x, double y, float[] grey) {
            grey[0] = (float) (0.5 + 0.5 * StrictMath.cos(RING_RATE * (x * x + y * y)));
        }
    };

    /** The number of pixels along each side. */
    static final int SIZE = 128;

    /**
     * The local angular frequency at radius r is twice this times r; at the corners it stays below the Nyquist limit.
     */
    private static final double RING_RATE = 45;

    /** Samples along each side of a pixel, averaged against aliasing. */
    private static final int SAMPLES = 3;

    private final String id;
    private final int channels;

    GeneratedPicture(String id, int channels) {
        this.id = id;
        this.channels = channels;
    }

    @Override
    public String id() {
        return id;
    }

    /** Computes the colour at a point of [-1, 1]^2, y upwards; each channel is from 0 to 1. */
    abstract void colour(double x, double y, float[] channels);

    /** Returns the picture with this name, if there is one. */
    static Optional<GeneratedPicture> named(String id) {
        return Arrays.stream(values()).filter(picture -> picture.id.equals(id)).findFirst();
    }

    /** Returns the name most similar to a misspelled one, if any is similar. */
    static Optional<String> nearest(String name) {
        return Names.nearest(
                name, Arrays.stream(values()).map(GeneratedPicture::id).toList());
    }

    /** Returns all names as a phrase for messages. */
    static String words() {
        return Arrays.stream(values()).map(GeneratedPicture::id).collect(Collectors.joining(", "));
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
                colour(x, y, colour);
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
