package io.mscale.results.statistics;

/**
 * A drift: a level, a straight line, and the level that it ends at. Either level may be missing, where the line is all
 * that there is. Fitted by least absolute deviations, so that single outliers do not bend it.
 *
 * @param from the last value of the level before, or the first value of the line
 * @param to the first value of the level after, or the last value of the line
 * @param before the level before
 * @param after the level after
 * @param deviation the sum of the absolute deviations
 */
public record Ramp(int from, int to, double before, double after, double deviation) {

    /** The shortest drift, in values from its beginning to its end: what takes less is a step. */
    public static final int SHORTEST = 5;

    /** Places tried for each end at first, and around the best of them. */
    private static final int PLACES = 9;

    private static final int ROUNDS = 8;

    /** Absolute deviations below this share of their mean weigh no more, so that weights stay finite. */
    private static final double LEAST_SHARE = 0.05;

    /** The values from a first to a last that at most so many of are looked at when places are compared. */
    private static final int MOST_VALUES = 200;

    /**
     * Fits a drift.
     *
     * @param values finite
     * @param start the first value, at which the level before begins
     * @param end the end of the values, exclusive
     * @param latestFrom the latest place at which the line may begin
     * @param earliestTo the earliest place at which it may end
     * @return the best of those tried
     * @throws IllegalArgumentException if there are fewer than {@value #SHORTEST} values
     */
    public static Ramp fit(double[] values, int start, int end, int latestFrom, int earliestTo) {
        if (end - start < SHORTEST) {
            throw new IllegalArgumentException("a drift takes " + SHORTEST + " values, not " + (end - start));
        }
        int every = 1 + (end - start - 1) / MOST_VALUES;
        int fromStep = Math.max(1, (latestFrom - start) / (PLACES - 1));
        int toStep = Math.max(1, (end - 1 - earliestTo) / (PLACES - 1));
        Search search = new Search(values, start, end, every);
        for (int from = start; from <= latestFrom; from += fromStep) {
            for (int to = end - 1; to >= earliestTo; to -= toStep) {
                search.attempt(from, to);
            }
        }
        while (fromStep > 1 || toStep > 1) {
            fromStep = (fromStep + 1) / 2;
            toStep = (toStep + 1) / 2;
            Ramp around = search.best();
            for (int i = -2; i <= 2; i++) {
                for (int j = -2; j <= 2; j++) {
                    int from = Math.min(latestFrom, Math.max(start, around.from() + i * fromStep));
                    int to = Math.max(earliestTo, Math.min(end - 1, around.to() + j * toStep));
                    search.attempt(from, to);
                }
            }
        }
        Ramp best = search.best();
        return every == 1 ? best : fitted(values, start, end, 1, best.from(), best.to());
    }

    /** The best of the places tried. */
    private static final class Search {

        private final double[] values;
        private final int start;
        private final int end;
        private final int every;
        private Ramp best;

        Search(double[] values, int start, int end, int every) {
            this.values = values;
            this.start = start;
            this.end = end;
            this.every = every;
            best = fitted(values, start, end, every, start, end - 1);
        }

        void attempt(int from, int to) {
            if (to - from >= SHORTEST - 1) {
                Ramp ramp = fitted(values, start, end, every, from, to);
                if (ramp.deviation() < best.deviation()) {
                    best = ramp;
                }
            }
        }

        Ramp best() {
            return best;
        }
    }

    /** Fits the two levels for known places, by least squares that are weighted anew in each round. */
    private static Ramp fitted(double[] values, int start, int end, int every, int from, int to) {
        double before = 0;
        double rise = 0;
        double least = 0;
        double deviation = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double weights = 0;
            double sumX = 0;
            double sumY = 0;
            double sumXX = 0;
            double sumXY = 0;
            for (int i = start; i < end; i += every) {
                double x = share(i, from, to);
                double y = values[i];
                double weight = round == 0 ? 1 : 1 / Math.max(Math.abs(y - before - rise * x), least);
                weights += weight;
                sumX += weight * x;
                sumY += weight * y;
                sumXX += weight * x * x;
                sumXY += weight * x * y;
            }
            rise = (weights * sumXY - sumX * sumY) / (weights * sumXX - sumX * sumX);
            before = (sumY - rise * sumX) / weights;
            deviation = 0;
            int count = 0;
            for (int i = start; i < end; i += every) {
                deviation += Math.abs(values[i] - before - rise * share(i, from, to));
                count++;
            }
            least = LEAST_SHARE * deviation / count;
            if (least == 0) {
                break;
            }
        }
        return new Ramp(from, to, before, before + rise, deviation);
    }

    private static double share(int place, int from, int to) {
        return place <= from ? 0 : place >= to ? 1 : (double) (place - from) / (to - from);
    }
}
