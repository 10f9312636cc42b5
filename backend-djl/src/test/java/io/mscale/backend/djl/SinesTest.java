package io.mscale.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ways to compute sines, whatever this machine's processor. */
class SinesTest {

    private static final String OF_AMD = "processor\t: 0\nvendor_id\t: AuthenticAMD\nflags\t\t: fpu\n";
    private static final String OF_INTEL = "processor\t: 0\nvendor_id\t: GenuineIntel\nflags\t\t: fpu\n";
    private static final String OF_ARM = "processor\t: 0\nCPU implementer\t: 0x41\n";

    private final @Nullable String atStart = System.getProperty(Sines.PROPERTY);

    @BeforeEach
    void clear() {
        System.clearProperty(Sines.PROPERTY);
    }

    @AfterEach
    void restore() {
        if (atStart == null) {
            System.clearProperty(Sines.PROPERTY);
        } else {
            System.setProperty(Sines.PROPERTY, atStart);
        }
    }

    @Test
    void arePolynomials_onlyWhereMklRunsOnAProcessorOfAnother() {
        assertThat(Sines.arePolynomials("MKL", OF_AMD, "avx2")).isTrue();
        assertThat(Sines.arePolynomials("MKL", OF_INTEL, "avx2")).isFalse();
        assertThat(Sines.arePolynomials("MKL", OF_ARM, "avx2")).isFalse();
        assertThat(Sines.arePolynomials("MKL", "", "avx2")).isFalse();
        assertThat(Sines.arePolynomials("OpenBLAS", OF_AMD, "avx2")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"avx512, true", "avx2, true", "default, false", "neon, false", ", false"})
    void arePolynomials_onlyWhereTheBuildFuses(@Nullable String build, boolean expected) {
        assertThat(Sines.arePolynomials("MKL", OF_AMD, build)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        ", avx2 fma, true",
        ", avx2, false",
        ", sse2, false",
        "default, avx2 fma, false",
        "avx2, avx2 fma avx512vl avx512bw avx512dq, true"
    })
    void arePolynomials_followsFlagsAndVariable(@Nullable String variable, String flags, boolean expected) {
        String cpuInfo = "vendor_id\t: AuthenticAMD\nflags\t\t: " + flags + "\n";

        assertThat(Sines.arePolynomials("MKL", cpuInfo, CpuBuild.of(variable, "amd64", cpuInfo)))
                .isEqualTo(expected);
    }

    @Test
    void arePolynomials_property_replacesTheChoice() {
        System.setProperty(Sines.PROPERTY, "polynomial");
        assertThat(Sines.arePolynomials("OpenBLAS", OF_INTEL, "default")).isTrue();
        System.setProperty(Sines.PROPERTY, "library");
        assertThat(Sines.arePolynomials("MKL", OF_AMD, "avx2")).isFalse();
    }

    @Test
    void probe_polynomials_areInTheBuild() {
        System.setProperty(Sines.PROPERTY, "polynomial");
        assertThat(buildOfProbe()).isNotNull().endsWith("polynomial sines in float32");
        System.setProperty(Sines.PROPERTY, "library");
        assertThat(buildOfProbe()).isEqualTo(CpuBuild.inUse());
    }

    private static @Nullable String buildOfProbe() {
        Probe probe = new DjlBackend().probe(Device.CPU, 1);
        assertThat(probe).isInstanceOf(Probe.Available.class);
        return ((Probe.Available) probe).library().build();
    }

    @Test
    void build_ofVariantAndSines_namesWhatIsKnown() {
        assertThat(DeviceProbe.build("avx512", true)).isEqualTo("avx512, polynomial sines in float32");
        assertThat(DeviceProbe.build("avx512", false)).isEqualTo("avx512");
        assertThat(DeviceProbe.build(null, true)).isEqualTo("polynomial sines in float32");
        assertThat(DeviceProbe.build(null, false)).isNull();
    }

    /** The variable, unlike the property, cannot be set within a process. */
    @Test
    @EnabledOnOs(architectures = "amd64")
    void probe_defaultKernels_haveTheLibrarysSines() throws Exception {
        assertThat(ForkedProbe.asWorker().with("ATEN_CPU_CAPABILITY", "default").run())
                .endsWith(", build default");
    }

    @Test
    void probe_unknownChoice_saysWhatIsAllowed() {
        System.setProperty(Sines.PROPERTY, "sleef");

        assertThat(new DjlBackend().probe(Device.CPU, 1))
                .isEqualTo(Probe.unavailable("mscale.djl.sines must be one of library, polynomial, not 'sleef'"));
    }

    @Test
    void coefficients_polynomialsInFloat32OnTheProcessor_areNine() {
        System.setProperty(Sines.PROPERTY, "polynomial");

        assertThat(coefficients(DataType.FLOAT32, Device.CPU)).isEqualTo(9);
    }

