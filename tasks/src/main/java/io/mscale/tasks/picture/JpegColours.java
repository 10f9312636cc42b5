package io.mscale.tasks.picture;

import java.util.Arrays;

/** What the components of a JPEG mean; a file says so only indirectly. Inks are stored as the paper that they leave. */
enum JpegColours {
    GREY,
    YCC,
    RGB,
    CMYK,
    YCCK;

    /** No marker of Adobe's, which says whether colours are transformed. */
    static final int NO_ADOBE = -1;

    /**
     * As all decoders guess it, libjpeg's ahead.
     *
     * @param adobe the transformation that Adobe's marker names: 0 for none
     * @param ids the components' names
     */
    static JpegColours of(boolean isJfif, int adobe, int[] ids) {
        if (ids.length == 4) {
            return adobe > 0 ? YCCK : CMYK;
        }
        if (ids.length != 3) {
            return ids.length == 1 ? GREY : YCC;
        }
        boolean isRgb = adobe == 0 || (adobe == NO_ADOBE && Arrays.equals(ids, new int[] {'R', 'G', 'B'}));
        return isRgb && !isJfif ? RGB : YCC;
    }

    boolean areInks() {
        return this == CMYK || this == YCCK;
    }

    /** As stored. */
    int components() {
        return areInks() ? 4 : channels();
    }

    /** As fitted. */
    int channels() {
        return this == GREY ? 1 : 3;
    }

    /** Converts a pixel from 0 to 1 in place: its first channels are then red, green and blue. */
    void convert(float[] pixel) {
        if (this == YCC || this == YCCK) {
            float y = pixel[0];
            // chroma is stored around 128
            float blue = pixel[1] - 128 / 255f;
            float red = pixel[2] - 128 / 255f;
            pixel[0] = within(y + 1.402f * red);
            pixel[1] = within(y - 0.344136f * blue - 0.714136f * red);
            pixel[2] = within(y + 1.772f * blue);
        }
        if (areInks()) {
            for (int i = 0; i < 3; i++) {
                float paper = this == CMYK ? pixel[i] : 1 - pixel[i];
                pixel[i] = paper * pixel[3];
            }
        }
    }

    private static float within(float value) {
        return Math.max(0, Math.min(1, value));
    }
}
