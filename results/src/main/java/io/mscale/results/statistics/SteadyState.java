package io.mscale.results.statistics;

/**
 * Whether the step times of one fork reached a steady state, and from which sample on.
 *
 * <p>The method follows S. Robinson, A statistical process control approach to selecting a warm-up period for a
 * discrete-event simulation, European Journal of Operational Research 176 (2007): a control chart is drawn from the
 * second half of the series, and the warm-up ends where the series enters the chart's limits for good. If the second
 * half itself leaves them, the series is not steady. In detail:
 *
 * <ol>
 *   <li>The series is cut into 20 windows of equal size, at least 5 samples each. The level of a window is its median;
 *       Robinson uses the mean, which pauses of the garbage collector would shift.
 *   <li>The centre is the median of the second half. A window is off if its level differs from it by more than 3
 *       standard errors of a median and by more than 2%. The standard error comes from the samples' deviations from the
 *       level of their own window, so drift does not widen the limits. Differences up to 2% do not matter; without that
 *       bound a long series would be rejected for a change of one in a thousand. A. Georges, D. Buytaert and L.
 *       Eeckhout (Statistically rigorous Java performance evaluation, OOPSLA 2007) likewise accept a scatter of 1 to 2%
 *       in a steady fork.
 *   <li>If 3 standard errors exceed 10%, there is no decision: too many series would count as steady.
 *   <li>A single window off is a disturbance; two in a row on the same side are another level. A second half that
 *       contains another level is not steady.
 *   <li>The third and the fourth quarter must agree by the same criterion. They scatter less than windows, so they
 *       reveal a slow drift in strong noise.
 *   <li>The steady part begins after the last other level, at the first window that is not off.
 * </ol>
 *
 * <p>Change-point analysis (E. Barrett et al., Virtual machine warmup blows hot and cold, OOPSLA 2017) recognises more
 * shapes, but needs thousands of samples; this answers only what the median of the steady part depends on. A change of
 * level, up or down, that ends before the second half counts as warm-up. The start of the steady part is known to
 * within one window.
 */
public sealed interface SteadyState {

    /** The minimum number of samples for a decision. */
    int FEWEST_SAMPLES = ControlChart.WINDOWS * ControlChart.FEWEST_PER_WINDOW;

    /**
     * The series reached a steady state.
     *
     * @param fromSample the first sample of the steady part, counted from 0; at most half of all samples
     * @param median the median of the steady part in seconds
     */
    record Reached(int fromSample, double median) implements SteadyState {}

    /**
     * The series did not reach a steady state.
     *
     * @param reason what changed in its second half
     */
    record NotReached(String reason) implements SteadyState {}

    /**
     * The samples do not allow a decision.
     *
     * @param reason too few samples, or too much scatter
     */
    record Undecided(String reason) implements SteadyState {}

    /**
     * Judges a series.
     *
     * @param samples seconds per step in measurement order
     * @throws IllegalArgumentException if there is no sample, or one is not positive and finite
     */
    static SteadyState of(double[] samples) {
        Median.sortedDurations(samples);
        if (samples.length < FEWEST_SAMPLES) {
            return new Undecided(samples.length + " samples, and " + FEWEST_SAMPLES + " are needed");
        }
        return new ControlChart(samples).verdict();
    }
}
