package io.mscale.report.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.StepCounts;
import io.mscale.record.run.RunRecord;
import io.mscale.record.sample.Disturbances;
import io.mscale.record.sample.Golden;
import io.mscale.record.sample.Locales;
import io.mscale.record.sample.ProcessorSamples;
import io.mscale.record.sample.Samples;
import io.mscale.results.compare.Metric;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.compare.Runs;
import io.mscale.results.gate.Check;
import io.mscale.results.gate.Gate;
import io.mscale.results.gate.Outcome;
import io.mscale.results.gate.Rules;
import io.mscale.results.gate.Tolerance;
import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

@ExtendWith(Locales.class)
class ChangeReportsTest {

    private static final double[] FAST = {0.100, 0.101, 0.102, 0.099, 0.100, 0.101, 0.099};
    private static final double[] SLOW = {0.110, 0.111, 0.112, 0.109, 0.110, 0.111, 0.109};
    private static final String HOSTILE = "<script>alert(1)</script> | @all \u001b[31m\" &";

    /** One cell slower, one the same, one new, one gone, one with too few repeats. */
    private static RunComparison comparison() {
        List<CellRecord> base = new ArrayList<>();
        base.addAll(Runs.steps("ejml", FAST));
        base.addAll(Runs.steps("djl", FAST));
        base.addAll(Runs.steps("gone", FAST));
        base.addAll(Runs.steps("few", 0.1, 0.2));
        List<CellRecord> head = new ArrayList<>();
        head.addAll(Runs.steps("ejml", SLOW));
        head.addAll(Runs.steps("djl", FAST));
        head.addAll(Runs.steps("new", FAST));
        head.addAll(Runs.steps("few", 0.1, 0.2));
        return Runs.compare(Runs.run(base), Runs.run(head));
    }

    private static RunComparison oneCell() {
        return Runs.compare(Runs.run(Runs.steps("ejml", FAST)), Runs.run(Runs.steps("ejml", SLOW)));
    }

    private static Gate gate(RunComparison comparison) {
        return Gate.of(comparison, Tolerance.DEFAULT, Optional.empty());
    }

    static List<Locale> locales() {
        return Locales.all().toList();
    }

    @ParameterizedTest
    @MethodSource("locales")
    void console_comparison_isTheGoldenFile(Locale locale) throws IOException {
        Locale.setDefault(locale);

        Golden.assertSame(
                ChangeReportsTest.class,
                "compare.txt",
                String.join("\n", ChangeTexts.lines(comparison(), Optional.empty())) + "\n");
    }

    @ParameterizedTest
    @MethodSource("locales")
    void markdown_gate_isTheGoldenFile(Locale locale) throws IOException {
        Locale.setDefault(locale);
        RunComparison comparison = comparison();

        Golden.assertSame(
                ChangeReportsTest.class, "gate.md", ChangeMarkdown.of(comparison, Optional.of(gate(comparison))));
    }

    @ParameterizedTest
    @MethodSource("locales")
    void json_gate_isTheGoldenFile(Locale locale) throws IOException {
        Locale.setDefault(locale);
        RunComparison comparison = oneCell();

        Golden.assertSame(
                ChangeReportsTest.class, "gate.json", ChangeJson.of(comparison, Optional.of(gate(comparison))));
    }

    @ParameterizedTest
    @MethodSource("locales")
    void junit_gate_isTheGoldenFile(Locale locale) throws IOException {
        Locale.setDefault(locale);

        Golden.assertSame(ChangeReportsTest.class, "gate.xml", JUnitXml.of(gate(comparison())));
    }

    @Test
    void remarks_patchOfJava_isTold() {
        RunRecord run = Runs.run(Runs.steps("ejml", FAST));
        RunComparison comparison = Runs.compare(
                ProcessorSamples.withJava(run, "OpenJDK 64-Bit Server VM 17.0.14+7"),
                ProcessorSamples.withJava(run, "OpenJDK 64-Bit Server VM 17.0.15+6"));

        assertThat(ChangeTexts.remarks(comparison))
                .singleElement()
                .asString()
                .startsWith("Java runtime 17.0.14+7 / 17.0.15+6 (base / head)");
    }

    /** A second look took time as well, and only the question it answers needed it. */
    @Test
    void junit_secondLook_countsItsTimeToo() {
        String xml = JUnitXml.of(Gate.of(oneCell(), Tolerance.DEFAULT, Optional.of(oneCell())));

        assertThat(xml)
                .contains("skipped=\"0\" time=\"196.000\"")
                .contains("classname=\"mscale-bench.completion\" name=\"ejml cpu fit1d multi\" time=\"98.000\"")
                .contains("classname=\"mscale-bench.time\" name=\"ejml cpu fit1d multi\" time=\"196.000\"");
    }

