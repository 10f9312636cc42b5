package io.mscale.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.run.RunRecord;
import io.mscale.record.sample.ProcessorSamples;
import io.mscale.record.sample.Samples;
import io.mscale.results.compare.Runs;
import io.mscale.results.history.HistoryEntry;
import io.mscale.results.history.HistoryRun;
import io.mscale.results.trend.Trend;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrendReportTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
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

        String page = HtmlReport.of(trend, List.of("skipped: a file"));

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

        assertThat(HtmlReport.of(Trend.of(runs), List.of()))
                .contains("Java 17.0.14+7, from here on 17.0.15+6", "4 runs from", ", 0 changes");
    }

    @Test
    void of_emptyHistory_saysSo() throws IOException {
        assertThat(HtmlReport.of(Trend.of(List.of()), List.of())).contains("The history is empty.");
    }

    @Test
    void of_hostileText_isText() throws IOException {
        assertThat(HtmlReport.of(Trend.of(history(5, 1, 1, HOSTILE)), List.of(HOSTILE)))
                .doesNotContain(HOSTILE);
    }

    /** 2000 runs of 15 series: a page to send around. */
    @Test
    void of_thousandsOfRuns_staysBelowFiveMegabytes() throws IOException {
        Trend trend = Trend.of(history(2000, 3, 4, "0123456789ab"));

        assertThat(trend.series()).hasSize(15);
        assertThat(HtmlReport.of(trend, List.of()).getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThan(5_000_000);
    }
}
