package io.mscale.report.figure;

import static io.mscale.report.figure.Drawings.evidence;
import static io.mscale.report.figure.Drawings.names;
import static io.mscale.report.figure.Drawings.predict;
import static io.mscale.report.figure.Drawings.svg;
import static io.mscale.report.figure.Drawings.texts;
import static io.mscale.report.figure.Drawings.trained;
import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.sample.Golden;
import io.mscale.record.sample.Locales;
import io.mscale.record.sample.Samples;
import io.mscale.report.svg.PngImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FigureSetTest {

    @RegisterExtension
    private final Locales locales = new Locales();

    private final Path folder;

    FigureSetTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void of_bothVariants_drawsEveryKindOfFigure() throws IOException {
        FigureSet set = both();

        assertThat(names(set))
                .containsExactly(
                        "fit1d-loss-steps",
                        "fit1d-loss-seconds",
                        "fit1d-learned-ejml",
                        "fit1d-frequencies-ejml",
                        "fit1d-frequencies-ejml-seconds",
                        "fit1d-step-time",
                        "fit1d-network");
        assertThat(set.notes()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.mscale.record.sample.Locales#all")
    void of_anyLocale_isTheGoldenFile(Locale locale) throws IOException {
        Locale.setDefault(locale);

        FigureSet set = both();

        for (String name : List.of("fit1d-loss-steps", "fit1d-frequencies-ejml", "fit1d-step-time")) {
            Golden.assertSame(FigureSetTest.class, name + ".svg", svg(set, name));
        }
    }

    @Test
    void of_anything_isWellFormedWithShortNumbersAndWithoutReferences() throws IOException {
        for (Figure figure : both().figures()) {
            Drawings.parse(figure.svg());
            assertThat(figure.svg().replaceFirst("<desc>.*</desc>", ""))
                    .doesNotContainPattern("\\d\\.\\d{3}")
                    .doesNotContain("NaN", "Infinity", "href", "url(", "id=", "<style", "<script");
        }
    }

    @Test
    void of_allCellsFailed_drawsNothing() {
        FigureSet set = FigureSet.of(evidence(
                folder,
                Samples.failed("ejml", CellStatus.CRASHED, "killed"),
                Samples.failed("djl", CellStatus.UNSUPPORTED, null)));

        assertThat(set.figures()).isEmpty();
        assertThat(set.notes()).isEmpty();
    }

    @Test
    void of_damagedPrediction_notesWhyAndDrawsTheRest() throws IOException {
        CellRecord cell = trained("ejml", "multi");
        predict(folder, cell, "x1,truth1,prediction1\n1,2\n");

        FigureSet set = FigureSet.of(evidence(folder, cell));

        assertThat(set.notes()).singleElement().asString().contains("ejml", "prediction.csv", "line 2");
        assertThat(names(set)).contains("fit1d-loss-steps").doesNotContain("fit1d-learned-ejml");
    }

    @Test
    void of_severalOutputs_drawsTheCurveOfEach() throws IOException {
        CellRecord cell = trained("ejml", "multi");
        predict(folder, cell, """
                x1,truth1,truth2,prediction1,prediction2
                0.0,0,1000,0.1,1100
                1.0,1,2000,0.9,1900
                """);

        FigureSet set = FigureSet.of(evidence(folder, cell));

        assertThat(names(set)).contains("fit1d-learned-ejml-output-1", "fit1d-learned-ejml-output-2");
        assertThat(set.of(Figure.Kind.LEARNED, "fit1d"))
                .extracting(Figure::choice)
                .containsExactly("ejml, output 1", "ejml, output 2");
        assertThat(texts(svg(set, "fit1d-learned-ejml-output-1")))
                .contains("output 1")
                .doesNotContain("2000");
        assertThat(texts(svg(set, "fit1d-learned-ejml-output-2")))
                .contains("output 2", "2000", "fit1d: what ejml learned, output 2");
    }

    @Test
    void of_moreOutputsThanCanBeSeen_drawsTheFirstAndSaysSo() throws IOException {
        CellRecord cell = trained("ejml", "multi");
        String truths = IntStream.rangeClosed(1, 9).mapToObj(i -> ",truth" + i).collect(Collectors.joining());
        predict(
                folder,
                cell,
                "x1" + truths + truths.replace("truth", "prediction") + "\n0.0" + ",1".repeat(18) + "\n1.0"
                        + ",2".repeat(18) + "\n");

        FigureSet set = FigureSet.of(evidence(folder, cell));

        assertThat(set.of(Figure.Kind.LEARNED, "fit1d")).hasSize(6);
        assertThat(set.notes()).singleElement().asString().endsWith("the first 6 of 9 outputs are drawn");
    }

    @Test
    void of_failedParity_showsErrorsButNoTimes() {
        CellRecord cell =
                Samples.withParity(trained("ejml", "multi"), new CellRecord.Parity(3, 0.5, 1e-5, 1e-6, false));

        FigureSet set = FigureSet.of(evidence(folder, cell));

        assertThat(names(set)).containsExactly("fit1d-loss-steps", "fit1d-frequencies-ejml", "fit1d-network");
        assertThat(texts(svg(set, "fit1d-loss-steps"))).contains("ejml multi (parity failed)");
    }

    @Test
    void of_severalDevices_namesThemApart() {
        CellRecord cpu = trained("djl", "multi");
        CellRecord gpu = Drawings.with(cpu, "fit1d", "gpu", cpu.curve(), 0.001);

        FigureSet set = FigureSet.of(evidence(folder, cpu, gpu));

        assertThat(names(set)).contains("fit1d-frequencies-djl-on-cpu", "fit1d-frequencies-djl-on-gpu");
        assertThat(texts(svg(set, "fit1d-loss-seconds"))).contains("cpu", "gpu");
    }

    @Test
    void of_namesThatLookAlikeInFiles_getNumbers() {
        FigureSet set = FigureSet.of(evidence(folder, trained("a b", "multi"), trained("A-B", "multi")));

        assertThat(names(set)).contains("fit1d-frequencies-a-b", "fit1d-frequencies-a-b-2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"quoted\" 'twice'",
                "<script>alert(1)</script>",
                "two\nlines",
                "\u05de\u05d0\u05de\u05df\u202e",
                "\u8bad\u7ec3\u5668",
                "\ud83e\udde0",
                "\ud800",
                "\u0000\ufffe]]>&amp;"
            })
    void of_hostileName_isTextAndNothingElse(String name) throws IOException {
        CellRecord cell = trained(name, "multi");

        FigureSet set = FigureSet.of(evidence(folder, cell));

        assertThat(names(set)).hasSize(6).allSatisfy(file -> assertThat(file).matches("[a-z0-9-]+"));
        for (Figure figure : set.figures()) {
            assertThat(Drawings.elements(figure.svg(), "script")).isEmpty();
            assertThat(PngImage.of(figure.svg(), 0.5)).isNotEmpty();
        }
        assertThat(texts(svg(set, "fit1d-step-time"))).anyMatch(text -> text.endsWith(" multi"));
    }

    @Test
    void of_markupInName_isReadAsItIs() {
        FigureSet set = FigureSet.of(evidence(folder, trained("<b>&\"", "multi")));

        assertThat(texts(svg(set, "fit1d-loss-steps"))).contains("<b>&\" multi");
    }

    @Test
    void of_twoHundredEntries_drawsTheLowestCurvesAndAllFinalErrors() {
        CellRecord[] cells = IntStream.range(0, 100)
                .boxed()
                .flatMap(i -> Stream.of(trained("backend-" + i, "single"), trained("backend-" + i, "multi")))
                .toArray(CellRecord[]::new);

        FigureSet set = FigureSet.of(evidence(folder, cells));

        assertThat(texts(svg(set, "fit1d-loss-seconds")))
                .anyMatch(text -> text.startsWith("The 8 of 200 with the lowest errors at the end."))
                .hasSizeLessThan(60);
        assertThat(texts(svg(set, "fit1d-final-error"))).contains("backend-99 single", "backend-0 multi");
        assertThat(texts(svg(set, "fit1d-step-time"))).contains("backend-99 multi");
    }

    @Test
    void of_manyVariants_drawsTheFirstAndSaysSo() {
        CellRecord[] cells = IntStream.range(0, 9)
                .mapToObj(i -> trained("ejml", "variant-" + i))
                .toArray(CellRecord[]::new);

        FigureSet set = FigureSet.of(evidence(folder, cells));

        assertThat(texts(svg(set, "fit1d-frequencies-ejml")))
                .contains("multi variant-5")
                .doesNotContain("multi variant-6");
        assertThat(set.notes()).hasSize(2).allMatch(note -> note.contains("first 6 of 9"));
    }

    private FigureSet both() throws IOException {
        CellRecord single = trained("ejml", "single");
        CellRecord multi = trained("ejml", "multi");
        predict(folder, single, Drawings.halfSine());
        predict(folder, multi, Drawings.halfSine());
        return FigureSet.of(evidence(folder, single, multi));
    }
}
