package io.mscale.results.trend;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.results.trend.ChangePower.Count;
import io.mscale.results.trend.ChangePower.Simulation;
import io.mscale.results.trend.ChangePower.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of the page on tracking hold for the code: {@link ChangePower} has printed them. */
class ChangePowerTest {

    private static final Path PAGE = Path.of("../docs/09-tracking.md");

    /** A count counts as one of the documented share if so few or so many are not rarer than this. */
    private static final double RARE = 0.001;

    /** The series of which a share is looked at that the page does not have. */
    private static final int SERIES = 60;

    /** Up to here all orders of a series are looked at, which takes less time than random ones. */
    private static final int SHORT = 15;

    static List<Arguments> documented() throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        List<Arguments> documented = new ArrayList<>();
        for (Table table : ChangePower.tables()) {
            int first = lines.indexOf(table.head()) + 2;
            assertThat(first).as(table.head()).isGreaterThanOrEqualTo(2);
            for (int i = 0; i < table.rows().size(); i++) {
                documented.addAll(documented(table, table.rows().get(i), lines.get(first + i)));
            }
            assertThat(lines.get(first + table.rows().size())).isEmpty();
        }
        return documented;
    }

    private static List<Arguments> documented(Table table, ChangePower.Row row, String line) {
        List<String> cells = List.of(line.substring(2, line.length() - 2).split(" \\| ", -1));
        assertThat(cells.get(0)).isEqualTo(row.name());
        List<Simulation> simulations = row.simulations();
        int columns = table.counts().size();
        assertThat(cells).hasSize(1 + simulations.size() * columns);
        return IntStream.range(0, simulations.size())
                .mapToObj(i -> {
                    List<String> shares = cells.subList(1 + i * columns, 1 + (i + 1) * columns);
                    return Arguments.of(row.name(), shares, simulations.get(i), table);
                })
                .toList();
    }

    @ParameterizedTest
    @MethodSource("documented")
    void changes_areToldAsOftenAsDocumented(String row, List<String> shares, Simulation simulation, Table table) {
        int series = simulation.runs() > SHORT ? table.series() / 10 : table.series() / 4;
        List<List<TrendChange>> changes = simulation.changes(series);
        double rounding = 0.5 / 100 / Math.pow(10, table.decimals());

        for (int i = 0; i < shares.size(); i++) {
            double share = Double.parseDouble(shares.get(i).replace("%", "")) / 100;
            assertBinomial(table.counts().get(i).in(changes), series, share - rounding, share + rounding);
        }
    }

    /** Asserts that so many of a number of series may be those of a share that is between two. */
    private static void assertBinomial(int told, int series, double least, double most) {
        BinomialDistribution fewest = BinomialDistribution.of(series, Math.max(0, least));
        BinomialDistribution greatest = BinomialDistribution.of(series, Math.min(1, most));
        assertThat(told)
                .isBetween(fewest.inverseCumulativeProbability(RARE), greatest.inverseSurvivalProbability(RARE));
    }

    @ParameterizedTest
    @CsvSource({
        // Runs before and after, the size, the scatter, and the least share: some are told as new or as a drift.
        "6, 5, 1.1, 0.01, 0.98",
        "7, 5, 1.1, 0.01, 0.98",
        "7, 5, 3, 0.03, 0.98",
        "7, 5, 100, 0.03, 0.98",
        "8, 4, 2, 0.03, 0.98",
        "6, 6, 2, 0.03, 0.98",
        "8, 6, 3, 0.03, 0.98",
        "8, 6, 1.03, 0.01, 0.4",
        "10, 6, 1.1, 0.01, 0.98",
        "10, 6, 1.1, 0.03, 0.5",
        "16, 4, 1.1, 0.01, 0.98",
        "8, 8, 1.1, 0.01, 0.98",
        "20, 4, 1.1, 0.01, 0.98",
        "20, 4, 1.1, 0.03, 0.5",
        "20, 4, 2, 0.03, 0.98",
    })
    void changes_step_isToldAsStep(int before, int after, double size, double scatter, double least) {
        assertThat(share(Count.STEP, ChangePower.step(before, after, size, scatter)))
                .isGreaterThanOrEqualTo(least);
    }

    @Test
    void changes_tooFewRuns_isNoStep() {
        assertThat(share(Count.STEP, ChangePower.step(5, 5, 100, 0.01))).isZero();
    }

    @ParameterizedTest
    @CsvSource({"20, 3, 2, 0.03", "20, 3, 1.1, 0.01", "30, 1, 5, 0.03", "30, 1, 2, 0.01", "6, 4, 2, 0.03"})
    void changes_newestRuns_areToldAsRecent(int before, int recent, double size, double scatter) {
        assertThat(share(Count.RECENT, ChangePower.step(before, recent, size, scatter)))
                .isGreaterThanOrEqualTo(0.95);
    }

    @ParameterizedTest
    @CsvSource({"0, 12, 0, 0.01", "10, 12, 0, 0.01", "14, 12, 14, 0.01", "0, 20, 0, 0.01", "10, 20, 10, 0.03"})
    void changes_driftOfAQuarter_isToldAsDrift(int before, int runs, int after, double scatter) {
        List<List<TrendChange>> changes =
                ChangePower.drift(before, runs, after, scatter).changes(SERIES);

        assertThat(Count.DRIFT.in(changes)).isGreaterThanOrEqualTo(9 * SERIES / 10);
        assertThat(Count.STEP.in(changes)).isLessThanOrEqualTo(15 * SERIES / 100);
    }

    @ParameterizedTest
    @CsvSource({"20, 20, 2", "20, 20, 1.1", "100, 20, 1.1"})
    void changes_cleanStep_isNoDrift(int before, int after, double size) {
        assertThat(Count.DRIFT.in(ChangePower.step(before, after, size, 0.01).changes(20)))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"12, 0.01, 0", "12, 0.05, 0.05", "20, 0.01, 0.05", "50, 0.05, 0", "50, 0.01, 0.05"})
    void changes_noChange_isSeldomCalledNew(int runs, double scatter, double slow) {
        assertThat(Count.RECENT.in(ChangePower.unchanged(runs, scatter, slow).changes(500)))
                .isLessThanOrEqualTo(2);
    }

    private static double share(Count count, Simulation simulation) {
        return count.in(simulation.changes(SERIES)) / (double) SERIES;
    }
}
