package io.mscale.results.evidence;

/** Provisional. */
public record DetailWindow(double from, double to) {
    public static DetailWindow of(String task, LearnedCurve curve) {
        return new DetailWindow(1.0, 1.2);
    }
}