    @Test
    void coefficients_float64OrGpu_areNone() {
        System.setProperty(Sines.PROPERTY, "polynomial");

        assertThat(coefficients(DataType.FLOAT64, Device.CPU)).isZero();
        assertThat(coefficients(DataType.FLOAT32, Device.parse("gpu"))).isZero();
    }

    /** Unless they are asked for, as on a machine where they are the choice. */
    @Test
    void coefficients_factorThatTakesArgumentsFar_areNone() {
        System.setProperty(Sines.PROPERTY, "polynomial");
        assertThat(coefficients(DataType.FLOAT32, Device.CPU, 1e5)).isEqualTo(9);

        System.clearProperty(Sines.PROPERTY);
        assertThat(coefficients(DataType.FLOAT32, Device.CPU, 1e5)).isZero();
        assertThat(coefficients(DataType.FLOAT32, Device.CPU, 1e4)).isEqualTo(Sines.arePolynomials("MKL") ? 9 : 0);
    }

    private static int coefficients(DataType type, Device device) {
        return coefficients(type, device, 1);
    }

    private static int coefficients(DataType type, Device device, double factor) {
        try (NDManager manager = PyTorch.start().newManager(Device.CPU)) {
            return Sines.coefficients(manager, PyTorch.start().script(), type, device, "MKL", factor)
                    .size();
        }
    }

    /** Over all quadrants, near multiples of pi, and far from 0, where the remainder needs more than float32. */
    @ParameterizedTest
    @CsvSource({"4, 5e-7, 7e-7", "3000, 5e-7, 7e-7", "1e5, 5e-7, 7e-7", "3e5, 5e-7, 7e-7", "1e6, 8e-7, 8e-7"})
    void polynomials_argumentsUpTo_areAccurate(double most, double sineError, double cosineError) {
        assumeTrue(CpuBuild.fuses(CpuBuild.inUse()), "the remainder needs fused multiply-adds");
        SplittableRandom random = new SplittableRandom(1);
        float[] arguments = new float[200_003];
        for (int i = 0; i < arguments.length; i++) {
            double anywhere = random.nextDouble(-most, most);
            double nearMultiple = Math.rint(anywhere / Math.PI * 2) * Math.PI / 2 + random.nextDouble(-0.2, 0.2);
            arguments[i] = (float) (i % 2 == 0 ? anywhere : Math.max(-most, Math.min(nearMultiple, most)));
        }
        Values values = Values.at(arguments);
        for (int i = 0; i < arguments.length; i++) {
            double z = arguments[i];
            if (Math.abs(values.sines[i] - Math.sin(z)) > sineError) {
                fail("sin " + z + " = " + values.sines[i]);
            }
            if (Math.abs(values.cosines[i] - Math.cos(z)) > cosineError) {
                fail("cos " + z + " = " + values.cosines[i]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {1e5f, 1e6f, 1e7f, 1e8f, 1e9f, 1e20f, 3e38f})
    void polynomials_hugeArguments_areBounded(float size) {
        SplittableRandom random = new SplittableRandom(2);
        float[] arguments = new float[1000];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = (float) (size * (i % 2 == 0 ? 1 : -1) * random.nextDouble(0.5, 1));
        }
        Values values = Values.at(arguments);
        for (int i = 0; i < arguments.length; i++) {
            assertThat(values.sines[i]).as("sin %s", arguments[i]).isCloseTo(0, within(1 + 1e-6f));
            assertThat(values.cosines[i]).as("cos %s", arguments[i]).isCloseTo(0, within(1 + 1e-6f));
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void polynomials_notFinite_areNaN(float argument) {
        // Vectors and the rest behind them are computed by different code.
        float[] arguments = new float[35];
        Arrays.fill(arguments, argument);

        Values values = Values.at(arguments);

        for (int i = 0; i < arguments.length; i++) {
            assertThat(values.sines[i]).isNaN();
            assertThat(values.cosines[i]).isNaN();
        }
    }

    /** What the script's polynomials make of some arguments. */
    private static final class Values {

        final float[] sines;
        final float[] cosines;

        private Values(float[] sines, float[] cosines) {
            this.sines = sines;
            this.cosines = cosines;
        }

        static Values at(float... arguments) {
            System.setProperty(Sines.PROPERTY, "polynomial");
            StepScript script = PyTorch.start().script();
            try (NDManager manager = PyTorch.start().newManager(Device.CPU)) {
                NDArray z = manager.create(arguments, new Shape(arguments.length));
                NDArray h = z.zerosLike();
                NDArray scratch = z.zerosLike();
                List<NDArray> sines = Sines.coefficients(manager, script, DataType.FLOAT32, Device.CPU, "MKL", 1);
                script.call(manager, "sine", z, h, scratch, sines).run();
                script.call(manager, "cosine", z, scratch, sines).run();
                return new Values(h.toFloatArray(), scratch.toFloatArray());
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
