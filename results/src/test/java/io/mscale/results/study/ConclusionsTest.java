package io.mscale.results.study;

import static io.mscale.results.study.Conclusion.Verdict.BEARS_OUT;
import static io.mscale.results.study.Conclusion.Verdict.CANNOT_TELL;
import static io.mscale.results.study.Conclusion.Verdict.CONTRADICTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.network.Variant;
import io.mscale.results.sample.StudyRun;
import io.mscale.results.sample.StudyRun.Measured;
import io.mscale.results.sample.StudyRun.Measurement;
import io.mscale.results.study.Conclusion.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every study is given measurements for all three verdicts. */
class ConclusionsTest {

    private static final List<Double> NOTHING = List.of(1.0, 1.0, 1.0, 1.0, 1.0);
    private static final List<Double> LOW = List.of(0.2, 0.3, 1.0, 1.0, 1.0);
    private static final List<Double> LOW_AND_MIDDLE = List.of(0.1, 0.1, 0.3, 1.0, 1.0);
    private static final List<Double> HIGH = List.of(1.0, 1.0, 1.0, 0.3, 0.2);
    private static final List<Double> ALL = List.of(0.1, 0.1, 0.1, 0.1, 0.1);

    private static Measured at(double mse) {
        return Measured.endingAt(mse, mse);
    }

    /** The first value for even seeds, the second for odd ones: no interval of five seeds decides between them. */
    private static double either(long seed, double even, double odd) {
        return seed % 2 == 0 ? even : odd;
    }

    private static Stream<Arguments> verdicts() {
        return Stream.of(
                        chapter(),
                        frequencyPrinciple(),
                        kernel(),
                        stretch(),
                        bands(),
                        activations(),
                        scalesTooLarge(),
                        generalisation(),
                        equalScales(),
                        structures(),
                        baselines(),
                        pde(),
                        losses())
                .flatMap(cases -> cases);
    }

    private static Stream<Arguments> cases(
            String study, Measurement bearsOut, Measurement contradicts, Measurement cannotTell) {
        return Stream.of(
                Arguments.of(study, BEARS_OUT, bearsOut),
                Arguments.of(study, CONTRADICTS, contradicts),
                Arguments.of(study, CANNOT_TELL, cannotTell));
    }

    private static Stream<Arguments> chapter() {
        Measured single = at(0.75).with(NOTHING, LOW, LOW);
        Measured multi = at(1e-4).with(NOTHING, ALL, ALL);
        return cases(
                "chapter",
                (form, seed) -> isSingle(form) ? single : multi,
                // one scale learns the high frequencies too
                (form, seed) -> isSingle(form) ? at(1e-4).with(NOTHING, ALL, ALL) : multi,
                (form, seed) ->
                        isSingle(form) ? single : at(either(seed, 1e-4, 0.5)).with(NOTHING, ALL, ALL));
    }

    private static Stream<Arguments> frequencyPrinciple() {
        return cases(
                "frequency-principle",
                (form, seed) ->
                        at(0.1).with(NOTHING, isSingle(form) ? LOW : ALL, isSingle(form) ? LOW_AND_MIDDLE : ALL),
                // the highest frequency comes first
                (form, seed) -> at(0.1).with(NOTHING, isSingle(form) ? HIGH : ALL, ALL),
                // the highest first for some seeds, the lowest first for the others
                (form, seed) -> at(0.1).with(NOTHING, isSingle(form) ? seed % 2 == 0 ? HIGH : LOW : ALL, ALL));
    }

    private static Stream<Arguments> kernel() {
        return cases(
                "kernel",
                (form, seed) -> predicted(form, 1, 0.5, 0.1, 1e-3, 1e-4),
                // the slowest rates are those of the frequencies that are learned first
                (form, seed) -> predicted(form, 1e-4, 1e-3, 0.1, 0.5, 1),
                (form, seed) -> seed % 2 == 0
                        ? predicted(form, 1e-4, 1e-3, 0.1, 0.5, 1)
                        : predicted(form, 1, 0.5, 0.1, 1e-3, 1e-4));
    }

    /** Many scales have close rates and learn all frequencies together; the other networks have these. */
    private static Measured predicted(StudyForm form, double... rates) {
        return form.role().equals("all")
                ? at(0.1).with(NOTHING, ALL, ALL).withRates(2, 1, 1, 1, 1)
                : at(0.1).with(NOTHING, LOW, LOW_AND_MIDDLE).withRates(rates);
    }

