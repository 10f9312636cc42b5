package io.mscale.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.Probe;
import io.mscale.api.network.Activation;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.Adam;
import io.mscale.api.training.Loss;
import io.mscale.api.training.TrainingSpec;
import io.mscale.reference.ReferenceModel;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both ways to compute sines, whatever this machine's processor. */
class SinesTest {

    private static final String OF_AMD = "processor\t: 0\nvendor_id\t: AuthenticAMD\nflags\t\t: fpu\n";
    private static final String OF_INTEL = "processor\t: 0\nvendor_id\t: GenuineIntel\nflags\t\t: fpu\n";
    private static final String OF_ARM = "processor\t: 0\nCPU implementer\t: 0x41\n";

    @AfterEach
    void clear() {
        System.clearProperty(Sines.PROPERTY);
    }

    @Test
    void arePolynomials_onlyWhereMklRunsOnAProcessorOfAnother() {
        assertThat(Sines.arePolynomials("MKL", OF_AMD)).isTrue();
        assertThat(Sines.arePolynomials("MKL", OF_INTEL)).isFalse();
        assertThat(Sines.arePolynomials("MKL", OF_ARM)).isFalse();
        assertThat(Sines.arePolynomials("MKL", "")).isFalse();
        assertThat(Sines.arePolynomials("OpenBLAS", OF_AMD)).isFalse();
    }

    @Test
    void arePolynomials_property_replacesTheChoice() {
        System.setProperty(Sines.PROPERTY, "polynomial");
        assertThat(Sines.arePolynomials("OpenBLAS", OF_INTEL)).isTrue();
        System.setProperty(Sines.PROPERTY, "library");
        assertThat(Sines.arePolynomials("MKL", OF_AMD)).isFalse();
    }

    @Test
    void probe_unknownChoice_saysWhatIsAllowed() {
        System.setProperty(Sines.PROPERTY, "sleef");

        assertThat(new DjlBackend().probe(Device.CPU, 1))
                .isEqualTo(Probe.unavailable("mscale.djl.sines must be one of library, polynomial, not 'sleef'"));
    }

    @Test
    void coefficients_whereMklIsFast_areNone() {
        StepScript script = PyTorch.start().script();
        try (NDManager manager = PyTorch.start().newManager(Device.CPU)) {
            System.setProperty(Sines.PROPERTY, "polynomial");
            Device gpu = Device.parse("gpu");

            assertThat(Sines.coefficients(manager, script, DataType.FLOAT64, Device.CPU, "MKL"))
                    .isEmpty();
            assertThat(Sines.coefficients(manager, script, DataType.FLOAT32, gpu, "MKL"))
                    .isEmpty();
            assertThat(Sines.coefficients(manager, script, DataType.FLOAT32, Device.CPU, "MKL"))
                    .hasSize(9);
        }
    }

    /** Over all quadrants, near multiples of pi, and far from 0, where the remainder needs more than float32. */
    @Test
    void sine_anyArgument_isAccurate() {
        System.setProperty(Sines.PROPERTY, "polynomial");
        StepScript script = PyTorch.start().script();
        int count = 100_003;
        SplittableRandom random = new SplittableRandom(1);
        float[] arguments = new float[count];
        for (int i = 0; i < count; i++) {
            double near = i % 3 == 0 ? random.nextInt(2000) * Math.PI / 2 : 0;
            arguments[i] = (float) (near + random.nextDouble(-1, 1) * (i % 3 == 1 ? 3000 : 4));
        }
        try (NDManager manager = PyTorch.start().newManager(Device.CPU)) {
            NDArray z = manager.create(arguments, new Shape(count));
            NDArray h = z.zerosLike();
            NDArray scratch = z.zerosLike();
            List<NDArray> sines = Sines.coefficients(manager, script, DataType.FLOAT32, Device.CPU, "MKL");
            script.call(manager, "sine", z, h, scratch, sines).run();
            script.call(manager, "cosine", z, scratch, sines).run();
            float[] sine = h.toFloatArray();
            float[] cosine = scratch.toFloatArray();
            for (int i = 0; i < count; i++) {
                assertThat((double) sine[i]).as("sin " + arguments[i]).isCloseTo(Math.sin(arguments[i]), within(5e-7));
                assertThat((double) cosine[i])
                        .as("cos " + arguments[i])
                        .isCloseTo(Math.cos(arguments[i]), within(7e-7));
            }
        }
    }

    /** Steps and values by both ways, in networks where each activation comes first and later. */
    @ParameterizedTest
    @CsvSource({
        "library, SIN, COS", "library, COS, SINCOS", "library, SINCOS, SIN",
        "polynomial, SIN, COS", "polynomial, COS, SINCOS", "polynomial, SINCOS, SIN"
    })
    void train_eitherWay_followsReference(String way, Activation first, Activation other) {
        System.setProperty(Sines.PROPERTY, way);
        NetworkSpec network =
                new NetworkSpec(Structure.DENSE, 1, List.of(60, 20, 10), 1, new Scales.Linear(10), first, other);
        TrainingSpec training =
                new TrainingSpec(Loss.meanSquaredError(), new Adam(1e-3, 0, 0.9, 0.999, 1e-3), Integer.MAX_VALUE, 0);
        SplittableRandom random = new SplittableRandom(5);
        double[] x = random.doubles(101, -2, 2)
                .mapToObj(v -> (float) v)
                .mapToDouble(v -> v)
                .toArray();
        Dataset data = new Dataset(1, 1, x, random.doubles(101, -1, 1).toArray());
        double[] start = Initialization.UNIFORM.draw(network, 3);
        ReferenceModel reference = new ReferenceModel(network, training, start, data);
        try (MscaleModel model =
                new DjlBackend().create(new ModelSpec(network, training, Precision.FLOAT32, 2), Device.CPU)) {
            model.bind(data);
            model.setParameters(start);

            assertThat(model.train(3)).isCloseTo(reference.train(3), within(1e-5));
            assertThat(model.predict(x)).containsExactly(reference.forward(x), within(1e-4));
        }
    }
}
