package io.mscale.harness.export;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.AlternatingActivations;
import io.mscale.api.network.FirstLayer;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.client.Mscale;
import io.mscale.record.cell.CellFolder;
import io.mscale.record.network.KeptNetwork;
import io.mscale.record.network.NetworkFile;
import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** ONNX Runtime is the judge: what it makes of an exported model is what the program predicts. */
class OnnxModelTest {

    private static final int POINTS = 500;

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    static Stream<Arguments> networks() {
        List<Arguments> all = new ArrayList<>();
        for (ActivationPattern activation : ActivationPattern.all()) {
            all.add(Arguments.of("dense, " + activation.id(), network(Structure.DENSE, activation)));
        }
        for (Structure structure : Structure.values()) {
            NetworkSpec plain = network(structure, Activation.TANH);
            all.add(Arguments.of(structure.id(), plain));
            all.add(Arguments.of(
                    structure.id() + ", trained scales, omega",
                    plain.withFirstLayer(FirstLayer.TRAINED_SCALES).withOmega(3)));
            all.add(Arguments.of(structure.id() + ", phipsi", network(structure, AlternatingActivations.PHIPSI)));
            all.add(Arguments.of(
                    structure.id() + ", frozen features", plain.withFirstLayer(FirstLayer.GAUSSIAN_FEATURES)));
        }
        return all.stream();
    }

    private static NetworkSpec network(Structure structure, ActivationPattern activation) {
        return new NetworkSpec(structure, 2, List.of(24, 12, 12), 3, new Scales.Linear(4), Activation.SIN, activation);
    }

    private KeptNetwork kept(NetworkSpec spec, Precision precision) throws IOException {
        Random random = new Random(5);
        double[] parameters =
                random.doubles(ParameterLayout.of(spec).size(), -1, 1).toArray();
        CellFolder cell = new CellFolder(folder);
        NetworkFile.Variables variables = new NetworkFile.Variables(
                List.of(new NetworkFile.Variable("a", 5, 2, 3.0, 7.0), new NetworkFile.Variable("b", 0, 1, -1.0, 1.0)),
                List.of(
                        new NetworkFile.Variable("u", 1, 0.5, null, null),
                        new NetworkFile.Variable("v", 0, 1, null, null),
                        new NetworkFile.Variable("w", 0, 1, null, null)));
        KeptNetwork.write(
                cell,
                new NetworkFile.Origin("fit2d", "multi", 1, "simd", Device.CPU, precision, 10),
                variables,
                List.of(new KeptNetwork.Trained(spec, 1, parameters), new KeptNetwork.Trained(spec, 0.25, parameters)),
                null);
        return KeptNetwork.read(cell);
    }

    private static double[] points() {
        Random random = new Random(6);
        double[] points = new double[2 * POINTS];
        for (int i = 0; i < POINTS; i++) {
            points[2 * i] = random.nextDouble(3, 7);
            points[2 * i + 1] = random.nextDouble(-1, 1);
        }
        return points;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void model_inFloat64_predictsTheSame(String name, NetworkSpec spec) throws IOException, OrtException {
        KeptNetwork network = kept(spec, Precision.FLOAT64);
        double[] points = points();
        OrtEnvironment runtime = OrtEnvironment.getEnvironment();

        double[][] found;
        try (OrtSession session = runtime.createSession(ExportFormat.ONNX.bytes(network, Precision.FLOAT64));
                OnnxTensor x = OnnxTensor.createTensor(runtime, DoubleBuffer.wrap(points), new long[] {POINTS, 2});
                OrtSession.Result result = session.run(Map.of("x", x))) {
            found = (double[][]) result.get(0).getValue();
        }

        assertThat(largestDifference(found, Mscale.load(folder).predict(points)))
                .as(name)
                .isLessThan(name.contains("gelu") ? 1e-6 : 1e-12);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void model_inFloat32_predictsTheSameButForRounding(String name, NetworkSpec spec) throws IOException, OrtException {
        KeptNetwork network = kept(spec, Precision.FLOAT32);
        double[] points = points();
        float[] floats = new float[points.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) points[i];
            points[i] = floats[i];
        }
        OrtEnvironment runtime = OrtEnvironment.getEnvironment();

        float[][] found;
        try (OrtSession session = runtime.createSession(ExportFormat.ONNX.bytes(network, Precision.FLOAT32));
                OnnxTensor x = OnnxTensor.createTensor(runtime, FloatBuffer.wrap(floats), new long[] {POINTS, 2});
                OrtSession.Result result = session.run(Map.of("x", x))) {
            found = (float[][]) result.get(0).getValue();
        }

        double[][] widened = new double[found.length][];
        for (int i = 0; i < found.length; i++) {
            widened[i] = new double[] {found[i][0], found[i][1], found[i][2]};
        }
        assertThat(largestDifference(widened, Mscale.load(folder).predict(points)))
                .as(name)
                .isLessThan(1e-2);
    }

    private static double largestDifference(double[][] found, double[] expected) {
        double largest = 0;
        for (int i = 0; i < POINTS; i++) {
            for (int k = 0; k < 3; k++) {
                double difference = Math.abs(found[i][k] - expected[3 * i + k]);
                largest = Math.max(largest, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
            }
        }
        return largest;
    }
}
