package io.mscale.report.figure;

import static io.mscale.report.figure.Drawings.drawnIn;
import static io.mscale.report.figure.Drawings.evidence;
import static io.mscale.report.figure.Drawings.texts;
import static io.mscale.report.figure.Drawings.timed;
import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.training.Loss;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.sample.Golden;
import io.mscale.record.sample.Locales;
import io.mscale.record.sample.Samples;
import io.mscale.report.svg.PngImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class ProfileFigureTest {

    private static final String FIRST_COLOUR = "#0072b2";
    private static final String SECOND_COLOUR = "#d55e00";

    @RegisterExtension
    private final Locales locales = new Locales();

    @ParameterizedTest
    @MethodSource("io.mscale.record.sample.Locales#all")
    void of_severalTasks_isTheGoldenFileInEveryLocale(Locale locale) throws IOException {
        Locale.setDefault(locale);

        Golden.assertSame(ProfileFigureTest.class, "performance-profile.svg", draw(severalTasks()));
    }

    /** Contestants that differ, one that misses a task, and a variant that hardly reaches a target. */
    private static CellRecord[] severalTasks() {
        List<CellRecord> cells = new ArrayList<>();
        Double[][] multi = {{1.0, 2.2, 4.0, 9.0}, {1.3, 2.0, 7.0, 8.0}, {6.0, 15.0, null, 70.0}};
        for (int contestant = 0; contestant < 3; contestant++) {
            String backend = List.of("djl", "ejml", "nd4j").get(contestant);
            for (int task = 0; task < 4; task++) {
                String name = List.of("fit1d", "fit2d", "poisson1d", "burgers").get(task);
                cells.add(timed(backend, "multi", name, multi[contestant][task]));
                cells.add(timed(backend, "single", name, task == 2 ? Double.valueOf(30 + 10 * contestant) : null));
            }
        }
        return cells.toArray(CellRecord[]::new);
    }

    @Test
    void of_severalTasks_isOneCurvePerContestantAndVariant() {
        String svg = draw(severalTasks());

        assertThat(Drawings.elements(svg, "path")).hasSize(6);
        assertThat(texts(svg))
                .contains("djl multi", "djl single", "nd4j single", "1", "0.50", "factor of the best time")
                .contains("time to target: share of tasks within a factor of the best")
                .contains("on cpu, preset quick, float32; 4 tasks: fit1d, fit2d, poisson1d, burgers");
    }

    @Test
    void of_slowerOnOneTask_goesHorizontallyThenUp() {
        List<double[]> corners = corners(
                draw(
                        timed("fast", "multi", "a", 1.0),
                        timed("fast", "multi", "b", 1.0),
                        timed("slow", "multi", "a", 1.0),
                        timed("slow", "multi", "b", 4.0)),
                SECOND_COLOUR);

        assertThat(corners).hasSize(4);
        assertThat(corners.get(0)[0]).isEqualTo(70);
        assertThat(corners.get(1)[1]).isEqualTo(corners.get(0)[1]);
        assertThat(corners.get(2)[0]).isEqualTo(corners.get(1)[0]);
        assertThat(corners.get(2)[1]).isLessThan(corners.get(1)[1]);
        assertThat(corners.get(3)).containsExactly(620, corners.get(2)[1]);
    }

    @Test
    void of_missedTarget_lowersTheCurve() {
        CellRecord first = timed("ejml", "multi", "a", 1.0);
        double reached = end(draw(first, timed("ejml", "multi", "b", 3.0)));
        double missed = end(draw(first, timed("ejml", "multi", "b", null)));

        assertThat(missed - reached).isGreaterThan(100);
    }

    @Test
    void of_failedOrUntrustedCell_countsAsMiss() {
        CellRecord first = timed("ejml", "multi", "a", 1.0);
        CellRecord second = timed("ejml", "multi", "b", 3.0);
        double missed = end(draw(first, timed("ejml", "multi", "b", null)));

        assertThat(end(draw(first, Samples.withStatus(second, CellStatus.CRASHED))))
                .isEqualTo(missed);
        assertThat(end(draw(first, Samples.withParity(second, new CellRecord.Parity(3, 0.5, 1e-5, 1e-6, false)))))
                .isEqualTo(missed);
    }

    @Test
    void of_contestantNeverTrusted_hasNoCurve() {
        CellRecord crashed = Samples.withStatus(timed("djl", "multi", "b", 3.0), CellStatus.CRASHED);

        assertThat(texts(draw(timed("ejml", "multi", "a", 1.0), timed("ejml", "multi", "b", 1.0), crashed)))
                .contains("ejml multi")
                .doesNotContain("djl multi");
    }

    @Test
    void of_singleTask_isNothingAndNoNote() {
        FigureSet set = profile(timed("ejml", "multi", "a", 1.0), timed("djl", "multi", "a", 2.0));

        assertThat(set.figures()).isEmpty();
        assertThat(set.notes()).isEmpty();
    }

    @Test
    void of_nobodyReachedAnyTarget_isNoteOnly() {
        FigureSet set = profile(timed("ejml", "multi", "a", null), timed("ejml", "multi", "b", null));

        assertThat(set.figures()).isEmpty();
        assertThat(set.notes())
                .containsExactly("performance profile: nobody reached the target of any task on cpu,"
                        + " preset quick, float32");
    }

    @Test
    void of_tasksOnDifferentDevices_isNoteOnly() {
        FigureSet set =
                profile(timed("ejml", "multi", "a", 1.0), Samples.at(timed("djl", "multi", "b", 1.0), "gpu", "b"));

        assertThat(set.figures()).isEmpty();
        assertThat(set.notes()).singleElement().asString().contains("no two tasks");
    }

    @Test
    void of_deviceWithOneTaskOnly_givesWayToOneWithSeveral() {
        CellRecord gpu = Samples.at(timed("djl", "multi", "a", 0.1), "gpu", "a");

        FigureSet set = profile(gpu, timed("ejml", "multi", "a", null), timed("ejml", "multi", "b", 1.0));

        assertThat(texts(svg(set))).contains("ejml multi").doesNotContain("djl multi");
    }

    @Test
    void of_entryTrainedOtherwise_isNoCommonTask() {
        CellRecord djl = timed("djl", "multi", "a", 1.0);

        FigureSet set = profile(
                timed("ejml", "multi", "a", 1.0),
                timed("ejml", "multi", "b", 1.0),
                timed("djl", "multi", "b", 1.0),
                Samples.withTarget(djl, djl.training(), 0.5));

        assertThat(set.figures()).isEmpty();
        assertThat(set.notes()).singleElement().asString().contains("nobody is held against tasks of others");
    }

    @Test
    void of_otherDevice_isLeftOutAndNoted() {
        CellRecord gpu = Samples.at(timed("djl", "multi", "b", 0.1), "gpu", "b");

        FigureSet set = profile(gpu, timed("ejml", "multi", "a", 1.0), timed("ejml", "multi", "b", 1.0));

        assertThat(texts(svg(set))).contains("ejml multi").doesNotContain("djl multi");
        assertThat(set.notes())
                .containsExactly("performance profile: only what was trained on cpu, preset quick, float32 is drawn;"
                        + " 1 of 3 entries were trained elsewhere or otherwise");
    }

    @Test
    void of_otherTargetOrTraining_isLeftOut() {
        CellRecord ejml = timed("ejml", "multi", "a", 1.0);
        CellRecord djl = timed("djl", "multi", "a", 1.0);
        CellSpec.Training longer =
                new CellSpec.Training(200, 8, 4, 30_000, Loss.meanSquaredError(), "adam", 1e-3, 1e-7);

        for (CellRecord unlike :
                List.of(Samples.withTarget(djl, djl.training(), 0.5), Samples.withTarget(djl, longer, 0.01))) {
            FigureSet set = profile(ejml, timed("ejml", "multi", "b", 1.0), unlike);

            assertThat(texts(svg(set))).contains("ejml multi").doesNotContain("djl multi");
            assertThat(set.notes()).singleElement().asString().contains("1 of 3 entries");
        }
    }

    @Test
    void of_trainingThatDiffersBetweenTasks_isCompared() {
        CellRecord other = timed("ejml", "multi", "b", 1.0);
        CellSpec.Training longer =
                new CellSpec.Training(200, 8, 4, 30_000, Loss.meanSquaredError(), "adam", 1e-3, 1e-7);

        FigureSet set = profile(timed("ejml", "multi", "a", 1.0), Samples.withTarget(other, longer, 0.5));

        assertThat(drawnIn(svg(set), "path", FIRST_COLOUR)).hasSize(1);
        assertThat(set.notes()).isEmpty();
    }

    @Test
    void of_contestantsOfDifferentTasks_isNoteOnly() {
        FigureSet set = profile(
                timed("ejml", "multi", "a", 1.0),
                timed("ejml", "multi", "b", 1.0),
                timed("djl", "multi", "c", 1.0),
                timed("djl", "multi", "d", 1.0));

        assertThat(set.figures()).isEmpty();
        assertThat(set.notes())
                .containsExactly("performance profile: no two tasks were trained by everyone on the same device and"
                        + " machine, in the same preset and precision, so nobody is held against tasks of others");
    }

    @Test
    void of_taskNotTriedByAll_isLeftOutAndNoted() {
        FigureSet set = profile(
                timed("ejml", "multi", "a", 1.0),
                timed("ejml", "multi", "b", 1.0),
                timed("ejml", "multi", "c", 1.0),
                timed("djl", "multi", "a", 1.0),
                timed("djl", "multi", "b", 1.0));

        assertThat(texts(svg(set))).contains("on cpu, preset quick, float32; 2 tasks: a, b");
        assertThat(set.notes())
                .containsExactly(
                        "performance profile: only over the tasks that everyone was trained on: a, b of a, b, c");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1e-320, 1e300, Double.MAX_VALUE})
    void of_timeBeyondReason_isDrawable(double seconds) {
        String svg = draw(
                timed("ejml", "multi", "a", 1.0),
                timed("ejml", "multi", "b", seconds),
                timed("djl", "multi", "a", seconds),
                timed("djl", "multi", "b", 1.0));

        assertThat(svg.replaceFirst("<desc>.*</desc>", "")).doesNotContain("NaN", "Infinity");
        assertThat(drawnIn(svg, "path", FIRST_COLOUR)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"quoted\" 'twice'",
                "</svg><script>alert(1)</script>",
                "two\nlines",
                "\u05de\u05d0\u05de\u05df\u202e",
                "\u8bad\u7ec3\u5668",
                "\ud800",
                "\u0000\ufffe]]>&amp;"
            })
    void of_hostileNames_areTextAndNothingElse(String name) throws IOException {
        String svg = draw(timed(name, name, name + 1, 1.0), timed(name, name, name + 2, 1.0));

        assertThat(Drawings.elements(svg, "script")).isEmpty();
        assertThat(svg).doesNotContain("href", "url(", "id=", "<style", "\u202e");
        assertThat(PngImage.of(svg, 0.5)).isNotEmpty();
    }

    @Test
    void of_namesThatJoinToTheSameLabel_keepCurvesOfTheirOwn() {
        String svg = draw(
                Samples.withSeed(timed("a", "multi", "t", 1.0), 42, "multi"),
                Samples.withSeed(timed("a", "multi", "u", 1.0), 42, "multi"),
                timed("a multi", "multi", "t", 2.0),
                timed("a multi", "multi", "u", 2.0));

        assertThat(Drawings.elements(svg, "path")).hasSize(2);
    }

    @Test
    void of_moreCurvesThanColours_showsTheHighestAndSaysSo() {
        CellRecord[] cells = IntStream.range(0, 60)
                .mapToObj(i -> timed("backend-" + i / 2, "multi", "t" + i % 2, 1.0 + i))
                .toArray(CellRecord[]::new);

        String svg = draw(cells);
        assertThat(texts(svg))
                .contains("backend-0 multi", "backend-7 multi")
                .doesNotContain("backend-8 multi")
                .anyMatch(text -> text.startsWith("the 8 highest of 30 curves; "));
        assertThat(Drawings.elements(svg, "path").stream().map(path -> path.getAttribute("stroke")))
                .hasSize(8)
                .doesNotHaveDuplicates();
    }

    @Test
    void of_setOfAllFigures_comesLast() {
        FigureSet set = FigureSet.of(evidence(Path.of("run"), severalTasks()));

        assertThat(Drawings.names(set)).endsWith("performance-profile").hasSizeGreaterThan(1);
    }

    private static FigureSet profile(CellRecord... cells) {
        List<String> missing = new ArrayList<>();
        List<Figure> figures = ProfileFigure.of(evidence(Path.of("run"), cells), missing).stream()
                .map(chart -> new Figure("performance-profile", Figure.Kind.PROFILE, "", "", chart))
                .toList();
        return new FigureSet(figures, missing);
    }

    private static String svg(FigureSet set) {
        return Drawings.svg(set, "performance-profile");
    }

    private static String draw(CellRecord... cells) {
        return svg(profile(cells));
    }

    /** How far down the first contestant's curve ends. */
    private static double end(String svg) {
        List<double[]> corners = corners(svg, FIRST_COLOUR);
        return corners.get(corners.size() - 1)[1];
    }

    private static List<double[]> corners(String svg, String colour) {
        Element curve = drawnIn(svg, "path", colour).get(0);
        return Arrays.stream(curve.getAttribute("d").substring(1).split("L", -1))
                .map(corner -> Arrays.stream(corner.split(" ", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }
}
