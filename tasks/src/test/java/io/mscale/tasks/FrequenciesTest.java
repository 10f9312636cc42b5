package io.mscale.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.random.RandomStream;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.FrequencyMeter;
import io.mscale.api.task.FrequencyProbe;
import io.mscale.api.task.Preset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the meter reads on the test sets of all tasks that name frequencies, with the sizes of the preset smoke. */
class FrequenciesTest {

    static Stream<Arguments> tasks() {
        Stream<FittingTask> plain = ServiceLoader.load(FittingTask.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(task -> !List.of("csv", "image").contains(task.id()));
        Stream<FittingTask> bands = IntStream.of(1, 3, 5)
                .mapToObj(d -> new BandLimited().configured(Map.of("dimension", Integer.toString(d))));
        return Stream.concat(plain, bands)
                .map(task -> task.withSeed(7))
                .map(task -> Arguments.of(task.id() + " of " + task.domain().dimension(), task, isResolved(task)));
    }

    /** In one dimension, the random waves of a ring are too close to each other to be told apart. */
    private static boolean isResolved(FittingTask task) {
        return !(task instanceof BandLimited) || task.domain().dimension() > 1;
    }

    private static Dataset testSet(FittingTask task) {
        return task.testSet(task.settings(Preset.SMOKE).testSize(), 7);
    }

    private static FrequencyMeter meter(FittingTask task, Dataset test) {
        return new FrequencyMeter(task.frequencies(), test.x(), test.y(), test.outputs());
    }

    /** The errors at every k above 0 of a function of the target. */
    private static double[] errors(FittingTask task, DoubleUnaryOperator prediction) {
        Dataset test = testSet(task);
        FrequencyMeter meter = meter(task, test);
        double[] all =
                meter.relativeErrors(Arrays.stream(test.y()).map(prediction).toArray());
        return IntStream.range(0, all.length)
                .filter(i -> meter.probes().get(i).k() > 0)
                .mapToDouble(i -> all[i])
                .toArray();
    }

    private static void assertAll(double[] errors, double wanted) {
        assertThat(errors).isNotEmpty();
        for (double error : errors) {
            assertThat(error).isCloseTo(wanted, within(1e-9));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tasks")
    void constant_anyTask_hasLearnedNothing(String name, FittingTask task) {
        for (double constant : new double[] {0, 0.2, 1, -5}) {
            assertAll(errors(task, y -> constant), 1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tasks")
    void target_anyTask_hasErrorZeroWhateverItsMean(String name, FittingTask task) {
        for (double offset : new double[] {0, 0.1, -3}) {
            assertAll(errors(task, y -> y + offset), 0);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tasks")
    void halfTheTarget_anyTask_isHalfLearned(String name, FittingTask task) {
        assertAll(errors(task, y -> y / 2), 0.5);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tasks")
    void noise_anyTask_isASmallError(String name, FittingTask task) {
        RandomStream random = RandomStream.of(1, RandomStream.Purpose.TARGET);

        assertThat(Arrays.stream(errors(task, y -> y + 0.01 * random.normal()))
                        .max()
                        .orElseThrow())
                .isLessThan(0.2);
    }

    /** A wave of one probe that is wrong is seen there and nowhere else. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("tasks")
    void oneWaveWrong_anyTask_isSeenThereOnly(String name, FittingTask task, boolean isResolved) {
        Dataset test = testSet(task);
        FrequencyMeter meter = meter(task, test);
        double[] x = test.x();
        for (int wrong = 0; wrong < meter.probes().size(); wrong++) {
            FrequencyProbe probe = meter.probes().get(wrong);
            double[] prediction = test.y();
            for (int i = 0; i < test.size(); i++) {
                double[] point = Arrays.copyOfRange(x, i * test.inputs(), (i + 1) * test.inputs());
                if (probe.part().nearlyContains(point)) {
                    double phase = 1;
                    for (int d = 0; d < point.length; d++) {
                        phase += probe.vectors().get(0).get(d) * point[d];
                    }
                    prediction[i] += 0.3 * Math.cos(phase);
                }
            }
            double[] errors = meter.relativeErrors(prediction);
            for (int i = 0; i < errors.length; i++) {
                if (i == wrong) {
                    assertThat(errors[i])
                            .as("at " + probe.k())
                            .satisfiesAnyOf(error -> assertThat(error).isNaN(), error -> assertThat(error)
                                    .isGreaterThan(0.1));
                } else if (!Double.isNaN(errors[i])) {
                    double blur = isResolved ? 0.03 : 0.5;
                    assertThat(errors[i])
                            .as("of " + meter.probes().get(i).k() + " while " + probe.k() + " is wrong")
                            .isLessThan(blur);
                }
            }
        }
    }

    /** A network that is off by a wave of MSE 1.6e-3, whatever its direction and length, has learned every ring. */
    @ParameterizedTest
    @CsvSource({"4, 0.2", "8, 0.6"})
    void bandlimited_structuredError_isNotAmplified(int bands, double most) {
        FittingTask task = new BandLimited()
                .configured(Map.of("bands", Integer.toString(bands)))
                .withSeed(7);
        Dataset test = testSet(task);
        double[] x = test.x();
        FrequencyMeter meter = meter(task, test);
        RandomStream random = RandomStream.of(1, RandomStream.Purpose.TARGET);
        for (int wave = 0; wave < 100; wave++) {
            double direction = random.uniform(0, 2 * Math.PI);
            double k = random.uniform(0, 60);
            double phase = random.uniform(0, 2 * Math.PI);
            double[] prediction = test.y();
            for (int i = 0; i < prediction.length; i++) {
                double along = Math.cos(direction) * x[2 * i] + Math.sin(direction) * x[2 * i + 1];
                prediction[i] += Math.sqrt(2 * 1.6e-3) * Math.cos(k * along + phase);
            }
            double[] errors = meter.relativeErrors(prediction);
            for (int ring = 1; ring <= bands; ring++) {
                assertThat(errors[ring]).as("ring %s, k = %s", ring, k).isLessThan(most);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 3, 23, 137, 203})
    void fit1d_withoutOneFrequency_isOneThereAndZeroElsewhere(double missing) {
        FittingTask task = new Fit1d();
        Dataset test = testSet(task);
        double[] x = test.x();
        double[] prediction = test.y();
        for (int i = 0; i < x.length; i++) {
            prediction[i] -= x[i] < 0 == missing < 10 ? Math.sin(missing * x[i]) : 0;
        }
        FrequencyMeter meter = meter(task, test);
        double[] errors = meter.relativeErrors(prediction);
        for (int i = 0; i < errors.length; i++) {
            assertThat(errors[i]).isCloseTo(meter.probes().get(i).k() == missing ? 1 : 0, within(1e-9));
        }
        assertThat(meter.probes())
                .extracting(FrequencyProbe::k)
                .containsExactly(0.0, 1.0, 3.0, 0.0, 23.0, 137.0, 203.0);
    }

    /** The kink has a share in the target's longest waves, so that what is missing is not all that is there. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8})
    void fit2d_withoutOneProduct_isOneThereAndZeroElsewhere(int factor) {
        FittingTask task = new Fit2d();
        Dataset test = testSet(task);
        double[] x = test.x();
        double[] prediction = test.y();
        for (int i = 0; i < prediction.length; i++) {
            prediction[i] -= Math.sin(3 * factor * x[2 * i]) * Math.sin(4 * factor * x[2 * i + 1]);
        }
        FrequencyMeter meter = meter(task, test);
        double[] errors = meter.relativeErrors(prediction);

        assertThat(meter.probes()).extracting(FrequencyProbe::k).containsExactly(0.0, 5.0, 15.0, 40.0);
        for (int i = 0; i < errors.length; i++) {
            assertThat(errors[i])
                    .isCloseTo(meter.probes().get(i).k() == 5 * factor ? 1 : 0, within(factor == 1 ? 0.5 : 0.1));
        }
    }
}
