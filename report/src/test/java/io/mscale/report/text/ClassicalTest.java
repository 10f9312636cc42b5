package io.mscale.report.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.DataFile;
import io.mscale.record.cell.TaskSettings;
import io.mscale.record.run.RunRecord;
import io.mscale.record.run.Yardstick;
import io.mscale.record.sample.Samples;
import io.mscale.report.html.ChangeSection;
import io.mscale.report.html.HtmlReport;
import io.mscale.report.summary.ConsoleReport;
import io.mscale.report.summary.MarkdownReport;
import io.mscale.report.table.SummaryCsv;
import io.mscale.results.evidence.Classical;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.sample.SampleEvidence;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Standard methods in all reports. */
class ClassicalTest {

    private static Evidence evidence(List<Yardstick> yardsticks, CellRecord... cells) {
        return Evidence.of(Samples.FOLDER, Samples.run(cells).withYardsticks(yardsticks));
    }

    private static Evidence evidence(double testMse, CellRecord... cells) {
        return evidence(List.of(yardstick(42, testMse, null)), cells);
    }

    /** Of the samples that the cells were trained on. */
    private static Yardstick yardstick(long seed, @Nullable Double testMse, @Nullable String problem) {
        Yardstick yardstick = Samples.yardstick(seed, testMse, problem);
        return Samples.with(
                Samples.with(yardstick, "trainSize", MULTI.training().trainSize()),
                "testSize",
                MULTI.training().testSize());
    }

    private static final CellRecord SINGLE = Samples.ok("ejml", "single", 0.5);
    private static final CellRecord MULTI = Samples.ok("ejml", "multi", 0.001);

    @Test
    void sentences_methodIsBetter_sayThatNetworksLose() {
        assertThat(Verdict.sentences(evidence(1.2e-6, SINGLE, MULTI)))
                .contains("fit1d: a spline fitted to the same points is more accurate than any network: test MSE"
                        + " 1.2e-6, in 3.00 ms; the best, ejml multi, has 1.0e-3");
    }

    @Test
    void sentences_networkIsBetterOrTheSame_sayThat() {
        assertThat(Verdict.sentences(evidence(0.02, SINGLE, MULTI)))
                .contains("fit1d: the best network, ejml multi, is more accurate than a spline fitted to the same"
                        + " points: test MSE 1.0e-3 against 2.0e-2, in 3.00 ms");
        assertThat(Verdict.sentences(evidence(0.00095, SINGLE, MULTI)))
                .contains("fit1d: a spline fitted to the same points is about as accurate as the best network, ejml"
                        + " multi: test MSE 9.5e-4 and 1.0e-3, in 3.00 ms");
    }

    /** Finite differences are refined until they are as accurate as the best network: no victory, but a time to compare. */
    @Test
    void sentences_finiteDifferences_areAsAccurateInTheirTime() {
        Yardstick differences = Samples.with(yardstick(42, 9e-4, null), "method", "finite differences, 60");

        assertThat(Verdict.sentences(evidence(List.of(differences), SINGLE, MULTI)))
                .contains(
                        "fit1d: a solution by finite differences (60 intervals) is at least as accurate as the best network,"
                                + " ejml multi: test MSE 9.0e-4 and 1.0e-3, in 3.00 ms");
        assertThat(Verdict.sentences(evidence(List.of(Samples.with(differences, "testMse", 1e-4)), SINGLE, MULTI)))
                .anyMatch(sentence -> sentence.contains("(60 intervals) is more accurate than any network"));
        assertThat(Verdict.sentences(evidence(List.of(Samples.with(differences, "testMse", 0.02)), SINGLE, MULTI)))
                .anyMatch(sentence -> sentence.contains("ejml multi, is more accurate than a solution by finite"));
    }

    @Test
    void sentences_bothAreAsBadAsTheMean_nameNoWinner() {
        Yardstick bad = Samples.with(yardstick(42, 0.9, null), "testRelativeL2", 0.95);
        CellRecord network = Samples.withAccuracy(
                MULTI,
                new CellRecord.Accuracy(0.5, 1.2, 1.1, 1.5, List.of(), null, null, null, null, null, null, null));

        assertThat(Verdict.sentences(evidence(List.of(bad), network)))
                .contains("fit1d: neither a spline fitted to the same points nor the best network, ejml multi, learned"
                        + " the target: test MSE 9.0e-1 and 1.2e0, in 3.00 ms");
        assertThat(Verdict.sentences(evidence(0.9, network)))
                .anyMatch(sentence -> sentence.contains("a spline fitted to the same points is more accurate"));
    }

    @Test
    void reports_haveARowThatIsNotRanked() throws IOException {
        Evidence evidence = evidence(1.2e-6, SINGLE, MULTI);

        assertThat(ConsoleReport.of(evidence).table())
                .anyMatch(line -> line.matches("classical +fit1d +spline .* 1.2e-6 .* in 3.00 ms .*"));
        assertThat(MarkdownReport.of(evidence).lines())
                .anyMatch(line ->
                        line.startsWith("| classical |") && line.contains("| 1.2e-6 |") && !line.contains("**"));
        assertThat(HtmlReport.of(evidence, ChangeSection.NONE))
                .contains(">classical</td>", ">in 3.00 ms</td>")
                .doesNotContain("best\">1.2e-6");
        assertThat(SummaryCsv.of(evidence).lines())
                .hasSize(4)
                .last()
                .asString()
                .startsWith("classical-fit1d-s42,classical,,fit1d,spline,,,42,,ok,,")
                .contains(",0.003,", ",1.2E-6,0.125,0.5,");
    }