    @Test
    void junit_cellsWithoutTimes_tookNone() {
        RunComparison comparison = Runs.compare(
                Runs.run(Runs.steps("ejml", FAST)),
                Runs.run(List.of(Samples.failed("ejml", CellStatus.CRASHED, "gone"))));

        assertThat(JUnitXml.of(gate(comparison))).contains(" time=\"0.000\"").doesNotContain("null", "NaN");
    }

    private static RunComparison hostile() {
        List<CellRecord> base = Runs.steps(HOSTILE, FAST);
        List<CellRecord> head = base.stream()
                .map(cell -> Samples.withStatus(cell, CellStatus.CRASHED).withOutcome(CellStatus.CRASHED, HOSTILE))
                .toList();
        return Runs.compare(Runs.onCpu(Runs.run(base), HOSTILE), Runs.onCpu(Runs.run(head), HOSTILE));
    }

    @Test
    void junit_hostileText_isText() throws Exception {
        String xml = JUnitXml.of(gate(hostile()));

        var suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
        assertThat(suite.getElementsByTagName("script").getLength()).isZero();
        assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(1);
    }

    @Test
    void markdown_hostileText_isText() {
        RunComparison comparison = hostile();

        assertThat(ChangeMarkdown.of(comparison, Optional.of(gate(comparison))))
                .doesNotContain("<script", "@all", "\u001b");
    }

    @Test
    void console_hostileText_movesNoCursor() {
        assertThat(String.join("\n", ChangeTexts.lines(hostile(), Optional.empty())))
                .doesNotContain("\u001b");
    }

    @Test
    void sentences_comparison_nameWhatChangedOrThatNothingDid() {
        assertThat(ChangeTexts.sentences(oneCell()))
                .singleElement()
                .asString()
                .startsWith("ejml cpu fit1d multi: step slower, 1.10 times (95% interval ");
        assertThat(ChangeTexts.sentences(
                        Runs.compare(Runs.run(Runs.steps("ejml", FAST)), Runs.run(Runs.steps("ejml", FAST)))))
                .containsExactly("no difference measured, neither of a step nor of a test MSE");
        assertThat(ChangeTexts.sentences(
                        Runs.compare(Runs.run(Runs.steps("ejml", 1)), Runs.run(Runs.steps("ejml", 2)))))
                .containsExactly("not tested: it takes 4 repeats in both runs");
    }

    @Test
    void sentences_noisyMachine_tellWhatWouldNotBeSeen() {
        RunComparison comparison = Runs.compare(
                Runs.run(Runs.steps("ejml", 0.100, 0.104, 0.108, 0.098)),
                Runs.run(Runs.steps("ejml", 0.100, 0.104, 0.108, 0.098)));

        assertThat(GateTexts.sentences(gate(comparison)))
                .singleElement()
                .asString()
                .startsWith("The machine was noisy: slowdowns below ")
                .endsWith("; to see smaller ones, take more --repeats, or fewer --threads than there are processors");
    }

    /** Repeats whose turns took these fast steps, and whose medians are a factor slower. */
    private static List<CellRecord> inTurns(double[] fast, double factorOfMedians) {
        List<CellRecord> cells = new ArrayList<>();
        for (CellRecord cell : Runs.steps(
                "ejml",
                DoubleStream.of(fast).map(step -> factorOfMedians * step).toArray())) {
            double step = fast[cells.size()];
            cells.add(Samples.withTurns(cell, "repeat " + cells.size(), step, step, step));
        }
        return cells;
    }

    @Test
    void remarks_onlyMediansAreSlower_sayThatItIsPerhapsSomeStepsOnly() {
        RunComparison comparison = Runs.compare(Runs.run(inTurns(FAST, 1)), Runs.run(inTurns(FAST, 1.5)));

        assertThat(ChangeTexts.remarks(comparison))
                .singleElement()
                .asString()
                .startsWith("ejml cpu fit1d multi: slower by the repeats' medians, 1.50 times (95% interval 1.")
                .contains("but not by the fast steps of their turns, 1.00 times")
                .endsWith(": perhaps only some steps are slower");
        assertThat(GateTexts.sentences(gate(comparison)))
                .anyMatch(sentence -> sentence.contains("perhaps only some steps are slower"));
        assertThat(ChangeTexts.remarks(Runs.compare(Runs.run(inTurns(FAST, 1)), Runs.run(inTurns(SLOW, 1)))))
                .isEmpty();
    }

