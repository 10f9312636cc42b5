package io.mscale.harness.yardstick;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.task.Domain;
import io.mscale.api.task.Units;
import io.mscale.harness.discovery.Tasks;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.DataFile;
import io.mscale.record.cell.TaskSettings;
import io.mscale.record.run.Yardstick;
import io.mscale.record.sample.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YardsticksTest {

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    private static CellSpec cell(String task, long seed, TaskSettings settings, int trainSize, int testSize) {
        CellSpec spec = Samples.with(Samples.spec(), "cell.identity.task", task);
        spec = Samples.with(spec, "cell.identity.seed", seed);
        spec = Samples.with(spec, "cell.training.trainSize", trainSize);
        spec = Samples.with(spec, "cell.training.testSize", testSize);
        return Samples.with(spec, "cell.taskSettings", settings);
    }

    private static CellSpec cell(String task, long seed) {
        return cell(task, seed, TaskSettings.NONE, 1000, 200);
    }

    private static List<Yardstick> measure(List<Yardstick> known, CellSpec... cells) {
        return new Yardsticks(Tasks.ofThisProgram(), () -> false, cell -> Double.NaN).of(List.of(cells), known);
    }

    @Test
    void of_cellsOfTheSameSamples_measuresThemOnce() {
        List<Yardstick> measured =
                measure(List.of(), cell("stretch", 1), cell("stretch", 1), cell("stretch", 2), cell("fit2d", 1));

        assertThat(measured).extracting(Yardstick::task).containsExactly("stretch", "stretch", "fit2d");
        assertThat(measured).extracting(Yardstick::seed).containsExactly(1L, 2L, 1L);
        assertThat(measured).extracting(Yardstick::method).containsExactly("spline", "spline", "local RBF");
        assertThat(measured).allSatisfy(each -> {
            assertThat(each.problem()).isNull();
            assertThat(each.testMse()).isPositive();
            assertThat(each.testRelativeL2()).isPositive();
            assertThat(each.psnr()).isNull();
        });
        assertThat(measured.get(0).testMse())
                .isLessThan(1e-6)
                .isNotEqualTo(measured.get(1).testMse());
    }

    @Test
    void of_image_hasAPeakSignalToNoiseRatio() {
        assertThat(measure(
                        List.of(),
                        cell("image", 1, new TaskSettings(Map.of("image", "rings"), List.of(), null), 500, 100)))
                .singleElement()
                .extracting(Yardstick::psnr)
                .isNotNull();
    }

    @Test
    void of_knownOnes_measuresWhatIsMissingOrFailed() {
        List<Yardstick> first = measure(List.of(), cell("stretch", 1));
        Yardstick failed = Samples.with(measure(List.of(), cell("stretch", 2)).get(0), "problem", "no memory");

        List<Yardstick> all = measure(List.of(first.get(0), failed), cell("stretch", 1), cell("stretch", 2));

        assertThat(all).hasSize(2).extracting(Yardstick::problem).containsOnlyNulls();
        assertThat(all.get(0)).isEqualTo(first.get(0));
    }

    @Test
    void of_fileThatChanged_recordsWhyThereIsNone() throws IOException {
        Path table = folder.resolve("table.csv");
        Files.writeString(table, "x,y\n1,2\n2,3\n3,5\n");
        DataFile before = DataFile.of(table);
        Files.writeString(table, "x,y\n1,2\n2,3\n3,6\n");
        TaskSettings settings = new TaskSettings(Map.of("data", table.toString()), List.of(before), null);

        assertThat(measure(List.of(), cell("csv", 1, settings, 2, 1)))
                .singleElement()
                .extracting(Yardstick::problem)
                .asString()
                .contains("table.csv");
    }

    /** As after a run that an earlier version began, which scaled a table by other rows. */
    @Test
    void of_cellsThatWereScaledOtherwise_recordsWhyThereIsNone() throws IOException {
        Path table = folder.resolve("table.csv");
        Files.writeString(table, "x,y\n1,2\n2,3\n3,5\n4,4\n1,2\n2,3\n3,5\n4,4\n1,2\n2,3\n3,5\n4,4\n");
        Map<String, String> options = Map.of("data", table.toString());
        List<DataFile> files = List.of(DataFile.of(table));
        Units own = Tasks.ofThisProgram()
                .require("csv")
                .configured(options)
                .withSeed(1)
                .withTestSize(3)
                .units()
                .orElseThrow();
        Units.Column input = own.inputs().get(0);
        Units other =
                new Units(List.of(new Units.Column(input.name(), input.centre(), 2 * input.spread())), own.outputs());

        assertThat(measure(List.of(), cell("csv", 1, new TaskSettings(options, files, other), 9, 3)))
                .singleElement()
                .extracting(Yardstick::problem)
                .isEqualTo("the cells' data are scaled otherwise than this version scales them");
        assertThat(measure(List.of(), cell("csv", 1, new TaskSettings(options, files, own), 9, 3)))
                .singleElement()
                .extracting(Yardstick::problem)
                .isNull();
    }

    @Test
    void scaled_anyDomain_isTheCubeFromMinusOneToOne() {
        Domain domain = new Domain(List.of(0.0, -5.0, 100.0), List.of(1000.0, 5.0, 101.0));

        assertThat(Yardsticks.scaled(new double[] {0, -5, 100, 1000, 5, 101, 500, 0, 100.75}, domain))
                .containsExactly(-1, -1, -1, 1, 1, 1, 0, 0, 0.5);
    }

    @Test
    void of_taskThatIsNotThere_failsNothing() {
        assertThat(measure(List.of(), cell("gone", 1), cell("stretch", 1)))
                .extracting(yardstick -> yardstick.problem() == null)
                .containsExactly(false, true);
    }

    @Test
    void of_interrupted_measuresNothingMore() {
        assertThat(new Yardsticks(Tasks.ofThisProgram(), () -> true, cell -> Double.NaN)
                        .of(List.of(cell("stretch", 1)), List.of()))
                .isEmpty();
    }
}
