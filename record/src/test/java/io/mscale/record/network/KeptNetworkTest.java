package io.mscale.record.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.network.FirstLayer;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.training.OptimizerState;
import io.mscale.record.cell.CellFolder;
import io.mscale.record.json.UnreadableRecordException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptNetworkTest {

    private static final NetworkSpec SUBNETS = new NetworkSpec(
                    Structure.SUBNETS, 2, List.of(6, 6), 1, new Scales.Linear(3), Activation.SIN, Activation.RELU)
            .withFirstLayer(FirstLayer.TRAINED_SCALES);

    private static final NetworkFile.Variables VARIABLES = new NetworkFile.Variables(
            List.of(
                    new NetworkFile.Variable("time [s]", 10, 2, 8.0, 12.0),
                    new NetworkFile.Variable("x2", 0, 1, -1.0, 1.0)),
            List.of(new NetworkFile.Variable("voltage, \"raw\"", -1, 0.5, null, null)));

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path path;

    private static double[] parameters(double first) {
        return IntStream.range(0, ParameterLayout.of(SUBNETS).size())
                .mapToDouble(i -> first + i / 8.0)
                .toArray();
    }

    private CellFolder write(Precision precision, @Nullable OptimizerState optimizer, KeptNetwork.Trained... networks)
            throws IOException {
        CellFolder folder = new CellFolder(path);
        NetworkFile.Origin origin = new NetworkFile.Origin("fit2d", "multi2", 7, "ejml", Device.CPU, precision, 300);
        KeptNetwork.write(folder, origin, VARIABLES, List.of(networks), optimizer);
        return folder;
    }

    private static KeptNetwork.Trained network(double factor, double first) {
        return new KeptNetwork.Trained(SUBNETS, factor, parameters(first));
    }

    @Test
    void read_whatWasWritten_isAllThere() throws IOException {
        CellFolder folder = write(Precision.FLOAT32, null, network(1, 0.1), network(0.25, 2));
        KeptNetwork read = KeptNetwork.read(folder);

        assertThat(read.file().inputs()).isEqualTo(VARIABLES.inputs());
        assertThat(read.file().outputs()).isEqualTo(VARIABLES.outputs());
        assertThat(read.file().origin().steps()).isEqualTo(300);
        assertThat(read.file().networks()).extracting(NetworkFile.Term::factor).containsExactly(1.0, 0.25);
        assertThat(read.file().networks()).extracting(NetworkFile.Term::spec).containsOnly(SUBNETS);
        assertThat(read.parameters(read.file().networks().get(0))[0]).isEqualTo((double) 0.1f);
        assertThat(read.parameters(read.file().networks().get(1))).isEqualTo(parameters(2));
    }

    @Test
    void optimizer_ofOneNetwork_isThatOfTheLastStep() throws IOException {
        double[] first = parameters(-3);
        double[] second = parameters(1);
        CellFolder folder = write(Precision.FLOAT64, new OptimizerState(123, first, second), network(1, 0.1));

        OptimizerState read = KeptNetwork.read(folder).optimizer().orElseThrow();

        assertThat(read.steps()).isEqualTo(123);
        assertThat(read.firstMoments()).isEqualTo(first);
        assertThat(read.secondMoments()).isEqualTo(second);
    }

    @Test
    void write_againWithoutOptimizer_leavesNoOlderOne() throws IOException {
        write(Precision.FLOAT64, OptimizerState.initial(parameters(0).length), network(1, 0));

        CellFolder folder = write(Precision.FLOAT64, null, network(1, 0));

        assertThat(KeptNetwork.read(folder).optimizer()).isEmpty();
    }

    @Test
    void optimizer_thatIsGone_isNotTakenForNone() throws IOException {
        CellFolder folder = write(Precision.FLOAT64, OptimizerState.initial(parameters(0).length), network(1, 0));
        Files.delete(folder.optimizer());

        KeptNetwork read = KeptNetwork.read(folder);

        assertThat(read.hasOptimizer()).isTrue();
        assertThatThrownBy(read::optimizer)
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("is gone");
    }

    @Test
    void networkJson_isValid() throws IOException {
        CellFolder folder = write(Precision.FLOAT64, null, network(1, 0));

        try (InputStream schema =
                KeptNetwork.class.getResourceAsStream("/io/mscale/record/mscale-network-1.schema.json")) {
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(schema)
                            .validate(Files.readString(folder.network()), InputFormat.JSON))
                    .isEmpty();
        }
    }

    @Test
    void read_nothingKept_isNoSuchFile() {
        assertThatThrownBy(() -> KeptNetwork.read(new CellFolder(path))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void read_parametersOfAnotherTraining_isRefused() throws IOException {
        CellFolder folder = write(Precision.FLOAT64, null, network(1, 0));
        byte[] others = Files.readAllBytes(folder.parameters());
        others[others.length - 1] ^= 1;
        Files.write(folder.parameters(), others);

        assertThatThrownBy(() -> KeptNetwork.read(folder))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("parameters.npy has changed since network.json was written");
    }

    @Test
    void read_filesThatAreCutOff_areNamed() throws IOException {
        CellFolder folder = write(Precision.FLOAT64, OptimizerState.initial(parameters(0).length), network(1, 0));
        Path[] files = {folder.optimizer(), folder.parameters(), folder.network()};
        for (Path file : files) {
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(whole, whole.length / 2));

            assertThatThrownBy(() -> KeptNetwork.read(folder).optimizer())
                    .isInstanceOf(UnreadableRecordException.class)
                    .hasMessageContaining(file.getFileName().toString());
            Files.write(file, whole);
        }
    }

    @Test
    void scaled_andBack_isTheColumnsOwn() throws IOException {
        NetworkFile file =
                KeptNetwork.read(write(Precision.FLOAT64, null, network(1, 0))).file();

        assertThat(file.scaled(new double[] {8, -1, 12, 1})).containsExactly(-1, -1, 1, 1);
        assertThat(file.inUnits(new double[] {0, 2})).containsExactly(-1, 0);
    }
}
