package io.mscale.results.evidence;

/** The part of a learned curve's domain that is shown enlarged, where high frequencies can be told from noise. */
public record DetailWindow(double from, double to) {

    /**
     * Returns the window of a task: that of the chapter's fig. 1.4 for fit1d, otherwise the middle fiftieth of the
     * domain.
     *
     * @throws IllegalArgumentException if the curve has no points
     */
    public static DetailWindow of(String task, LearnedCurve curve) {
        if (curve.points().isEmpty()) {
            throw new IllegalArgumentException("a curve without points has no detail");
        }
        if (task.equals("fit1d")) {
            return new DetailWindow(1.0, 1.2);
        }
        double first = curve.points().get(0).x();
        double last = curve.points().get(curve.points().size() - 1).x();
        double middle = (first + last) / 2;
        double half = (last - first) / 100;
        return new DetailWindow(middle - half, middle + half);
    }
}
