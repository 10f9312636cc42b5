package io.mscale.tasks.picture;

/** Pixels across and down. */
record PictureSize(int width, int height) {

    long pixels() {
        return (long) width * height;
    }

    /** The largest size of the same shape with at most so many pixels; the same if it has no more. */
    PictureSize within(long most) {
        if (pixels() <= most) {
            return this;
        }
        double scale = Math.sqrt(most / (double) pixels());
        int longer = (int) Math.max(1, Math.floor(Math.max(width, height) * scale));
        long shorter = Math.round(Math.min(width, height) * (longer / (double) Math.max(width, height)));
        int fitting = (int) Math.max(1, Math.min(shorter, most / longer));
        // so thin that the shorter side cannot get shorter
        int side = (int) Math.min(longer, most / fitting);
        return width >= height ? new PictureSize(side, fitting) : new PictureSize(fitting, side);
    }

    /** The smallest n such that every n-th pixel both ways makes at most so many. */
    int step(long most) {
        int step = 1;
        while (every(step).pixels() > most) {
            step++;
        }
        return step;
    }

    /** The size when every n-th pixel is kept, beginning in the middle of the first n. */
    PictureSize every(int step) {
        return new PictureSize(kept(width, step), kept(height, step));
    }

    private static int kept(int side, int step) {
        return (side - Math.min(step, side) / 2 + step - 1) / step;
    }

    PictureSize turned(Orientation orientation) {
        return orientation.swapsSides() ? new PictureSize(/* width= */ height, /* height= */ width) : this;
    }

    @Override
    public String toString() {
        return width + " x " + height;
    }
}
