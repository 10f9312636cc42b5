package io.mscale.report.svg;

/** A rectangle of a drawing, in pixels from the upper left corner. */
record Area(double left, double top, double width, double height) {

    double right() {
        return left + width;
    }

    double bottom() {
        return top + height;
    }

    double middleX() {
        return left + width / 2;
    }

    double middleY() {
        return top + height / 2;
    }

    Area moved(double right, double down) {
        return new Area(left + right, top + down, width, height);
    }
}