    private static Stream<Arguments> stretch() {
        return cases(
                "stretch",
                (form, seed) -> at(isSingle(form) ? 0.5 : 1e-4),
                (form, seed) -> at(isSingle(form) ? 0.5 : 0.2),
                (form, seed) -> at(isSingle(form) ? 0.5 : either(seed, 1e-4, 0.4)));
    }

    /** The sum of four networks at 1e-3 is at 4e-3. */
    private static Stream<Arguments> bands() {
        return cases(
                "bands",
                (form, seed) -> ofBands(form, 5e-3),
                // trained apart, the networks are far better than jointly
                (form, seed) -> ofBands(form, 0.1),
                (form, seed) -> ofBands(form, either(seed, 5e-3, 0.05)));
    }

    private static Measured ofBands(StudyForm form, double joint) {
        if (form.variant() == Variant.MULTI2) {
            return at(joint);
        }
        return at(form.role().equals("whole") ? 0.7 : isSingle(form) ? 0.2 : 1e-3);
    }

    private static Stream<Arguments> pde() {
        return cases(
                "pde",
                (form, seed) -> at(isSingle(form) ? 0.5 : 1e-3),
                // many scales solve it no better
                (form, seed) -> at(isSingle(form) ? 0.5 : 0.4),
                (form, seed) -> at(isSingle(form) ? 0.5 : either(seed, 1e-3, 0.4)));
    }

    private static Stream<Arguments> losses() {
        return cases(
                "principle-under-losses",
                (form, seed) -> learned(form.role()),
                // by the residual in the order of the squared error
                (form, seed) -> learned(form.role().equals("residual") ? "mse" : form.role()),
                // by the residual in either order
                (form, seed) -> learned(form.role().equals("residual") && seed % 2 == 0 ? "mse" : form.role()));
    }

    /** The lowest of the frequencies a hundred times as fast as the highest, together, or the other way round. */
    private static Measured learned(String loss) {
        return switch (loss) {
            case "mse" -> at(0.1).with(LOW, LOW_AND_MIDDLE, ALL);
            case "energy" -> at(0.1).with(NOTHING, ALL, ALL);
            default -> at(0.1).with(HIGH, HIGH, ALL);
        };
    }

    private static Stream<Arguments> activations() {
        Map<String, Double> chapters =
                Map.of("first sin", 1e-3, "first phi", 1e-2, "others relu", 1e-3, "others tanh", 2e-3);
        return cases(
                "activations",
                (form, seed) ->
                        at(chapters.getOrDefault(form.label(), form.label().startsWith("first") ? 0.5 : 3e-3)),
                // phi before sin
                (form, seed) -> at(
                        form.label().equals("first phi")
                                ? 1e-4
                                : chapters.getOrDefault(
                                        form.label(), form.label().startsWith("first") ? 0.5 : 3e-3)),
                (form, seed) -> at(
                        form.label().equals("first phi")
                                ? either(seed, 1e-4, 1e-2)
                                : chapters.getOrDefault(
                                        form.label(), form.label().startsWith("first") ? 0.5 : 3e-3)));
    }

    private static Stream<Arguments> scalesTooLarge() {
        return cases(
                "scales-too-large",
                (form, seed) -> isLargest(form) ? Measured.endingAt(1e-5, 0.2) : at(1e-3),
                // the largest scales do not even train: that is not generalising badly
                (form, seed) -> isLargest(form) ? at(0.2) : at(1e-3),
                (form, seed) -> isLargest(form) ? Measured.endingAt(1e-5, either(seed, 0.2, 1e-3)) : at(1e-3));
    }

    /** Test errors pass the target where the largest scale is twice the number of samples. */
    private static Stream<Arguments> generalisation() {
        return cases(
                "generalisation",
                (form, seed) -> generalisingUpTo(form, 2 * StudyRun.samples(form)),
                // whatever the samples, up to the same scale
                (form, seed) -> generalisingUpTo(form, 1000),
                (form, seed) -> generalisingUpTo(form, either(seed, 2 * StudyRun.samples(form), 1000)));
    }

    /** The smallest scale learns too slowly to reach the target; that is no limit to larger ones. */
    @Test
    void conclude_smallestScaleMissesTheTarget_countsTheLargestThatReachesIt() {
        Conclusion conclusion = StudyRun.of(
                        "generalisation",
                        (form, seed) -> StudyRun.largestScale(form) > 200
                                ? generalisingUpTo(form, 2 * StudyRun.samples(form))
                                : Measured.endingAt(5e-3, 2e-2))
                .conclusion();

        assertThat(conclusion.inWords())
                .contains("with 250 samples up to 500 [500, 500]", "with 2000 samples up to 4000 [4000, 4000]")
                .endsWith("The measurement bears out the claim.");
    }

