package io.mscale.report.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.network.Activation;
import io.mscale.record.sample.Samples;
import io.mscale.report.figure.Figure;
import io.mscale.report.figure.FigureSet;
import io.mscale.report.text.Verdict;
import io.mscale.results.sample.SampleEvidence;
import io.mscale.results.study.Studies;
import io.mscale.results.study.Study;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConclusionsTest {

    @Test
    void chapter_multiPassesThePublishedError_supportsTheClaim() {
        assertThat(new StudyRun("chapter")
                        .with("single", "", "1", 0.7, 1, 0.8, 0.75)
                        .with("multi", "", "linear:200", 1e-4, 1, 0.05, 1e-4)
                        .withPublishedRecipe(0.5, 1, 0.9, 0.6)
                        .inWords())
                .isEqualTo("Many scales pass the test MSE published after 49500 epochs, 5.7e-2, at step 10 and are at"
                        + " 1.0e-4 after 100 steps; one scale is at 7.5e-1 (published: 2.6e-1 after 49500 epochs);"
                        + " the published recipe is at 6.0e-1. The measurement supports the claim.");
    }

    @Test
    void chapter_multiDoesNotGetThere_contradicts() {
        assertThat(new StudyRun("chapter")
                        .with("single", "", "1", 0.7, 1, 0.8, 0.75)
                        .with("multi", "", "linear:200", 0.7, 1, 0.8, 0.7)
                        .inWords())
                .contains("do not reach the published test MSE of 5.7e-2")
                .endsWith("The measurement contradicts the claim, at least at this size.");
    }

    @Test
    void frequencyPrinciple_lowBeforeHigh_supportsTheClaim() {
        double[] mse = {1, 0.5, 0.4};
        assertThat(new StudyRun("frequency-principle")
                        .with("single", "", "1", 0.1, mse, new double[][] {{0.9, 1, 1}, {0.4, 1, 1}, {0.1, 0.3, 1}})
                        .with("multi", "", "1,2", 0.1, mse, new double[][] {{0.9, 1, 1}, {0.4, 0.4, 0.4}, {0, 0, 0}})
                        .inWords())
                .isEqualTo("With one scale, half of each frequency is learned (k: step) 1 at step 10, 23 at step 100,"
                        + " 203 not within 100 steps; with many scales (k: step) 1 at step 10, 23 at step 10, 203 at"
                        + " step 10. The measurement supports the claim.");
    }

    @Test
    void frequencyPrinciple_highBeforeLow_contradicts() {
        double[] mse = {1, 0.5, 0.4};
        assertThat(new StudyRun("frequency-principle")
                        .with("single", "", "1", 0.1, mse, new double[][] {{0.9, 1, 1}, {0.9, 1, 0.1}, {0.1, 0.3, 0.1}})
                        .with("multi", "", "1,2", 0.1, mse, new double[][] {{0.9, 1, 1}, {0.4, 0.4, 0.4}, {0, 0, 0}})
                        .inWords())
                .contains("contradicts");
    }

    @Test
    void stretch_stretchedIsFarBetter_supportsTheClaim() {
        assertThat(new StudyRun("stretch")
                        .with("single", "", "1", 0.4, 0.5, 0.5, 0.5)
                        .with("multi", "", "const:23x1", 1e-5, 0.5, 1e-3, 1e-5)
                        .inWords())
                .isEqualTo("Stretched by 23, test MSE 1.0e-2 is reached at step 10 and 1.0e-5 after 100 steps; not"
                        + " stretched, the same network is at 5.0e-1. The measurement supports the claim.");
    }

    @Test
    void activations_sineBestAndOthersAlike_supportsTheClaim() {
        assertThat(new StudyRun("activations")
                        .withFirst(Activation.SIN, 1e-3)
                        .withFirst(Activation.PHI, 1e-2)
                        .withFirst(Activation.RELU, 0.5)
                        .withOthers(Activation.RELU, 1e-3)
                        .withOthers(Activation.TANH, 2e-3)
                        .inWords())
                .isEqualTo("In the first layer sin (1.0e-3) is best, the best wavelet is phi (1.0e-2) and relu"
                        + " (5.0e-1) is worst, 500 times the best; in the other layers from relu (1.0e-3) to tanh"
                        + " (2.0e-3), 2.0 times. The measurement supports the claim.");
    }

    @Test
    void activations_oneFormLeft_saysNothing() {
        assertThat(new StudyRun("activations").withFirst(Activation.SIN, 1e-3).inWords())
                .isEqualTo("nothing");
    }

    @Test
    void scalesTooLarge_testErrorGrows_supportsTheClaim() {
        assertThat(new StudyRun("scales-too-large")
                        .with("multi", "scales up to 200", "linear:200", 1e-4, 1, 1, 1e-3)
                        .with("multi", "scales up to 2000", "1,2000", 1e-5, 1, 1, 0.2)
                        .inWords())
                .isEqualTo("The test MSE is least with scales up to 200, 1.0e-3; with scales up to 2000 it is 2.0e-1,"
                        + " although the training MSE is 1.0e-5. The measurement supports the claim.");
    }

    @Test
    void equalScales_asFast_contradicts() {
        assertThat(new StudyRun("equal-scales")
                        .with("multi", "scales 1 to 200", "linear:200", 1e-4, 1, 1e-2, 1e-3)
                        .with("multi", "all scales 200", "const:200x1", 1e-5, 1, 1e-2, 2e-3)
                        .with("multi", "all scales 2000", "const:2000x1", 1e-5, 1, 1, 0.5)
                        .inWords())
                .isEqualTo("With scales 1 to 200 test MSE 1.0e-2 is reached at step 10 and 1.0e-3 at the end; with all"
                        + " scales 200 test MSE 1.0e-2 is reached at step 10 and 2.0e-3 at the end; with all scales"
                        + " 2000 test MSE 1.0e-2 is reached never and 5.0e-1 at the end (training MSE 1.0e-5)."
                        + " The measurement contradicts the claim, at least at this size.");
    }

    @Test
    void structures_bothLearn_supportsTheClaim() {
        assertThat(new StudyRun("structures")
                        .with("single", "", "1", 0.7, 1, 1, 0.75)
                        .with("multi", "", "1,2", 0.1, 1, 1, 1e-3)
                        .with("multi2", "", "1,2", 0.1, 1, 1, 2e-3)
                        .inWords())
                .isEqualTo("After 100 steps single (10 parameters, 125 ms a step) is at 7.5e-1, multi (10 parameters,"
                        + " 125 ms a step) is at 1.0e-3, multi2 (10 parameters, 125 ms a step) is at 2.0e-3. The"
                        + " measurement supports the claim.");
    }

    @Test
    void baselines_anotherIsBetter_contradicts() {
        assertThat(new StudyRun("baselines")
                        .with("multi", "", "1,2", 0.1, 1, 1, 1e-2)
                        .with("siren", "", "1", 0.1, 1, 1, 1e-3)
                        .inWords())
                .isEqualTo("Test MSE after 100 steps, best first: siren 1.0e-3, multi 1.0e-2. The measurement"
                        + " contradicts the claim, at least at this size.");
    }

    @Test
    void verdict_ofAStudy_beginsWithClaimAndMeasurement() {
        assertThat(Verdict.sentences(new StudyRun("stretch")
                        .with("single", "", "1", 0.4, 0.5, 0.5, 0.5)
                        .with("multi", "", "const:23x1", 1e-5, 0.5, 1e-3, 1e-5)
                        .evidence()))
                .startsWith("Claim: Figure 1.1: stretching the coordinate turns a high frequency into a low one.")
                .element(1)
                .asString()
                .startsWith("Measured: Stretched by 23");
    }

    @Test
    void of_otherCommand_isNoStudy() {
        assertThat(Studies.of(SampleEvidence.of(Samples.ok("ejml", "multi", 0.1))))
                .isEmpty();
    }

    @Test
    void of_studyOfAnotherVersion_isNone() {
        assertThat(Studies.of(new StudyRun("to-come").evidence())).isEmpty();
    }

    /** A folder, a seed or a backend may have a study's name. */
    @ParameterizedTest
    @CsvSource({
        "study stretch --out chapter, stretch",
        "study --out chapter stretch, stretch",
        "study --out=chapter --quiet stretch, stretch",
        "study --png --self-check --no-color --backends-dir activations structures --seed 3, structures",
        "study --timing jmh baselines -- chapter, baselines",
        "study --out chapter, ''",
        "study nothing-known --out chapter, ''",
        "run --out chapter, ''",
    })
    void of_recordWithoutAStudy_isTheOneThatItsCommandNames(String command, String topic) {
        assertThat(Studies.of(new StudyRun("").evidenceOfCommand(command.split(" ", -1)))
                        .map(Study::id)
                        .orElse(""))
                .isEqualTo(topic);
    }

    /** The record knows better than the words. */
    @Test
    void of_recordWithAStudy_isThat() {
        assertThat(Studies.of(new StudyRun("stretch").evidence()))
                .map(Study::id)
                .contains("stretch");
    }

    @ParameterizedTest
    @MethodSource("io.mscale.results.study.Studies#ids")
    void figure_everyStudy_isDrawn(String id) {
        double[][] errors = {{0.9, 1, 1}, {0.4, 1, 1}, {0.1, 0.3, 1}};
        StudyRun run = new StudyRun(id)
                .with("single", "", "1", 0.4, new double[] {0.5, 0.5, 0.5}, errors)
                .with("multi", "first sin", "1,23", 1e-5, new double[] {0.5, 1e-3, 1e-5}, errors);
        FigureSet set = FigureSet.of(run.evidence());

        assertThat(set.of(Figure.Kind.STUDY, "")).singleElement().satisfies(figure -> {
            assertThat(figure.name()).isEqualTo("study-" + id);
            assertThat(figure.svg()).startsWith("<svg").endsWith("</svg>\n");
        });
        assertThat(set.notes()).isEmpty();
    }
}
