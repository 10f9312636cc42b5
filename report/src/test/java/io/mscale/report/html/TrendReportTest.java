package io.mscale.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.run.RunRecord;
import io.mscale.record.sample.Disturbances;
import io.mscale.record.sample.ProcessorSamples;
import io.mscale.record.sample.Samples;
import io.mscale.results.compare.Runs;
import io.mscale.results.evidence.CellMeasures;
import io.mscale.results.history.Baselines;
import io.mscale.results.history.HistoryEntry;
import io.mscale.results.history.HistoryRun;
import io.mscale.results.trend.Trend;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendReportTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final TrendRemarks NOTHING = TrendRemarks.of(List.of());
    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>";

    /** A run a day; from run 60 on the last backend takes 5% longer. */
    static List<HistoryRun> history(int runs, int backends, int repeats, String commitPrefix) {
        SplittableRandom random = new SplittableRandom(1);
        List<HistoryRun> history = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            List<CellRecord> cells = new ArrayList<>();
            for (int b = 0; b < backends; b++) {
                double level = 0.01 * (b + 1) * (b == backends - 1 && i >= 60 ? 1.05 : 1);
                double[] steps = Runs.scattered(random, repeats, level, 0.01);
                for (int r = 0; r < repeats; r++) {
                    cells.add(Samples.withMedianStep(
                            Samples.ok("backend" + b, "multi", r + 1, 1e-3 * Math.exp(0.3 * random.nextGaussian())),
                            steps[r]));
                }
            }
            Instant time = START.plusSeconds(86_400L * i);
            RunRecord run = Samples.run(cells.toArray(CellRecord[]::new));
            RunRecord dated = new RunRecord(
                    run.schema(),
                    "run-" + i,
                    run.tool(),
                    time.toString(),
                    null,
                    run.study(),
                    run.command(),
                    run.environment(),
                    run.cells());
            history.add(new HistoryRun(
                    Path.of("run-" + i + ".json"), HistoryEntry.of(dated, commitPrefix + i, time), time));
        }
        return history;
    }

    @Test
    void of_change_isNamedWithItsCommit() throws IOException {
        Trend trend = Trend.of(history(120, 3, 7, "c"));

        String page = HtmlReport.of(trend, TrendRemarks.of(List.of("skipped: a file")));

        assertThat(trend.series()).hasSize(3 * 5);
        assertThat(page)
                .contains("120 runs from 2026-01-01T00:00:00Z to 2026-04-30T00:00:00Z, 15 series, 1 change")
                .contains("<td class=\"name\">c60</td><td class=\"name\">backend2 cpu fit1d multi</td>")
                .contains("skipped: a file");
    }

    @Test
    void of_patchOfJava_isMarked() throws IOException {
        List<HistoryRun> runs = new ArrayList<>();
        for (HistoryRun run : history(4, 1, 1, "c")) {
            String version = runs.size() < 2 ? "17.0.14+7" : "17.0.15+6";
            HistoryEntry entry = HistoryEntry.of(
                    ProcessorSamples.withJava(run.entry().run(), "OpenJDK 64-Bit Server VM " + version),
                    "c" + runs.size(),
                    START);
            runs.add(new HistoryRun(run.file(), entry, run.startedAt()));
        }

        assertThat(HtmlReport.of(Trend.of(runs), NOTHING))
                .contains("Java 17.0.14+7, from here on 17.0.15+6", "4 runs from", ", 0 changes");
    }

    /** The run with other cells. */
    private static HistoryRun with(HistoryRun run, CellRecord... cells) {
        RunRecord record = run.entry().run().withCells(List.of(cells));
        return new HistoryRun(
                run.file(), HistoryEntry.of(record, run.record().tool().commit(), run.startedAt()), run.startedAt());
    }

    /** The run with a cell's steps and errors times a factor. */
    private static HistoryRun slower(HistoryRun run, double factor) {
        return with(
                run,
                run.entry().run().cells().stream()
                        .map(cell ->
                                Samples.withMedianStep(cell, Objects.requireNonNull(CellMeasures.step(cell)) * factor))
                        .toArray(CellRecord[]::new));
    }

    @Test
    void of_commitUrl_linksEachChange() throws IOException {
        TrendRemarks remarks = new TrendRemarks(
                List.of(),
                new Baselines.Names(Map.of(), Map.of()),
                Optional.of(new CommitUrl("https://example.org/repository/commit/{}?a=1&b=2")));

        assertThat(HtmlReport.of(Trend.of(history(120, 1, 7, "c")), remarks))
                .contains("href=\"https://example.org/repository/commit/c60?a=1&amp;b=2\" rel=\"noreferrer\">c60</a>");
    }

    @Test
    void of_baseline_isMarked() throws IOException {
        List<HistoryRun> runs = history(5, 1, 1, "c");
        TrendRemarks remarks = new TrendRemarks(
                List.of(),
                new Baselines.Names(Map.of(runs.get(3).file(), List.of("main")), Map.of()),
                Optional.empty());

        assertThat(HtmlReport.of(Trend.of(runs), remarks))
                .contains("{\"x\":3.0,\"text\":\"baseline main\",\"mark\":\"here\"}");
    }

    @Test
    void of_failuresRemovedAndNewCells_areToldWithTheWorstFirst() throws IOException {
        List<HistoryRun> runs = history(30, 3, 4, "c");
        for (int i = 0; i < 30; i++) {
            List<CellRecord> cells = new ArrayList<>(runs.get(i).entry().run().cells());
            if (i >= 28 || i == 5) {
                cells.removeIf(cell -> cell.backend().equals("backend0"));
                cells.add(Samples.failed("backend0", CellStatus.FAILED, "no memory left"));
            }
            if (i >= 20) {
                cells.removeIf(cell -> cell.backend().equals("backend1"));
            }
            if (i < 10) {
                cells.removeIf(cell -> cell.backend().equals("backend2"));
            }
            runs.set(i, with(runs.get(i), cells.toArray(CellRecord[]::new)));
        }

        String page = HtmlReport.of(Trend.of(runs), NOTHING);

        assertThat(page)
                .containsSubsequence(
                        "no memory left</td>", "not measured since c19</td>", "<td class=\"name\">new</td>")
                .contains("<td class=\"name\">c28</td>", "<td class=\"name\">c20</td>", "<td class=\"name\">c10</td>")
                .contains("{\"x\":5.0,\"text\":\"failed: no memory left\",\"worse\":true,\"mark\":\"axis\"}");
    }

    @Test
    void of_oneSpike_isAnArrowAtTheAxis() throws IOException {
        List<HistoryRun> runs = history(40, 1, 1, "c");
        runs.set(20, slower(runs.get(20), 50));

        String page = HtmlReport.of(Trend.of(runs), NOTHING);

        assertThat(page).containsPattern("\"beyond\":\\[\\[20\\.0,[0-9.]+\\]\\]");
    }

    @Test
    void of_newestRuns_areToldAsNew() throws IOException {
        List<HistoryRun> runs = history(31, 1, 1, "c");
        runs.set(30, slower(runs.get(30), 5));

        assertThat(HtmlReport.of(Trend.of(runs), NOTHING))
                .contains("<tr class=\"recent\">", "slower, new: one run", "new, one run: ");
    }

    @Test
    void of_tenRuns_saysThatTheyAreTooFew() throws IOException {
        assertThat(HtmlReport.of(Trend.of(history(10, 1, 1, "c")), NOTHING))
                .contains("Too few runs to tell lasting changes: it takes 11 of a cell.", "(too few runs to tell)");
        assertThat(HtmlReport.of(Trend.of(history(11, 1, 1, "c")), NOTHING)).doesNotContain("oo few runs to tell");
    }

    @Test
    void of_emptyHistory_saysSo() throws IOException {
        assertThat(HtmlReport.of(Trend.of(List.of()), NOTHING)).contains("The history is empty.");
    }

    @Test
    void of_hostileText_isText() throws IOException {
        List<HistoryRun> runs = history(5, 1, 1, HOSTILE);
        TrendRemarks remarks = new TrendRemarks(
                List.of(HOSTILE),
                new Baselines.Names(Map.of(runs.get(1).file(), List.of(HOSTILE)), Map.of()),
                Optional.of(new CommitUrl("https://example.org/{}")));
        runs.set(4, with(runs.get(4), Samples.failed("backend0", CellStatus.FAILED, HOSTILE)));

        assertThat(HtmlReport.of(Trend.of(runs), remarks)).doesNotContain(HOSTILE, "<img");
    }

    /** The runs, started so many hours apart. */
    static List<HistoryRun> every(int hours, List<HistoryRun> runs) {
        return IntStream.range(0, runs.size())
                .mapToObj(i ->
                        new HistoryRun(runs.get(i).file(), runs.get(i).entry(), START.plusSeconds(3600L * hours * i)))
                .toList();
    }

    @Test
    void of_runsOfOneDay_areToldApartByTheTimeOfDay() throws IOException {
        assertThat(HtmlReport.of(Trend.of(every(5, history(30, 1, 1, "c"))), NOTHING))
                .as("several a day")
                .contains("[\"2026-01-01 00:00\",\"c0\"],[\"2026-01-01 05:00\",\"c1\"]");
        assertThat(HtmlReport.of(Trend.of(history(3, 1, 1, "c")), NOTHING))
                .as("few days")
                .contains("[\"2026-01-02 00:00\",\"c1\"]");
        assertThat(HtmlReport.of(Trend.of(history(30, 1, 1, "c")), NOTHING))
                .as("a run a day")
                .contains("[\"2026-01-02\",\"c1\"]");
    }

    /** The run with repeats that others disturbed. */
    private static HistoryRun disturbed(HistoryRun run, int count) {
        List<CellRecord> cells = run.entry().run().cells();
        return with(
                run,
                IntStream.range(0, cells.size())
                        .mapToObj(i -> Samples.withDisturbance(
                                cells.get(i),
                                Disturbances.of(new double[] {24, 24}, Disturbances.others(i < count ? 0.4 : 0.01))))
                        .toArray(CellRecord[]::new));
    }

    /** Rings where disturbed repeats count; what was left out is told only. */
    static List<HistoryRun> disturbedHistory() {
        List<HistoryRun> runs = new ArrayList<>(history(40, 1, 7, "c"));
        runs.set(10, disturbed(slower(runs.get(10), 1.3), 7));
        runs.set(20, slower(runs.get(20), 50));
        runs.set(30, disturbed(runs.get(30), 2));
        return runs;
    }

    @Test
    void of_disturbedMachine_isMarkedAndTold() throws IOException {
        String page = HtmlReport.of(Trend.of(disturbedHistory()), NOTHING);

        assertThat(page)
                .contains(
                        "\"name\":[\"disturbed machine\",\"\"]",
                        "{\"x\":10.0,\"text\":\"7 of 7 repeats on a disturbed machine, counted\",\"mark\":\"told\"}",
                        "{\"x\":30.0,\"text\":\"2 of 7 repeats on a disturbed machine, left out\",\"mark\":\"told\"}");
        assertThat(HtmlReport.of(Trend.of(history(40, 1, 7, "c")), NOTHING))
                .doesNotContain("[\"disturbed machine\"", "told\"");
    }

    /** 2000 runs of 15 series: a page to send around. */
    @Test
    void of_thousandsOfRuns_staysBelowFiveMegabytes() throws IOException {
        Trend trend = Trend.of(history(2000, 3, 4, "0123456789ab"));

        assertThat(trend.series()).hasSize(15);
        assertThat(HtmlReport.of(trend, NOTHING).getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThan(5_000_000);
    }
}