    private static List<CellRecord> disturbed(double[] steps, int count) {
        List<CellRecord> cells = new ArrayList<>();
        for (CellRecord cell : Runs.steps("ejml", steps)) {
            double others = cells.size() < count ? 0.4 : 0;
            cells.add(
                    Samples.withDisturbance(cell, Disturbances.of(new double[] {24, 24}, Disturbances.others(others))));
        }
        return cells;
    }

    @Test
    void remarks_disturbedRepeats_sayWhatBecomesOfThem() {
        RunComparison all = Runs.compare(Runs.run(Runs.steps("ejml", FAST)), Runs.run(disturbed(SLOW, 7)));
        assertThat(ChangeTexts.remarks(all))
                .contains("ejml cpu fit1d multi: 7 of 7 repeats of the head were measured on a disturbed machine,"
                        + " so that nothing can be said of its step");
        assertThat(ChangeTexts.lines(all, Optional.empty())).anyMatch(line -> line.contains("cannot decide"));
        assertThat(GateTexts.sentences(gate(all)))
                .anyMatch(sentence -> sentence.contains("measured on a disturbed machine: 0 of 7"));

        RunComparison some = Runs.compare(Runs.run(Runs.steps("ejml", FAST)), Runs.run(disturbed(SLOW, 2)));
        assertThat(ChangeTexts.remarks(some))
                .contains("ejml cpu fit1d multi: 2 of 7 repeats of the head were measured on a disturbed machine;"
                        + " their steps are left out");

        RunComparison few = Runs.compare(
                Runs.run(Runs.steps("ejml", FAST)), Runs.run(disturbed(new double[] {0.11, 0.11, 0.111, 0.11}, 1)));
        assertThat(ChangeTexts.remarks(few))
                .contains("ejml cpu fit1d multi: 1 of 4 repeats of the head were measured on a disturbed machine;"
                        + " they count, too few others are left");
    }

    /** Steps that scatter by a factor of forty, and a head three times as slow. */
    private static RunComparison noisy(String command) {
        double[] base = {0.02, 0.8, 0.1, 0.3, 0.05, 0.5, 0.15};
        RunRecord old = Runs.run(Runs.steps("ejml", base));
        RunRecord fresh = Runs.run(
                Runs.steps("ejml", DoubleStream.of(base).map(step -> 3 * step).toArray()));
        return Runs.compare(Samples.with(old, "command", List.of(command)), fresh);
    }

    @Test
    void sentences_undecidedBecauseOfNoise_sayWhatHelps() {
        assertThat(GateTexts.sentences(gate(noisy("run"))))
                .contains(
                        "To decide despite such noise, measure at a quieter time, or with ab, which takes turns and so"
                                + " works beside a busy neighbour, or with more --repeats");
        assertThat(GateTexts.sentences(gate(noisy("ab"))))
                .contains("To decide despite such noise, measure at a quieter time, or with fewer --threads than there"
                        + " are processors, or with more --repeats");
        assertThat(GateTexts.sentences(
                        gate(Runs.compare(Runs.run(Runs.steps("ejml", FAST)), Runs.run(disturbed(SLOW, 7))))))
                .anyMatch(sentence -> sentence.contains("measure at a quieter time, or with ab"));
        assertThat(GateTexts.sentences(gate(comparison())))
                .as("undecided because of too few repeats")
                .noneMatch(sentence -> sentence.contains("quieter"));
        assertThat(ChangeTexts.sentences(noisy("run")))
                .containsExactly(
                        "not tested: the noise is too large; measure at a quieter time, or with ab, which takes"
                                + " turns and so works beside a busy neighbour, or with more --repeats");
    }

    /** Runs whose memory, or what is counted, scatters. */
    private static RunComparison scattered(String component, Object... values) {
        List<CellRecord> cells = new ArrayList<>();
        for (CellRecord cell : Runs.steps("ejml", FAST)) {
            cells.add(Samples.with(cell, component, values[cells.size() % values.length]));
        }
        return Runs.compare(Runs.run(cells), Samples.with(Runs.run(cells), "runId", "head"));
    }

    private static StepCounts instructions(double count) {
        return new StepCounts(100, count, null, null);
    }

    private static Gate gate(RunComparison comparison, Metric metric) {
        return Gate.of(comparison, Tolerance.of(List.of(metric), 0.25), Optional.empty());
    }

