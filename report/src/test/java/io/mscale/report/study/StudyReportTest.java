package io.mscale.report.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.sample.Samples;
import io.mscale.report.chart.Chart;
import io.mscale.report.figure.Figure;
import io.mscale.report.figure.FigureSet;
import io.mscale.report.text.Verdict;
import io.mscale.results.evidence.AccuracyDuel;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.sample.SampleEvidence;
import io.mscale.results.sample.StudyRun;
import io.mscale.results.sample.StudyRun.Measured;
import io.mscale.results.study.Studies;
import io.mscale.results.study.Study;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StudyReportTest {

    private static StudyRun run(String study) {
        return StudyRun.of(
                study, (form, seed) -> Measured.endingAt(1e-5, form.variant().isMultiScale() ? 1e-5 : 0.5)
                        .with(
                                List.of(0.9, 1.0, 1.0, 1.0, 1.0),
                                List.of(0.4, 1.0, 1.0, 1.0, 1.0),
                                List.of(0.1, 0.3, 1.0, 1.0, 1.0))
                        .withRates(1, 0.5, 0.1, 0.01, 0.02));
    }

    @Test
    void verdict_ofAStudy_beginsWithClaimAndMeasurement() {
        assertThat(Verdict.sentences(run("stretch").evidence()))
                .startsWith("Claim: Figure 1.1: stretching the coordinate turns a high frequency into a low one.")
                .element(1)
                .asString()
                .startsWith("Measured: At quick size")
                .endsWith("The measurement bears out the claim.");
    }

    /** Its forms fit different targets: errors on one are not held against those on another. */
    @Test
    void reports_ofRings_compareWithinEachOnly() {
        Evidence evidence = run("bands").evidence();

        assertThat(Verdict.sentences(evidence).stream().skip(2))
                .hasSize(5)
                .allSatisfy(sentence -> assertThat(sentence).matches("ejml cpu bandlimited, ring (.*): .* reached .*"))
                .element(1)
                .asString()
                .startsWith("ejml cpu bandlimited, ring 2: multi ring 2, stretched reached")
                .contains("below single ring 2, not stretched");
        assertThat(AccuracyDuel.of(evidence)).hasSize(5);
        FigureSet set = FigureSet.of(evidence);
        assertThat(set.figures())
                .extracting(Figure::name)
                .contains("bandlimited-ring-2-loss-steps", "bandlimited-ring-all-loss-steps");
        assertThat(set.figures()).extracting(Figure::kind).doesNotContain(Figure.Kind.FINAL_ERROR);
        assertThat(set.of(Figure.Kind.STUDY, "").get(0).chart().panels())
                .extracting(Chart.Panel::heading)
                .containsExactly("ring 1", "ring 2", "ring 3", "ring 4", "all rings");
    }

    @Test
    void of_otherCommand_isNoStudy() {
        assertThat(Studies.of(SampleEvidence.of(Samples.ok("ejml", "multi", 0.1))))
                .isEmpty();
    }

    @Test
    void of_studyOfAnotherVersion_isNone() {
        assertThat(Studies.of(StudyRun.empty("to-come").evidence())).isEmpty();
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
        assertThat(Studies.of(StudyRun.empty("").evidenceOfCommand(command.split(" ", -1)))
                        .map(Study::id)
                        .orElse(""))
                .isEqualTo(topic);
    }

    /** The record knows better than the words. */
    @Test
    void of_recordWithAStudy_isThat() {
        assertThat(Studies.of(StudyRun.empty("stretch").evidence()))
                .map(Study::id)
                .contains("stretch");
    }

    /** In the colour of each of three forms: dots for five frequencies and seeds, their medians, and one in the legend. */
    @Test
    void figure_ofTheKernel_hasADotForEachFrequencyAndSeed() {
        String svg = FigureSet.of(run("kernel").evidence())
                .of(Figure.Kind.STUDY, "")
                .get(0)
                .svg();

        assertThat(svg).contains("predicted and measured learning of each frequency", "a tenth of the scales");
        assertThat(List.of("#0072b2", "#009e73", "#d55e00"))
                .allSatisfy(colour ->
                        assertThat(svg.split("<circle[^>]*" + colour, -1)).hasSize(1 + 25 + 5 + 1));
    }

    @ParameterizedTest
    @MethodSource("io.mscale.results.study.Studies#ids")
    void figure_everyStudy_isDrawn(String id) {
        FigureSet set = FigureSet.of(run(id).evidence());

        assertThat(set.of(Figure.Kind.STUDY, "")).singleElement().satisfies(figure -> {
            assertThat(figure.name()).isEqualTo("study-" + id);
            assertThat(figure.svg()).startsWith("<svg").endsWith("</svg>\n");
        });
        // the map of frequencies and the networks, beside the study's figure, are too small for every form
        assertThat(set.notes())
                .allMatch(note -> note.contains("how ejml learned each frequency")
                        || note.matches("fit1d: the networks: the first 7 of \\d+ networks are drawn"));
    }

    @Test
    void figure_generalisation_hasLinesForEachNumberOfSamples() {
        String figure = FigureSet.of(run("generalisation").evidence())
                .of(Figure.Kind.STUDY, "")
                .get(0)
                .svg();

        assertThat(figure).contains("250 samples", "500 samples", "1000 samples", "2000 samples", "training");
        assertThat(FigureSet.of(run("scales-too-large").evidence())
                        .of(Figure.Kind.STUDY, "")
                        .get(0)
                        .svg())
                .contains("training")
                .doesNotContain("samples, test");
    }
}