    /** Networks that were not trained show nothing about generalisation. */
    @Test
    void conclude_trainingMissesTheTarget_cannotTell() {
        Conclusion conclusion =
                StudyRun.of("generalisation", (form, seed) -> at(0.5)).conclusion();

        assertThat(conclusion.verdict()).isEqualTo(CANNOT_TELL);
        assertThat(conclusion.inWords()).contains("too much to tell bad training from bad generalisation");
    }

    private static Measured generalisingUpTo(StudyForm form, double scale) {
        double largest = StudyRun.largestScale(form);
        return Measured.endingAt(1e-5, 1e-2 * largest / scale);
    }

    private static Stream<Arguments> equalScales() {
        Measured fast = new Measured(List.of(1.0, 1e-3, 1e-4), List.of(1.0, 1e-3, 1e-4), List.of());
        Measured slow = new Measured(List.of(1.0, 0.5, 1e-3), List.of(1.0, 0.5, 1e-3), List.of());
        return cases(
                "equal-scales",
                (form, seed) -> form.role().equals("near-one") ? slow : fast,
                (form, seed) -> fast,
                (form, seed) -> form.role().equals("near-one") && seed % 2 == 0 ? slow : fast);
    }

    private static Stream<Arguments> structures() {
        return cases(
                "structures",
                (form, seed) -> at(isSingle(form) ? 0.75 : 1e-3),
                (form, seed) -> at(form.variant() == Variant.MULTI2 ? 0.5 : isSingle(form) ? 0.75 : 1e-3),
                (form, seed) -> at(isSingle(form) ? 0.75 : either(seed, 1e-3, 0.5)));
    }

    private static Stream<Arguments> baselines() {
        return cases(
                "baselines",
                (form, seed) -> at(form.variant() == Variant.MULTI ? 1e-3 : 1e-2),
                // well tuned, another one is better
                (form, seed) ->
                        at(form.variant() == Variant.SIREN && form.label().contains("x4") ? 1e-5 : 1e-3),
                (form, seed) -> at(form.variant() == Variant.SIREN ? either(seed, 1e-5, 1e-3) : 1e-3));
    }

    private static boolean isSingle(StudyForm form) {
        return form.variant() == Variant.SINGLE;
    }