    @Test
    void sentences_countsThatScatter_sayWhatHelpsThem() {
        RunComparison much = scattered(
                "work.counts", instructions(1e6), instructions(1.3e6), instructions(0.8e6), instructions(1e6));
        RunComparison little = scattered(
                "work.counts", instructions(1e6), instructions(1.02e6), instructions(0.98e6), instructions(1.01e6));

        assertThat(GateTexts.sentences(gate(much, Metric.INSTRUCTIONS)))
                .contains("To decide about what scatters so much, take more --repeats, --threads 1, or more --steps");
        assertThat(gate(little, Metric.INSTRUCTIONS).outcome()).isEqualTo(Outcome.PASS);
        assertThat(GateTexts.sentences(gate(little, Metric.INSTRUCTIONS)))
                .anyMatch(sentence -> sentence.startsWith("The repeats scatter: more instructions below")
                        && sentence.endsWith(
                                "would not be seen; to see less, take more --repeats, --threads 1, or more --steps"));
    }

    @Test
    void json_ofAGate_saysOfWhatItJudgesWhatItsTableSays() throws IOException {
        RunComparison comparison = scattered("timing.startupSeconds", 1.0, 2.0, 0.6, 1.5, 0.8, 1.1, 2.5);
        Gate lenient = Gate.of(comparison, Tolerance.of(List.of(Metric.STARTUP), 100), Optional.empty());

        assertThat(lenient.outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdictOfStartUp(ChangeJson.of(comparison, Optional.of(lenient))))
                .isEqualTo("no difference");
        assertThat(verdictOfStartUp(ChangeJson.of(comparison, Optional.empty())))
                .isEqualTo("cannot decide");
    }

    private static String verdictOfStartUp(String json) {
        int at = json.indexOf("\"verdict\" : \"", json.indexOf("\"startup\"")) + "\"verdict\" : \"".length();
        return json.substring(at, json.indexOf('"', at));
    }

    @Test
    void sentences_onlyErrorsThatScatter_sayThatSeedsHelp() {
        RunComparison errors =
                Runs.compare(Runs.run(untimed(0.1, 0.2, 0.5, 0.9, 0.3)), Runs.run(untimed(0.9, 0.1, 0.9, 0.2, 0.05)));

        assertThat(ChangeTexts.sentences(errors))
                .containsExactly("not tested: errors scatter too much from seed to seed; take more --repeats");
    }

    private static List<CellRecord> untimed(double... errors) {
        return Runs.errors("ejml", errors).stream()
                .map(cell -> Samples.with(cell, "timing.step", null))
                .toList();
    }

    @Test
    void rule_ofSingleCells_isNamedWithItsFile() {
        Rules.CellPattern djl = new Rules.CellPattern("djl *");
        LocalDate today = LocalDate.of(2026, 1, 1);
        Rules rules = new Rules(
                "gate.toml",
                List.of(
                        new Rules.Threshold(djl, Check.Kind.TIME, 0.1),
                        new Rules.Threshold(djl, Check.Kind.MEMORY, 0.2),
                        new Rules.Threshold(new Rules.CellPattern("other *"), Check.Kind.TIME, 0.3)),
                List.of(new Rules.Waiver(djl, Check.Kind.TIME, "known", today)),
                today);

        assertThat(GateTexts.rule(Gate.of(comparison(), Tolerance.DEFAULT.with(rules), Optional.empty())))
                .as("memory is not judged, and the other cell not there")
                .endsWith("over seeds. gate.toml has 4 rules: time of 'djl *' beyond 10%; 1 waiver.");
        assertThat(GateTexts.rule(Gate.of(
                        comparison(),
                        Tolerance.DEFAULT.with(new Rules("gate.toml", List.of(), List.of(), today)),
                        Optional.empty())))
                .endsWith("over seeds. gate.toml has no rules.");
        assertThat(GateTexts.rule(gate(comparison()))).endsWith("over seeds.");
    }

    @Test
    void lines_oneMachine_isNamedOnce() {
        RunRecord run = Runs.run(Runs.steps("ejml", FAST));
        RunComparison unlike = Runs.compare(run, Runs.onCpu(run, "Another CPU"));

        assertThat(ChangeTexts.lines(oneCell(), Optional.empty()))
                .filteredOn(line -> line.contains("2 cores"))
                .containsExactly("machine: A CPU, 2 cores, amd64, OpenJDK 17");
        assertThat(ChangeTexts.lines(unlike, Optional.empty()))
                .filteredOn(line -> line.contains("2 cores"))
                .hasSize(2);
        assertThat(GateTexts.headline(gate(oneCell()))).doesNotContain("cores");
    }
}
