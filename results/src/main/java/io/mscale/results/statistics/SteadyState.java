package io.mscale.results.statistics;

/**
 * Whether the step times of one fork came to rest, and from where on.
 *
 * <p>The method is that of S. Robinson, A statistical process control approach to selecting a warm-up period for a
 * discrete-event simulation, European Journal of Operational Research 176 (2007): the second half of a series tells what is
 * normal, a control chart is drawn from it, and the warm-up ends where the series enters the chart's limits for good. If
 * the second half itself does not keep within them, the series never came to rest. In detail:
 *
 * <ol>
 *   <li>The series is cut into 20 windows of equal size, 5 samples or more. A window's level is its median, where Robinson
 *       takes the mean: pauses of the garbage collector do not move it.
 *   <li>The centre is the median of the second half. A window is off if its level is more than 3 standard errors of a
 *       median away from it, and more than 2%. The standard error comes from the samples' deviations from their own
 *       windows' levels, so a drift does not widen the limits. The 2% are a difference that does not matter: a long series
 *       would otherwise be refused for a change of a thousandth. Georges, Buytaert and Eeckhout (Statistically rigorous
 *       Java performance evaluation, OOPSLA 2007) likewise allow a steady fork a scatter of 1 to 2%.
 *   <li>If 3 standard errors are more than 10% nothing is said: too much would count as steady.
 *   <li>One window off is a disturbance, two in a row off to the same side are another level: a second half with another
 *       level is not steady.
 *   <li>The third and the fourth quarter must agree by the same measure: they scatter less than windows, so a
 *       slow drift in much noise shows there.
 *   <li>The steady part begins after the last other level, at the first window that is not off.
 * </ol>
 *
 * <p>Change-point analysis (Barrett et al., Virtual machine warmup blows hot and cold, OOPSLA 2017) finds more shapes, from
 * series of thousands of samples; this asks only what a median of the steady part needs. A change of level that leaves at
 * least the second half alone is a longer warm-up, whichever way it goes. Where a steady part begins is known to a window.
 */
public sealed interface SteadyState {

    /** The fewest samples that are judged. */
    int FEWEST_SAMPLES = ControlChart.WINDOWS * ControlChart.FEWEST_PER_WINDOW;

    /**
     * The series came to rest.
     *
     * @param fromSample the first sample of the steady part, counted from 0; at most half of all samples
     * @param median of the steady part in seconds
     */
    record Reached(int fromSample, double median) implements SteadyState {}

    /**
     * The series did not come to rest.
     *
     * @param reason what changed in its second half
     */
    record NotReached(String reason) implements SteadyState {}

    /**
     * It cannot be said.
     *
     * @param reason that there are too few samples, or that they scatter too much
     */
    record Undecided(String reason) implements SteadyState {}

    /**
     * Judges a series.
     *
     * @param samples seconds per step in the order in which they were taken
     * @throws IllegalArgumentException if there is no sample, or one is not positive and finite
     */
    static SteadyState of(double[] samples) {
        SortedValues.ofDurations("samples", samples);
        if (samples.length < FEWEST_SAMPLES) {
            return new Undecided(samples.length + " samples, and " + FEWEST_SAMPLES + " are needed");
        }
        return new ControlChart(samples).verdict();
    }
}
