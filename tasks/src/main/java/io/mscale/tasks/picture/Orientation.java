package io.mscale.tasks.picture;

/**
 * How a camera was held: EXIF's orientation, from 1 to 8, which says what a viewer has to do.
 *
 * @param code 1 leaves a picture as it is; from 5 on, rows become columns
 */
record Orientation(int code) {

    static final Orientation UPRIGHT = new Orientation(1);

    /** An orientation; what is none leaves the picture as it is. */
    static Orientation of(int code) {
        return code < 1 || code > 8 ? UPRIGHT : new Orientation(code);
    }

    boolean isUpright() {
        return code == 1;
    }

    /** Whether width and height are exchanged. */
    boolean swapsSides() {
        return code >= 5;
    }

    /** What is done, in words. */
    String words() {
        return switch (code) {
            case 2 -> "mirrored left to right";
            case 3 -> "turned by 180 degrees";
            case 4 -> "mirrored top to bottom";
            case 5 -> "turned by 90 degrees clockwise and mirrored left to right";
            case 6 -> "turned by 90 degrees clockwise";
            case 7 -> "turned by 90 degrees counterclockwise and mirrored left to right";
            case 8 -> "turned by 90 degrees counterclockwise";
            default -> "as it is";
        };
    }

    /** The values, row-major [height x width x channels], as a viewer shows them. */
    float[] applied(float[] values, int width, int height, int channels) {
        if (isUpright()) {
            return values;
        }
        float[] shown = new float[values.length];
        int shownWidth = swapsSides() ? height : width;
        for (int i = 0; i < width * height; i++) {
            int x = i % shownWidth;
            int y = i / shownWidth;
            System.arraycopy(values, channels * stored(x, y, width, height), shown, channels * i, channels);
        }
        return shown;
    }

    /** The stored pixel that is shown at a place. */
    private int stored(int x, int y, int width, int height) {
        int right = width - 1;
        int bottom = height - 1;
        return switch (code) {
            case 2 -> y * width + right - x;
            case 3 -> (bottom - y) * width + right - x;
            case 4 -> (bottom - y) * width + x;
            case 5 -> x * width + y;
            case 6 -> (bottom - x) * width + y;
            case 7 -> (bottom - x) * width + right - y;
            case 8 -> x * width + right - y;
            default -> y * width + x;
        };
    }
}
