package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mscale.api.MscaleBackend;
import io.mscale.record.file.GridPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Boundary-value problems as users meet them. */
class EquationsIT {

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    private Invocation run(RunOnDisk run, String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "--preset", "smoke", "--width", "12,8", "--train-size", "220", "--batch", "110", "--test-size", "80"));
        arguments.addAll(List.of(
                "--steps", "60", "--scales", "linear:4", "--out", run.folder().toString()));
        arguments.addAll(List.of("--retry-disturbed", "0"));
        arguments.addAll(List.of(more));
        return Program.run(folder, arguments.toArray(String[]::new));
    }

    /** Every backend that declares the loss, in parity, from the same bits. */
    @ParameterizedTest
    @CsvSource({"ritz1d, energy", "helm2d, residual"})
    void equation_isSolvedByEveryBackendOfItsLossInParity(String task, String loss)
            throws IOException, InterruptedException {
        RunOnDisk run = new RunOnDisk(folder.resolve("run"));

        Invocation invocation = run(
                run,
                "--task",
                task,
                "--loss",
                loss,
                "--backend",
                "simd,ejml,djl,nd4j",
                "--variant",
                "single,multi,multi2");

        assertThat(invocation.exitCode()).as(invocation.stderr()).isZero();
        assertThat(run.cells()).hasSize(12).allSatisfy(cell -> {
            assertThat(cell.path("status").asText()).isEqualTo("ok");
            assertThat(cell.at("/training/loss").asText()).isEqualTo(loss);
            assertThat(cell.at("/parity/maxRelativeError").asDouble())
                    .isLessThanOrEqualTo(cell.at("/parity/allowedRelativeError").asDouble());
            assertThat(cell.at("/accuracy/trainMse").isNull()).isTrue();
            assertThat(cell.at("/accuracy/testRelativeL2").asDouble()).isPositive();
            assertThat(cell.at("/accuracy/solution/relativeH1").asDouble()).isPositive();
            assertThat(cell.at("/accuracy/solution/boundaryRms").asDouble()).isPositive();
            assertThat(cell.at("/accuracy/solution/energyGap").isNumber()).isTrue();
            assertThat(cell.path("curve")).anyMatch(point -> point.path("loss").isNumber());
        });
        JsonNode yardstick = run.run().path("yardsticks").get(0);
        assertThat(yardstick.path("method").asText()).startsWith("finite differences, ");
        assertThat(yardstick.path("testRelativeL2").asDouble()).isPositive();
        assertThat(Files.readString(run.folder().resolve("report.md"))).contains("rel. L2", "rel. H1", "boundary");
        assertThat(Files.readString(run.folder().resolve("report.html")))
                .contains("is the relative error of the gradient", task + " with ", "loss " + loss);
        assertThat(Files.readString(run.folder().resolve("summary.csv"))).contains("relativeH1,energyGap,boundaryRms");
        assertThat(Files.readString(run.folder().resolve("curves.csv"))).contains(",loss,");
    }

    @Test
    void regionWithHoles_hasNeitherTargetNorNetworkInThem() throws IOException, InterruptedException {
        RunOnDisk run = new RunOnDisk(folder.resolve("run"));

        Invocation invocation = run(
                run,
                "--task",
                "pb2d-coef",
                "--holes",
                "0.5:0.5:0.3,-0.5:0:0.2",
                "--backend",
                "simd",
                "--variant",
                "multi");

        assertThat(invocation.exitCode()).as(invocation.stderr()).isZero();
        GridPicture picture = GridPicture.read(run.cellFile("simd-cpu-pb2d-coef-multi-r1", "picture.npz"))
                .orElseThrow();
        int nothing = 0;
        for (int row = 0; row < picture.rows(); row++) {
            for (int column = 0; column < picture.columns(); column++) {
                boolean isHole = Double.isNaN(picture.truth(row, column, 0));
                assertThat(Double.isNaN(picture.prediction(row, column, 0))).isEqualTo(isHole);
                nothing += isHole ? 1 : 0;
            }
        }
        double share = nothing / (double) (picture.rows() * picture.columns());
        assertThat(share).isBetween(0.09, 0.115); // pi (0.3^2 + 0.2^2) / 4
    }

    @Test
    void growingPenalty_isTrainedThroughAllItsStages() throws IOException, InterruptedException {
        RunOnDisk run = new RunOnDisk(folder.resolve("run"));

        Invocation invocation = run(run, "--task", "pb1d", "--ramp", "1000", "--backend", "ejml", "--variant", "multi");

        assertThat(invocation.exitCode()).as(invocation.stderr()).isZero();
        assertThat(run.cells().get(0).at("/taskSettings/options/ramp").asText()).isEqualTo("1000");
        assertThat(run.cells().get(0).at("/timing/steps").asInt()).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --task ritz1d --activation relu      | needs activations that are once continuously differentiable (C1), and relu is only
            --task ritz1d --beta 0               | --beta: '0'
            --task ritz1d --beta -1              | --beta: '-1'
            --task helm2d --loss energy --k 5    | --loss
            --task helm2d --k 7.024814731040727  | --k
            --task pb2d-coef --holes 0:0:2       | --holes: the hole at [0.0, 0.0] with radius 2.0 does not lie within
            --task pb2d-coef --holes 0:0:0.5,0.1:0:0.2 | --holes: the holes at
            --task ritz1d --boundary-share 0.001 --train-size 100 | --train-size: ritz1d: of 100 samples, a share of 0.001 makes 0 points
            --task ritz1d --noise 0.1            | --noise: ritz1d learns from an equation
            """)
    void wrongInput_isOneLineAndLeavesNothing(String options, String problem) throws IOException, InterruptedException {
        Invocation invocation = Program.run(folder, options.split(" "));

        assertThat(invocation.exitCode()).as(invocation.stderr()).isEqualTo(2);
        assertThat(invocation.errorLines()).singleElement().asString().contains(problem);
        assertThat(folder).isEmptyDirectory();
    }

    /** Refused with what it has. */
    @Test
    void backendWithoutTheLoss_isRefusedWithWhatItHas() throws IOException, InterruptedException {
        Path jars = folder.resolve("jars");
        PluginJar.of(jars.resolve("fitting-only"), "fitting-only", MscaleBackend.API_VERSION, "");

        Invocation invocation =
                Program.run(folder, "--task", "ritz1d", "--backend", "fitting-only", "--backends-dir", jars.toString());

        assertThat(invocation.exitCode()).as(invocation.stderr()).isEqualTo(2);
        assertThat(invocation.errorLines()).singleElement().asString().contains("has no loss 'energy'; it has mse");
    }
}
