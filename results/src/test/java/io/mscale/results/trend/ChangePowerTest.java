package io.mscale.results.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often planted changes are told, and how often there is one in series without: the table in the documentation. Run
 * {@code main} for its figures, which are from more series than a build has time for.
 */
class ChangePowerTest {

    private static final int SERIES = 60;

    /** The share of series in which there is a change of that kind, or of any kind. */
    private static double told(String kind, int series, int runs, double scatter, IntToDoubleFunction level) {
        return share(kind, series, runs, scatter, 0, level);
    }

    private static double share(
            String kind, int series, int runs, double scatter, double slow, IntToDoubleFunction level) {
        return IntStream.range(0, series)
                        .parallel()
                        .filter(seed -> {
                            SplittableRandom random = new SplittableRandom(1_000_003L * seed + runs);
                            double[] medians = IntStream.range(0, runs)
                                    .mapToDouble(i -> level.applyAsDouble(i)
                                            * Math.exp(scatter * random.nextGaussian())
                                            * (random.nextDouble() < slow ? 1.3 : 1))
                                    .toArray();
                            return TrendSeries.changes(medians).stream()
                                    .anyMatch(change ->
                                            kind.equals("ANY") || change.kind() == TrendChange.Kind.valueOf(kind));
                        })
                        .count()
                / (double) series;
    }

    private static IntToDoubleFunction step(int before, double size) {
        return run -> run < before ? 1 : size;
    }

    /** A rise by so many per cent, as a straight line on a logarithmic axis. */
    private static IntToDoubleFunction drift(int before, int runs, double perCent) {
        return run -> Math.pow(1 + perCent / 100, Math.max(0, Math.min(1, (run - before) / (double) (runs - 1))));
    }

    @ParameterizedTest
    @CsvSource({
        // Runs before and after, the size, the scatter, and the least and the greatest share told.
        "6, 5, 1.1, 0.01, 0.98, 1",
        "7, 5, 1.1, 0.01, 0.98, 1",
        "7, 5, 3, 0.03, 0.98, 1",
        "7, 5, 100, 0.03, 0.98, 1",
        "8, 4, 2, 0.03, 0.98, 1",
        "6, 6, 2, 0.03, 0.98, 1",
        "8, 6, 3, 0.03, 0.98, 1",
        "8, 6, 1.03, 0.01, 0.4, 0.9",
        "10, 6, 1.1, 0.01, 0.98, 1",
        "10, 6, 1.1, 0.03, 0.5, 1",
        "16, 4, 1.1, 0.01, 0.98, 1",
        "8, 8, 1.1, 0.01, 0.98, 1",
        "20, 4, 1.1, 0.01, 0.98, 1",
        "20, 4, 1.1, 0.03, 0.5, 1",
        "20, 4, 2, 0.03, 0.98, 1",
        "5, 5, 100, 0.01, 0, 0",
    })
    void changes_step_isToldInAShareOfSeriesWithinBounds(
            int before, int after, double size, double scatter, double least, double most) {
        assertThat(told("STEP", SERIES, before + after, scatter, step(before, size)))
                .isBetween(least, most);
    }

    @ParameterizedTest
    @CsvSource({"20, 3, 2, 0.03", "20, 3, 1.1, 0.01", "30, 1, 5, 0.03", "30, 1, 2, 0.01", "6, 4, 2, 0.03"})
    void changes_newestRuns_areToldAsRecent(int before, int recent, double size, double scatter) {
        assertThat(told("RECENT", SERIES, before + recent, scatter, step(before, size)))
                .isGreaterThanOrEqualTo(0.95);
    }

    @ParameterizedTest
    @CsvSource({"0, 12, 0, 0.01", "10, 12, 0, 0.01", "14, 12, 14, 0.01", "0, 20, 0, 0.01", "10, 20, 10, 0.03"})
    void changes_driftOfAQuarter_isToldAsDrift(int before, int runs, int after, double scatter) {
        IntToDoubleFunction drift = drift(before, runs, 25);

        assertThat(told("DRIFT", SERIES, before + runs + after, scatter, drift)).isGreaterThanOrEqualTo(0.9);
        assertThat(told("STEP", SERIES, before + runs + after, scatter, drift)).isLessThanOrEqualTo(0.15);
    }

    @ParameterizedTest
    @CsvSource({"20, 20, 2", "20, 20, 1.1", "100, 20, 1.1"})
    void changes_cleanStep_isNoDrift(int before, int after, double size) {
        assertThat(told("DRIFT", 20, before + after, 0.01, step(before, size))).isZero();
    }

    @ParameterizedTest
    @CsvSource({"12, 0.01, 0", "12, 0.05, 0.05", "20, 0.01, 0.05", "50, 0.05, 0", "50, 0.01, 0.05"})
    void changes_noChange_isSeldomCalledOne(int runs, double scatter, double slow) {
        assertThat(share("ANY", 500, runs, scatter, slow, step(0, 1))).isLessThan(0.01);
        assertThat(share("RECENT", 500, runs, scatter, slow, step(0, 1))).isLessThanOrEqualTo(0.004);
    }

    /** Prints the documentation's tables. */
    public static void main(String[] arguments) {
        int series = 500;
        for (int[] runs : new int[][] {
            {7, 5}, {8, 4}, {6, 6}, {8, 6}, {10, 6}, {16, 4}, {8, 8}, {20, 4}, {20, 3}, {30, 1}, {20, 20}
        }) {
            StringBuilder row = new StringBuilder("| " + runs[0] + " + " + runs[1]);
            for (double scatter : new double[] {0.01, 0.03}) {
                for (double size : new double[] {1.03, 1.1, 2}) {
                    double share = told("ANY", series, runs[0] + runs[1], scatter, step(runs[0], size));
                    row.append(" | ").append(Math.round(100 * share)).append('%');
                }
            }
            System.out.println(row + " |");
        }
        for (int[] runs : new int[][] {{0, 12, 0}, {10, 12, 0}, {0, 20, 0}, {10, 20, 10}}) {
            StringBuilder row = new StringBuilder("| " + Arrays.toString(runs));
            for (double scatter : new double[] {0.01, 0.03}) {
                for (String kind : new String[] {"ANY", "DRIFT"}) {
                    int length = Arrays.stream(runs).sum();
                    double share = told(kind, series, length, scatter, drift(runs[0], runs[1], 25));
                    row.append(" | ").append(Math.round(100 * share)).append('%');
                }
            }
            System.out.println(row + " |");
        }
        for (int runs : new int[] {12, 20, 50}) {
            StringBuilder row = new StringBuilder("| " + runs);
            for (double slow : new double[] {0, 0.05}) {
                for (double scatter : new double[] {0.01, 0.05}) {
                    for (String kind : new String[] {"ANY", "RECENT"}) {
                        double share = share(kind, 10 * series, runs, scatter, slow, step(0, 1));
                        row.append(" | ")
                                .append(Math.round(10_000 * share) / 100.0)
                                .append('%');
                    }
                }
            }
            System.out.println(row + " |");
        }
    }
}
