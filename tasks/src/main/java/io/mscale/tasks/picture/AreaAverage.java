package io.mscale.tasks.picture;

/**
 * Scales a picture down, row by row, such that the large one never exists as numbers: every pixel is the mean of the
 * stored values on its area, with the shares of those on its edge.
 */
final class AreaAverage {

    private final int width;
    private final int height;
    private final int toWidth;
    private final int toHeight;
    private final int channels;
    private final double[] across;
    private final double[] sums;
    private final float[] result;

    private AreaAverage(PictureSize from, PictureSize to, int channels) {
        this.width = from.width();
        this.height = from.height();
        this.toWidth = to.width();
        this.toHeight = to.height();
        this.channels = channels;
        this.across = new double[toWidth * channels];
        this.sums = new double[toWidth * channels];
        this.result = new float[toWidth * toHeight * channels];
    }

    /** The values of the rows at another size, row-major [height x width x channels]; unchanged at the same size. */
    static float[] of(PixelRows rows, PictureSize to) {
        AreaAverage average = new AreaAverage(rows.size(), to, rows.channels());
        return rows.size().equals(to) ? average.copied(rows) : average.averaged(rows);
    }

    private float[] copied(PixelRows rows) {
        float[] row = new float[width * channels];
        for (int y = 0; y < height; y++) {
            rows.read(y, row);
            System.arraycopy(row, 0, result, y * row.length, row.length);
        }
        return result;
    }

    private float[] averaged(PixelRows rows) {
        float[] row = new float[width * channels];
        double scale = height / (double) toHeight;
        int to = 0;
        for (int y = 0; y < height; y++) {
            rows.read(y, row);
            shrink(row);
            double from = y;
            double end = Math.min(y + 1, (to + 1) * scale);
            add(end - from);
            // the rest of this row belongs to the next one
            if (to + 1 < toHeight && (to + 1) * scale <= y + 1) {
                finish(to, scale);
                to++;
                add(y + 1 - end);
            }
        }
        finish(toHeight - 1, scale);
        return result;
    }

    private void add(double share) {
        if (share > 0) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += share * across[i];
            }
        }
    }

    private void finish(int to, double scale) {
        for (int i = 0; i < sums.length; i++) {
            result[to * sums.length + i] = (float) Math.max(0, Math.min(1, sums[i] / scale));
            sums[i] = 0;
        }
    }

    private void shrink(float[] row) {
        double scale = width / (double) toWidth;
        for (int to = 0; to < toWidth; to++) {
            double from = to * scale;
            double end = Math.min(width, from + scale);
            for (int channel = 0; channel < channels; channel++) {
                double sum = 0;
                for (int x = (int) from; x < end; x++) {
                    sum += (Math.min(x + 1, end) - Math.max(x, from)) * row[x * channels + channel];
                }
                across[to * channels + channel] = sum / scale;
            }
        }
    }
}
