package io.mscale.report.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.JmhScore;
import io.mscale.record.sample.Golden;
import io.mscale.record.sample.Locales;
import io.mscale.record.sample.Samples;
import io.mscale.results.sample.SampleEvidence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConsoleReportTest {

    @RegisterExtension
    private final Locales locales = new Locales();

    private static String print(CellRecord... cells) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ConsoleReport.of(SampleEvidence.of(cells))
                .print(new PrintStream(bytes, true, StandardCharsets.UTF_8), UnaryOperator.identity());
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @ParameterizedTest
    @MethodSource("io.mscale.record.sample.Locales#all")
    void print_bothVariants_isTheGoldenTable(Locale locale) throws IOException {
        Locale.setDefault(locale);
        Golden.assertSame(
                ConsoleReportTest.class,
                "console-both-variants.txt",
                print(Samples.ok("ejml", "single", 0.516), Samples.ok("ejml", "multi", 1.2e-3)));
    }

    @Test
    void print_repeatsBackendsAndFailures_isTheGoldenTable() throws IOException {
        Golden.assertSame(
                ConsoleReportTest.class,
                "console-many.txt",
                print(
                        Samples.ok("ejml", "single", 1, 0.5),
                        Samples.ok("nd4j-native", "single", 1, 0.25),
                        Samples.ok("ejml", "multi", 2, 0.1),
                        Samples.failed("nd4j-native", CellStatus.CRASHED, "the worker died\nof \u001b[31msignal 9"),
                        Samples.failed("djl", CellStatus.INTERRUPTED, null)));
    }

    private static CellRecord measuredByJmh(String backend, double seconds, double error) {
        return Samples.failed(backend, CellStatus.OK, null)
                .withJmh(
                        new CellRecord.Jmh(new JmhScore(seconds, error, 24.0), new JmhScore(seconds / 4, null, 1.2e6)));
    }

    @ParameterizedTest
    @MethodSource("io.mscale.record.sample.Locales#all")
    void print_cellsMeasuredByJmhAlone_isTheGoldenTable(Locale locale) throws IOException {
        Locale.setDefault(locale);
        Golden.assertSame(
                ConsoleReportTest.class,
                "console-jmh.txt",
                print(
                        measuredByJmh("ejml", 0.0125, 0.0005),
                        measuredByJmh("djl", 0.005, 0.00025),
                        Samples.failed("nd4j", CellStatus.CRASHED, "JMH: its process was killed by signal 9")));
    }

    @Test
    void print_intervalsThatOverlap_nameNoWinnerByChance() {
        assertThat(print(measuredByJmh("ejml", 0.0125, 0.0005), measuredByJmh("djl", 0.012, 0.0001)))
                .contains("cpu fit1d multi: JMH's shortest step is djl's, 12.0 ms; ejml cannot be told from it")
                .contains("overlap");
    }

    @Test
    void print_trainedCellMeasuredByJmh_hasALineOfIt() {
        CellRecord cell =
                Samples.ok("ejml", "multi", 0.5).withJmh(new CellRecord.Jmh(new JmhScore(0.0125, 0.0005, 24.0), null));

        assertThat(print(cell))
                .contains("test MSE")
                .contains("\n" + cell.id() + " JMH: step 12.5 +/- 0.5 ms (allocates 24 B)\n")
                .doesNotContain("JMH's shortest");
    }

    @Test
    void print_oneBackendWithRepeats_isTheGoldenTable() throws IOException {
        Golden.assertSame(
                ConsoleReportTest.class,
                "console-repeats.txt",
                print(
                        Samples.ok("ejml", "single", 1, 0.5),
                        Samples.ok("ejml", "single", 2, 0.25),
                        Samples.failed("ejml", CellStatus.TIMEOUT, "took longer")));
    }

    @Test
    void print_parityFailed_showsNoTimes() {
        String report = print(
                Samples.ok("ejml", "multi", 0.5),
                Samples.withParity(
                        Samples.ok("wrong", "multi", 0.4), new CellRecord.Parity(5, 0.3, 1e-5, 1e-6, false)));
        assertThat(report).contains("FAILED 3.0e-1").contains("wrong-cpu-fit1d-multi-1 failed its parity check");
        assertThat(report.lines().filter(line -> line.startsWith("wrong ")))
                .isNotEmpty()
                .noneMatch(line -> line.contains("125 ms"));
    }

    @Test
    void print_largeParity_saysHowMuchIsAllowed() {
        CellRecord.Parity large = new CellRecord.Parity(5, 3.5e-2, 5e-2, 2e-2, true);
        assertThat(print(Samples.withParity(Samples.ok("ejml", "multi", 0.5), large)))
                .contains("3.5e-2 (allowed: 5.0e-2)");
    }

    @Test
    void print_manyForms_keepEveryColumnWithin120Characters() {
        CellRecord[] cells = IntStream.rangeClosed(1, 6)
                .mapToObj(k -> Samples.with(
                        Samples.withSeed(Samples.ok("ejml", "multi", 0.1 * k), 1, "scales linear:" + 100 * k),
                        "accuracy.psnr",
                        20.0))
                .toArray(CellRecord[]::new);

        assertThat(print(cells).lines())
                .allMatch(line -> line.length() <= 120)
                .anyMatch(line -> line.contains("test MSE     PSNR  rel. L2"))
                .anyMatch(line -> line.matches("backend .* parity"));
    }

    @Test
    void print_repeats_haveTheRangeOfTheirSeedsInTableAndSentence() {
        String report = print(Stream.concat(
                        seeds("single", 0.74, 0.75, 0.76, 0.755, 0.745), seeds("multi", 1e-4, 2e-4, 3e-4, 8e-5, 1.2e-4))
                .toArray(CellRecord[]::new));

        assertThat(report)
                .contains("target MSE 1.0e-2, [test MSE]: range over 5 seeds")
                .contains("5 of 5   1.2e-4 [8.0e-5, 3.0e-4]")
                .contains(
                        "multi reached 1.2e-4 [8.0e-5, 3.0e-4], 6200 times below single (7.5e-1 [7.4e-1, 7.6e-1]), over"
                                + " 5 seeds, p = 0.016\n");
    }

    private static Stream<CellRecord> seeds(String variant, double... testMse) {
        return IntStream.range(0, testMse.length)
                .mapToObj(i -> Samples.withSeed(Samples.ok("ejml", variant, i + 1, testMse[i]), i, ""));
    }

    @Test
    void print_parityNotANumber_saysSo() {
        String report = print(Samples.withParity(
                Samples.ok("wrong", "multi", 0.4), new CellRecord.Parity(5, null, 1e-5, 1e-6, false)));
        assertThat(report).contains("failed its parity check: its first 5 losses are not all numbers; its times");
    }

    @Test
    void print_parityBeyondRounding_isRemarkedButCounts() {
        String report = print(
                Samples.withParity(Samples.ok("odd", "multi", 0.4), new CellRecord.Parity(5, 5e-6, 8e-6, 1e-6, true)));
        assertThat(report)
                .contains("passed its parity check, but its first losses differ from the reference by up to 5.0e-6,"
                        + " where rounding explains 1.0e-6")
                .contains("125 ms");
    }

    @Test
    void print_timesBeyondThePeak_areNotShown() {
        String report = print(
                Samples.ok("ejml", "multi", 0.5),
                Samples.with(Samples.ok("early", "multi", 0.4), "timing.peakFraction", 7.18));
        assertThat(report)
                .contains("early-cpu-fit1d-multi-1 would have computed 7.18 times the peak of its machine, which is"
                        + " impossible; its times are not shown")
                .doesNotContain("the shortest step is early's");
    }

    @Test
    void print_noCell_saysSo() {
        assertThat(print()).isEqualTo("No cell has ended.\n");
    }

    @Test
    void print_emphasis_marksTheVerdictOnly() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ConsoleReport.of(SampleEvidence.of(Samples.ok("ejml", "single", 0.5), Samples.ok("ejml", "multi", 0.1)))
                .print(new PrintStream(bytes, true, StandardCharsets.UTF_8), line -> "<" + line + ">");
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("<")))
                .containsExactly("<multi reached 1.0e-1, 5.0 times below single (5.0e-1), one seed>");
    }

    @Test
    void print_namesFromAForeignRecord_cannotReachTheTerminal() {
        assertThat(print(Samples.ok("\u001b]0;title\u0007", "single", 0.5)))
                .doesNotContain("\u001b")
                .contains("?]0;title?");
    }
}