    private static boolean isLargest(StudyForm form) {
        return form.label().endsWith("x10");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("verdicts")
    void verdict_ofMeasurements_followsTheIntervals(
            String study, Verdict expected, Measurement measurement, @TempDir Path folder) throws IOException {
        Conclusion conclusion =
                StudyRun.of(study, measurement).withPredictions(folder).conclusion();

        assertThat(conclusion.verdict()).as(conclusion.inWords()).isEqualTo(expected);
        assertThat(conclusion.missing()).isEmpty();
        assertThat(conclusion.inWords())
                .startsWith("At quick size after 100 steps, over 5 seeds")
                .contains(" [");
    }

    @Test
    void verdict_everyStudy_isTestedWithAllThree() {
        assertThat(verdicts().map(arguments -> arguments.get()[0]))
                .containsAll(Studies.ids())
                .hasSize(3 * Studies.ids().size());
    }

    @Test
    void inWords_chapter_hasIntervalsAndThePublishedCurveWithItsSize() {
        assertThat(StudyRun.of(
                                "chapter",
                                (form, seed) -> isSingle(form)
                                        ? at(0.75).with(NOTHING, LOW, LOW)
                                        : at(seed * 1e-4).with(NOTHING, ALL, ALL))
                        .conclusion()
                        .inWords())
                .isEqualTo("At quick size after 100 steps, over 5 seeds: one scale leaves a relative error of 2.0e-1"
                        + " [2.0e-1, 2.0e-1] at k = 1; and of 1.0e0 [1.0e0, 1.0e0] at k = 203; its test MSE is 7.5e-1"
                        + " [7.5e-1, 7.5e-1] (published, at paper size: 2.6e-1 after 49500 epochs), 2500 times [1500,"
                        + " 7500] that of many scales, 3.0e-4 [1.0e-4, 5.0e-4]; many scales are below the test MSE"
                        + " published for them after 49500 epochs at paper size, 5.7e-2, from step 10 [10, 10] on; the"
                        + " published recipe is at 3.0e-4 [1.0e-4, 5.0e-4]. The measurement bears out the claim.");
    }

    @Test
    void inWords_bands_sumsThePredictionsOfTheRings(@TempDir Path folder) throws IOException {
        assertThat(StudyRun.of(
                                "bands",
                                (form, seed) ->
                                        form.role().startsWith("stretched-") ? at(seed * 1e-3) : ofBands(form, 0.024))
                        .withPredictions(folder)
                        .conclusion()
                        .inWords())
                .contains(
                        "; ring 2, up to k = 20, is at 3.0e-3 [1.0e-3, 5.0e-3] stretched by 20; not stretched, at 2.0e-1"
                                + " [2.0e-1, 2.0e-1], 67 times [40, 200] that; ")
                // four times one to five thousandths
                .contains(
                        "; the sum of the stretched networks (40 parameters) is at 1.2e-2 [4.0e-3, 2.0e-2] of the whole")
                .contains(" are at 2.4e-2 [2.4e-2, 2.4e-2], 2.0 times [1.2, 6.0] that; ");
    }

    /** What stretching does for low frequencies is not what is claimed. */
    @Test
    void conclude_innermostRingNoBetter_isNotHeldAgainstTheClaim(@TempDir Path folder) throws IOException {
        assertThat(StudyRun.of("bands", (form, seed) -> form.role().equals("plain-1") ? at(1e-3) : ofBands(form, 5e-3))
                        .withPredictions(folder)
                        .conclusion()
                        .verdict())
                .isEqualTo(BEARS_OUT);
        assertThat(StudyRun.of("bands", (form, seed) -> form.role().equals("plain-3") ? at(1e-3) : ofBands(form, 5e-3))
                        .withPredictions(folder)
                        .conclusion()
                        .verdict())
                .isEqualTo(CONTRADICTS);
    }

    @Test
    void conclude_predictionsAreGone_saysSoAndCannotTell(@TempDir Path folder) throws IOException {
        StudyRun run = StudyRun.of("bands", (form, seed) -> ofBands(form, 5e-3)).withPredictions(folder);
        String gone = "cells/cell5/prediction.csv";
        Files.delete(folder.resolve(gone));

        assertThat(run.conclusion().verdict()).isEqualTo(CANNOT_TELL);
        assertThat(run.conclusion().inWords())
                .contains("the sum of the stretched networks cannot be formed: " + gone + " is missing; ");
    }

    @Test
    void inWords_neverLearned_saysNever() {
        assertThat(StudyRun.of("frequency-principle", (form, seed) -> at(0.1).with(NOTHING, LOW, LOW))
                        .conclusion()
                        .inWords())
                .contains("(k = 1 from step 10 [10, 10], 3 from step 10 [10, 10], 23 never, 137 never, 203 never)")
                .contains("more than 10 times [10 or more] with one scale");
    }

    /** Frequencies of training data differ from seed to seed. */
    @Test
    void conclude_frequenciesOfTheirOwn_areComparedSeedBySeed() {
        Conclusion conclusion = StudyRun.of("frequency-principle", (form, seed) -> at(0.1).with(
                                NOTHING, isSingle(form) ? LOW : ALL, isSingle(form) ? LOW_AND_MIDDLE : ALL))
                .withFrequenciesOfTheirOwn()
                .conclusion();

        assertThat(conclusion.verdict()).as(conclusion.inWords()).isEqualTo(BEARS_OUT);
        assertThat(conclusion.inWords()).doesNotContain("k = ");
    }

    @Test
    void conclude_oneFrequencyLearned_isNoOrder() {
        assertThat(StudyRun.of("frequency-principle", (form, seed) -> at(0.1).with(NOTHING, LOW, LOW))
                        .conclusion()
                        .verdict())
                .isEqualTo(CANNOT_TELL);
    }

    @Test
    void inWords_kernel_hasOrderSpreadAndWhatFrequencyAloneSays() {
        // one scale and a tenth of the scales: steps 10, 10, 100, never, never; many scales: all 10
        assertThat(StudyRun.of("kernel", (form, seed) -> predicted(form, 1, 0.5, 0.1, 1e-3, 1e-4))
                        .conclusion()
                        .inWords())
                .contains("rank correlation of 0.89 [0.89, 0.89] with one scale; of 0.89")
                .contains("; of unknown with all scales, whose rates are close together;")
                .contains("the rates fall 10000 times [10000, 10000] with one scale, 2.0 times [2.0, 2.0] with all"
                        + " scales: a ratio of 5000 [5000, 5000]; the measured steps grow more than 10 times");
    }

    /** Order alone does not bear the claim out. */
    @Test
    void verdict_manyScalesThatDoNotFlatten_isContradicted() {
        assertThat(StudyRun.of("kernel", (form, seed) -> at(0.1).with(NOTHING, LOW, LOW_AND_MIDDLE)
                                .withRates(1, 0.5, 0.1, 1e-3, 1e-4))
                        .conclusion()
                        .verdict())
                .isEqualTo(CONTRADICTS);
    }

    @Test
    void conclude_kernelNotComputed_cannotTell() {
        Conclusion conclusion = StudyRun.of(
                        "kernel",
                        (form, seed) -> isSingle(form)
                                ? at(0.1).with(NOTHING, LOW, LOW_AND_MIDDLE)
                                : predicted(form, 1, 0.5, 0.1, 1e-3, 1e-4))
                .conclusion();

        assertThat(conclusion.verdict()).isEqualTo(CANNOT_TELL);
        assertThat(conclusion.inWords()).contains("the tangent kernel was not computed for every network");
    }

    @Test
    void conclude_noFrequencies_cannotTell() {
        Conclusion conclusion = StudyRun.of("chapter", (form, seed) -> at(isSingle(form) ? 0.75 : 1e-4))
                .conclusion();

        assertThat(conclusion.verdict()).isEqualTo(CANNOT_TELL);
        assertThat(conclusion.inWords()).contains("not all frequencies were measured with every seed");
    }

    @ParameterizedTest
    @MethodSource("io.mscale.results.study.Studies#ids")
    void conclude_errorsOfZero_failsNothing(String study, @TempDir Path folder) throws IOException {
        assertThat(StudyRun.of(study, (form, seed) -> at(0).with(ALL, ALL, ALL))
                        .withPredictions(folder)
                        .conclusion()
                        .missing())
                .isEmpty();
    }

    @Test
    void conclude_formNotTrained_isNamedAndCannotTell() {
        Conclusion conclusion = StudyRun.of(
                        "structures",
                        form -> form.variant() != Variant.MULTI2,
                        5,
                        (form, seed) -> at(isSingle(form) ? 0.75 : 1e-3))
                .conclusion();

        assertThat(conclusion.verdict()).isEqualTo(CANNOT_TELL);
        assertThat(conclusion.inWords())
                .isEqualTo("Incomplete: multi2 was not trained. The measurement cannot tell whether the claim holds.");
    }

    @Test
    void conclude_oneSeed_hasNumbersButCannotTell() {
        assertThat(StudyRun.of("stretch", form -> true, 1, (form, seed) -> at(isSingle(form) ? 0.5 : 1e-4))
                        .conclusion()
                        .inWords())
                .startsWith("At quick size after 100 steps, with one seed: stretched by 200, the test MSE is 1.0e-4,")
                .endsWith("Incomplete: one seed has no interval, 5 are needed. The measurement cannot tell whether the"
                        + " claim holds.");
    }

    @Test
    void conclude_aFailedCell_isNamedAndCannotTell() {
        Conclusion conclusion = StudyRun.of("stretch", (form, seed) -> at(isSingle(form) ? 0.5 : 1e-4))
                .withFailure()
                .conclusion();

        assertThat(conclusion.verdict()).isEqualTo(CANNOT_TELL);
        assertThat(conclusion.missing())
                .contains("1 cell did not end well: cell0 failed", "not all forms were trained with the same seeds");
    }

    @Test
    void conclude_aCellWasStopped_isSaidAndCannotTell() {
        Conclusion conclusion = StudyRun.of("stretch", (form, seed) -> at(isSingle(form) ? 0.5 : 1e-4))
                .withEarlyStop()
                .conclusion();

        assertThat(conclusion.verdict()).isEqualTo(CANNOT_TELL);
        assertThat(conclusion.missing())
                .containsExactly(
                        "cell9 stopped at step 10 of 100",
                        "the trainings are not of equal length: stretch: 10 to 100 steps");
    }

    @Test
    void conclude_unfinishedRun_cannotTell() {
        StudyRun run = StudyRun.of("stretch", (form, seed) -> at(isSingle(form) ? 0.5 : 1e-4));

        assertThat(Studies.named("stretch")
                        .conclude(run.evidenceOfUnfinishedRun())
                        .missing())
                .containsExactly("the run was cut off or is not over");
    }
}