    @Test
    void reports_severalBackends_nameItsNumbers() {
        assertThat(ConsoleReport.of(evidence(1.2e-6, SINGLE, MULTI, Samples.ok("djl", "multi", 0.1)))
                        .table())
                .anyMatch(
                        line -> line.startsWith("classical ") && line.contains("spline: test MSE 1.2e-6, in 3.00 ms"));
    }

    @Test
    void of_seeds_areOneRowWithTheirMedian() {
        assertThat(Classical.of(evidence(
                        List.of(yardstick(1, 0.1, null), yardstick(2, 0.4, null), yardstick(3, 0.2, null)), MULTI)))
                .singleElement()
                .extracting(Classical::testMse)
                .isEqualTo(0.2);
    }

    /** Finite differences solve an equation alike, by whatever loss networks learn it. */
    @Test
    void of_targetsWithTheSameErrors_areRowsOfTheirOwn() {
        TaskSettings energy = new TaskSettings(Map.of("loss", "energy"), List.of(), null);
        TaskSettings residual = new TaskSettings(Map.of("loss", "residual"), List.of(), null);
        Evidence evidence = evidence(
                List.of(
                        Samples.with(yardstick(42, 0.1, null), "taskSettings", energy),
                        Samples.with(yardstick(42, 0.1, null), "taskSettings", residual)),
                Samples.with(MULTI, "cell.taskSettings", energy),
                Samples.with(Samples.withId(MULTI, "second"), "cell.taskSettings", residual));

        assertThat(Classical.of(evidence))
                .extracting(Classical::where)
                .containsExactly("fit1d, loss energy", "fit1d, loss residual");
    }

    @Test
    void of_runs_shareWhatIsTheSame() {
        RunRecord run = Samples.run(MULTI).withYardsticks(List.of(yardstick(42, 0.1, null)));
        RunRecord other = run.withYardsticks(List.of(yardstick(42, 0.3, null)));

        assertThat(Classical.of(SampleEvidence.twoRuns(run, run)))
                .extracting(Classical::name)
                .containsExactly("classical");
        assertThat(Classical.of(SampleEvidence.twoRuns(run, other)))
                .extracting(Classical::name)
                .containsExactly("classical [monday]", "classical [tuesday]");
    }

    /** Of each ring of a band-limited function, for example. */
    @Test
    void of_severalTargets_areRowsApartHeldAgainstTheirOwnNetworks() {
        TaskSettings one = new TaskSettings(Map.of("ring", "1"), List.of(), null);
        TaskSettings two = new TaskSettings(Map.of("ring", "2"), List.of(), null);
        Evidence evidence = evidence(
                List.of(
                        Samples.with(yardstick(42, 1e-6, null), "taskSettings", one),
                        Samples.with(yardstick(42, 0.9, null), "taskSettings", two)),
                Samples.withTask(Samples.withSeed(MULTI, 42, "one"), one),
                Samples.withTask(Samples.withSeed(MULTI, 42, "two"), two));

        assertThat(Classical.of(evidence))
                .extracting(Classical::name, Classical::target, Classical::testMse)
                .containsExactly(tuple("classical", "fit1d, ring 1", 1e-6), tuple("classical", "fit1d, ring 2", 0.9));
        assertThat(Verdict.sentences(evidence))
                .anyMatch(sentence -> sentence.startsWith("fit1d, ring 1: a spline fitted to the same points is more"
                                + " accurate than any network: test MSE 1.0e-6")
                        && sentence.contains("ejml multi one, has"))
                .anyMatch(sentence -> sentence.startsWith("fit1d, ring 2: the best network, ejml multi two, is more"));
        assertThat(SummaryCsv.of(evidence).lines())
                .anyMatch(line -> line.startsWith("classical-fit1d-ring-1-s42,"))
                .anyMatch(line -> line.startsWith("classical-fit1d-ring-2-s42,"));
    }

    /** Few samples are not held against what a network made of many, nor many against few. */
    @Test
    void of_severalNumbersOfSamples_areRowsApartHeldAgainstTheirOwnNetworks() {
        Evidence evidence = evidence(List.of(ofSamples(100, 0.2), ofSamples(800, 1e-7)), network(100), network(800));

        assertThat(Classical.of(evidence))
                .extracting(Classical::name, Classical::target, Classical::samples, Classical::testMse)
                .containsExactly(
                        tuple("classical", "fit1d", "100 samples", 0.2),
                        tuple("classical", "fit1d", "800 samples", 1e-7));
        assertThat(Verdict.sentences(evidence))
                .anyMatch(sentence -> sentence.startsWith("fit1d, 100 samples: the best network, ejml multi 100, is"
                        + " more accurate than a spline fitted to the same points"))
                .anyMatch(sentence -> sentence.startsWith("fit1d, 800 samples: a spline fitted to the same points is"
                                + " more accurate than any network")
                        && sentence.contains("the best, ejml multi 800, has"));
        assertThat(ConsoleReport.of(evidence).table())
                .anyMatch(line -> line.matches("classical +fit1d +spline, 100 samples .* 2.0e-1 .*"));
        assertThat(SummaryCsv.of(evidence).lines())
                .anyMatch(line -> line.startsWith("classical-fit1d-100-samples-s42,"))
                .anyMatch(line -> line.startsWith("classical-fit1d-800-samples-s42,"));
    }

