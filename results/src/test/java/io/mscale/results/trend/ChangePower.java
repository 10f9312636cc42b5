package io.mscale.results.trend;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How often planted changes are told in simulated series, and how often one is told where there is none: the tables of the
 * page on tracking. {@link #main} prints them, from more series than a build has time for.
 */
final class ChangePower {

    private ChangePower() {}

    /** Series of independent runs, of which a share is slower by 30%. */
    record Simulation(int runs, double scatter, double slow, IntToDoubleFunction level) {

        /** The changes that are told in each of so many series. */
        List<List<TrendChange>> changes(int series) {
            return IntStream.range(0, series)
                    .parallel()
                    .mapToObj(seed -> TrendSeries.changes(medians(seed)))
                    .toList();
        }

        private double[] medians(int seed) {
            SplittableRandom random = new SplittableRandom(1_000_003L * seed + runs);
            return IntStream.range(0, runs)
                    .mapToDouble(run -> level.applyAsDouble(run)
                            * Math.exp(scatter * random.nextGaussian())
                            * (random.nextDouble() < slow ? 1.3 : 1))
                    .toArray();
        }
    }

    /** What is counted: the series in which a change is told, or one of a kind. */
    enum Count {
        ANY,
        STEP,
        DRIFT,
        RECENT;

        int in(List<List<TrendChange>> changes) {
            return (int) changes.stream()
                    .filter(of -> of.stream()
                            .anyMatch(change ->
                                    this == ANY || change.kind().name().equals(name())))
                    .count();
        }
    }

    record Row(String name, List<Simulation> simulations) {}

    /**
     * A table of shares.
     *
     * @param counts the columns of each simulation
     * @param series the number of series that each share is of
     * @param decimals of a share in per cent
     */
    record Table(String head, List<Count> counts, int series, int decimals, List<Row> rows) {

        String inMarkdown() {
            int columns = 1 + rows.get(0).simulations().size() * counts.size();
            return rows.stream()
                    .map(this::line)
                    .collect(Collectors.joining("", head + "\n|" + "---|".repeat(columns) + '\n', ""));
        }

        private String line(Row row) {
            return row.simulations().stream()
                    .map(simulation -> simulation.changes(series))
                    .flatMap(changes -> counts.stream().map(count -> percent(count.in(changes))))
                    .collect(Collectors.joining(" | ", "| " + row.name() + " | ", " |\n"));
        }

        private String percent(int told) {
            return String.format(Locale.ROOT, "%." + decimals + "f%%", 100.0 * told / series);
        }
    }

    static List<Table> tables() {
        return List.of(steps(), drifts(), falseAlarms());
    }

    private static Table steps() {
        List<Row> rows = new ArrayList<>();
        for (int[] runs : new int[][] {
            {7, 5}, {8, 4}, {6, 6}, {8, 6}, {10, 6}, {16, 4}, {8, 8}, {20, 4}, {20, 3}, {30, 1}, {20, 20}
        }) {
            List<Simulation> simulations = new ArrayList<>();
            for (double scatter : new double[] {0.01, 0.03}) {
                for (double size : new double[] {1.03, 1.1, 2}) {
                    simulations.add(step(runs[0], runs[1], size, scatter));
                }
            }
            rows.add(new Row(runs[0] + " + " + runs[1], simulations));
        }
        return new Table(
                "| runs before + after | scatter 1%: x1.03 | x1.1 | x2 | scatter 3%: x1.03 | x1.1 | x2 |",
                List.of(Count.ANY), 500, 0, rows);
    }

    private static Table drifts() {
        return new Table(
                "| drift of +25% over | scatter 1%: told | as a drift | scatter 3%: told | as a drift |",
                List.of(Count.ANY, Count.DRIFT),
                500,
                0,
                List.of(
                        driftOfAQuarter("all of 12 runs", 0, 12, 0),
                        driftOfAQuarter("12 runs after 10", 10, 12, 0),
                        driftOfAQuarter("all of 20 runs", 0, 20, 0),
                        driftOfAQuarter("20 runs between 10 and 10", 10, 20, 10)));
    }

    private static Row driftOfAQuarter(String name, int before, int runs, int after) {
        List<Simulation> simulations = new ArrayList<>();
        for (double scatter : new double[] {0.01, 0.03}) {
            simulations.add(drift(before, runs, after, scatter));
        }
        return new Row(name, simulations);
    }

    private static Table falseAlarms() {
        List<Row> rows = new ArrayList<>();
        for (int runs : new int[] {12, 20, 50}) {
            List<Simulation> simulations = new ArrayList<>();
            for (double slow : new double[] {0, 0.05}) {
                for (double scatter : new double[] {0.01, 0.05}) {
                    simulations.add(unchanged(runs, scatter, slow));
                }
            }
            rows.add(new Row(String.valueOf(runs), simulations));
        }
        return new Table(
                "| runs | scatter 1% | scatter 5% | 1%, one run in 20 slower by 30% | 5%, one run in 20 slower by 30% |",
                List.of(Count.ANY), 5000, 2, rows);
    }

    static Simulation step(int before, int after, double size, double scatter) {
        return new Simulation(before + after, scatter, 0, run -> run < before ? 1 : size);
    }

    /** A rise by a quarter, as a straight line on a logarithmic axis. */
    static Simulation drift(int before, int runs, int after, double scatter) {
        return new Simulation(
                before + runs + after,
                scatter,
                0,
                run -> Math.pow(1.25, Math.max(0, Math.min(1, (run - before) / (double) (runs - 1)))));
    }

    /** Runs without a change, of which a share is slower by 30%. */
    static Simulation unchanged(int runs, double scatter, double slow) {
        return new Simulation(runs, scatter, slow, run -> 1);
    }

    /** Prints the documentation's tables, in minutes. */
    public static void main(String[] arguments) {
        tables().forEach(table -> System.out.println(table.inMarkdown()));
    }
}
