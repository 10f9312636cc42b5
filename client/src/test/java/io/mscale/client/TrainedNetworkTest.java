package io.mscale.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.record.cell.CellFolder;
import io.mscale.record.network.KeptNetwork;
import io.mscale.record.network.NetworkFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainedNetworkTest {

    /** y = w1 sin(K w0 u + b0) + b1, of one neuron. */
    private static final NetworkSpec ONE_NEURON = new NetworkSpec(
            Structure.DENSE, 1, List.of(1), 1, new Scales.Constant(3, 1), Activation.SIN, Activation.RELU);

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private TrainedNetwork network;

    @BeforeEach
    void keep() throws IOException {
        NetworkFile.Variables variables = new NetworkFile.Variables(
                List.of(new NetworkFile.Variable("t", 10, 2, 8.0, 12.0)),
                List.of(new NetworkFile.Variable("v", -1, 0.5, null, null)));
        KeptNetwork.write(
                new CellFolder(folder),
                new NetworkFile.Origin("csv", "multi", 1, "simd", Device.CPU, Precision.FLOAT64, 10),
                variables,
                List.of(
                        new KeptNetwork.Trained(ONE_NEURON, 1, new double[] {0.5, 0.25, 2, -1}),
                        new KeptNetwork.Trained(ONE_NEURON, 0.1, new double[] {-1, 0, 1, 0})),
                null);
        network = Mscale.load(folder);
    }

    private static double expected(double t) {
        double u = (t - 10) / 2;
        double y = 2 * Math.sin(3 * 0.5 * u + 0.25) - 1 + 0.1 * Math.sin(-3 * u);
        return -1 + 0.5 * y;
    }

    @Test
    void predict_isTheFormula_inTheUnitsOfTheData() {
        double[] points =
                IntStream.range(0, 1000).mapToDouble(i -> 8 + i / 250.0).toArray();

        double[] values = network.predict(points);

        assertThat(values).hasSize(1000);
        for (int i = 0; i < 1000; i++) {
            assertThat(values[i]).isEqualTo(expected(points[i]), within(1e-14));
        }
    }

    @Test
    void names_areTheColumns() {
        assertThat(network.inputs()).containsExactly("t");
        assertThat(network.outputs()).containsExactly("v");
    }

    @Test
    void predict_numbersThatAreNoPoints_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> network.predict());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network.predict(1, Double.NaN))
                .withMessage("number 1 is not finite: NaN");
    }
}