    @Test
    void of_severalNumbersOfTestPoints_areRowsApart() {
        Yardstick few = Samples.with(yardstick(42, 0.2, null), "testSize", 50);

        assertThat(Classical.of(evidence(List.of(yardstick(42, 0.2, null), few), MULTI)))
                .extracting(Classical::where)
                .containsExactly("fit1d, 4 test points", "fit1d, 50 test points");
    }

    private static Yardstick ofSamples(int samples, double testMse) {
        return Samples.with(yardstick(42, testMse, null), "trainSize", samples);
    }

    private static CellRecord network(int samples) {
        return Samples.with(Samples.withSeed(MULTI, 42, String.valueOf(samples)), "cell.training.trainSize", samples);
    }

    /** As of two tables, whose rows would be the same but for their targets. */
    @Test
    void reports_severalTargets_nameThemInEveryRow() throws IOException {
        TaskSettings one = table("/data/monday/a.csv", "aa");
        TaskSettings two = table("/data/tuesday/b.csv", "bb");
        Evidence evidence = evidence(
                List.of(
                        Samples.with(yardstick(42, 1e-6, null), "taskSettings", one),
                        Samples.with(yardstick(42, 0.9, null), "taskSettings", two)),
                Samples.withTask(MULTI, one),
                Samples.withTask(MULTI, two));

        assertThat(ConsoleReport.of(evidence).table())
                .anyMatch(line -> line.matches("ejml +cpu +fit1d, data a.csv +multi .*"))
                .anyMatch(line -> line.matches("ejml +cpu +fit1d, data b.csv +multi .*"))
                .anyMatch(line -> line.matches("classical +fit1d, data b.csv +spline .*"));
        assertThat(MarkdownReport.of(evidence))
                .contains("| backend | task | variant |", "| ejml | fit1d, data a.csv | multi |")
                .contains("| classical | fit1d, data b.csv | spline |");
        assertThat(HtmlReport.of(evidence, ChangeSection.NONE))
                .contains(">fit1d, data a.csv</td>", ">fit1d, data b.csv</td>");
        assertThat(SummaryCsv.of(evidence).lines())
                .anyMatch(line -> line.startsWith("classical-fit1d-data-a-csv-s42,"));
        assertThat(MarkdownReport.of(evidence(1e-6, SINGLE, MULTI))).contains("| backend | variant |");
    }

    private static TaskSettings table(String path, String digest) {
        return new TaskSettings(Map.of("data", path), List.of(new DataFile(path, digest)), null);
    }

    @Test
    void reports_severalTargetsAndBackends_haveARowForEach() {
        TaskSettings one = table("a.csv", "aa");
        TaskSettings two = table("b.csv", "bb");
        CellRecord other = Samples.ok("djl", "multi", 0.1);

        assertThat(ConsoleReport.of(SampleEvidence.of(
                                Samples.withTask(MULTI, one),
                                Samples.withTask(MULTI, two),
                                Samples.withTask(other, one),
                                Samples.withTask(other, two)))
                        .table())
                .anyMatch(line -> line.matches("djl +cpu +fit1d, data a.csv .*"))
                .anyMatch(line -> line.matches("djl +cpu +fit1d, data b.csv .*"));
    }

    @Test
    void remarks_noNumbers_sayWhy() {
        Evidence evidence = evidence(List.of(yardstick(42, null, "table.csv has changed")), MULTI);

        assertThat(Classical.of(evidence)).isEmpty();
        assertThat(Remarks.of(evidence))
                .contains("fit1d, seed 42: no classical method to compare with: table.csv has changed");
    }

    @Test
    void tables_taskWithKinks_haveTheErrorsNearAndAway() throws IOException {
        Evidence kinks = SampleEvidence.of(Samples.withAccuracy(
                MULTI,
                new CellRecord.Accuracy(
                        0.5, 0.001, 0.25, 1.5, List.of(), null, 0.075, 0.000025, null, null, null, null)));

        assertThat(MarkdownReport.of(kinks)).contains("| near kinks | away from them |", "| 7.5e-2 | 2.5e-5 |");
        assertThat(HtmlReport.of(kinks, ChangeSection.NONE)).contains(">near kinks<", ">2.5e-5<");
        assertThat(SummaryCsv.of(kinks)).endsWith(",0.075,2.5E-5\n");
        assertThat(MarkdownReport.of(SampleEvidence.of(MULTI))).doesNotContain("kinks");
    }
}
