package io.mscale.api.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowingConsumer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrequencyMeterTest {

    private static final Offset<Double> EXACT = within(1e-9);

    /** A wave of a target on an interval. */
    private record Wave(double k, double amplitude, double phase) {

        double at(double x) {
            return amplitude * Math.cos(k * x + phase);
        }
    }

    /** A sum of waves and a constant at points of an interval, probed at its frequencies. */
    private record Target(
            String name, double lower, double upper, double constant, List<Wave> waves, List<Double> points) {

        Target(String name, double lower, double upper, double constant, List<Wave> waves, double[] x) {
            this(name, lower, upper, constant, waves, DoubleStream.of(x).boxed().toList());
        }

        double[] x() {
            return points.stream().mapToDouble(Double::doubleValue).toArray();
        }

        double at(double point) {
            return constant + waves.stream().mapToDouble(wave -> wave.at(point)).sum();
        }

        double[] on(DoubleUnaryOperator f) {
            return Arrays.stream(x()).map(f).toArray();
        }

        FrequencyMeter meter() {
            List<FrequencyProbe> probes = waves.stream()
                    .map(wave -> new FrequencyProbe(wave.k(), lower, upper))
                    .toList();
            return new FrequencyMeter(probes, x(), on(this::at), 1);
        }

        /** The errors at the waves of a function; the constant's comes first and is left out. */
        double[] errors(DoubleUnaryOperator prediction) {
            double[] all = meter().relativeErrors(on(prediction));
            return Arrays.copyOfRange(all, 1, all.length);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static double[] random(int n, double lower, double upper) {
        RandomStream random = RandomStream.of(5, RandomStream.Purpose.TEST_POINTS);
        return DoubleStream.generate(() -> random.uniform(lower, upper))
                .limit(n)
                .toArray();
    }

    private static double[] even(int n, double lower, double upper) {
        return IntStream.range(0, n)
                .mapToDouble(i -> lower + (upper - lower) * i / (n - 1))
                .toArray();
    }

    static Stream<Target> targets() {
        List<Wave> mixed = List.of(new Wave(0.5, 0.3, 0), new Wave(2, 1, -Math.PI / 2), new Wave(40, 1.7, 0.3));
        List<Wave> left = List.of(new Wave(1, 1, -Math.PI / 2), new Wave(3, 1, -Math.PI / 2));
        List<Wave> close = List.of(new Wave(10, 1, 1), new Wave(10.15, 0.5, 2), new Wave(11, 1, 0));
        return Stream.of(
                new Target("half a period", -Math.PI, 0, 1, left, random(500, -Math.PI, 0)),
                new Target("less than half a period", 0, 5, 0, mixed, random(800, 0, 5)),
                new Target("few points", 0, 5, 0, mixed, random(25, 0, 5)),
                new Target("equispaced points", 0, 5, 0.7, mixed, even(151, 0, 5)),
                new Target("part of the points", 0.5, 4.5, 0, mixed, random(3000, 0, 5)),
                new Target("far from the origin", 1000, 1005, -3, mixed, random(300, 1000, 1005)),
                new Target("close frequencies", -2, 2, 0, close, random(1000, -2, 2)),
                new Target("a huge mean", 0, 5, 500, mixed, random(300, 0, 5)));
    }

    @Test
    void wave_partOfThePoints_isTheTargetsOwnLessItsMeanAndZeroOutside() {
        List<Wave> waves = List.of(new Wave(2, 1, 0.4), new Wave(40, 1.7, 0.3));
        Target target = new Target("", 0.5, 4.5, 3, waves, random(3000, 0, 5));
        double[] x = target.x();
        FrequencyMeter meter = target.meter();

        for (int i = 0; i < waves.size(); i++) {
            Wave wave = waves.get(i);
            double mean = Arrays.stream(x)
                    .filter(point -> point >= 0.5 && point <= 4.5)
                    .map(wave::at)
                    .average()
                    .orElseThrow();
            double[] found = meter.wave(i + 1).orElseThrow();
            assertThat(found).hasSize(x.length);
            for (int j = 0; j < x.length; j++) {
                double expected = x[j] < 0.5 || x[j] > 4.5 ? 0 : wave.at(x[j]) - mean;
                assertThat(found[j]).isCloseTo(expected, EXACT);
            }
        }
        assertThat(Arrays.stream(meter.wave(0).orElseThrow()).max().orElseThrow())
                .as("the constant")
                .isCloseTo(3, EXACT);
    }

    @Test
    void wave_thatTheTargetDoesNotHold_isNone() {
        double[] x = random(300, 0, 5);
        double[] sine = Arrays.stream(x).map(Math::sin).toArray();
        FrequencyMeter meter =
                new FrequencyMeter(List.of(new FrequencyProbe(1, 0, 5), new FrequencyProbe(20, 0, 5)), x, sine, 1);

        assertThat(meter.wave(1)).isPresent();
        assertThat(meter.wave(2)).isEmpty();
    }

    /** Two outputs: sin 3x and twice that. */
    @Test
    void wave_severalOutputs_hasEachOfThem() {
        double[] x = random(200, 0, 5);
        double[] y = Arrays.stream(x)
                .flatMap(point -> DoubleStream.of(Math.sin(3 * point), 2 * Math.sin(3 * point)))
                .toArray();
        double[] wave = new FrequencyMeter(List.of(new FrequencyProbe(3, 0, 5)), x, y, 2)
                .wave(1)
                .orElseThrow();

        assertThat(wave).hasSize(400);
        assertThat(wave[1]).isCloseTo(2 * wave[0], EXACT);
        assertThat(wave[399]).isCloseTo(2 * wave[398], EXACT);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void relativeErrors_constant_isOneAtEveryFrequency(Target target) {
        for (double constant : new double[] {0, 0.2, -3, target.constant()}) {
            assertThat(target.errors(x -> constant))
                    .hasSize(target.waves().size())
                    .satisfies(each(1));
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void relativeErrors_target_isZero(Target target) {
        assertThat(target.errors(target::at)).satisfies(each(0));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void relativeErrors_targetWithAWrongMean_isZero(Target target) {
        for (double offset : new double[] {0.1, -2, 50}) {
            assertThat(target.errors(x -> target.at(x) + offset)).satisfies(each(0));
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void relativeErrors_targetWithoutOneWave_isOneThereAndZeroElsewhere(Target target) {
        for (int missing = 0; missing < target.waves().size(); missing++) {
            Wave wave = target.waves().get(missing);
            double[] errors = target.errors(x -> target.at(x) - wave.at(x));
            for (int i = 0; i < errors.length; i++) {
                assertThat(errors[i]).as("without %s, at %d", wave, i).isCloseTo(i == missing ? 1 : 0, within(1e-7));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void relativeErrors_scaledTarget_isWhatIsMissing(Target target) {
        assertThat(target.errors(x -> 0.5 * target.at(x))).satisfies(each(0.5));
        assertThat(target.errors(x -> 3 * target.at(x))).satisfies(each(2));
    }

    /** A wave of the same frequency but another phase or amplitude is off by its complex amplitude. */
    @ParameterizedTest
    @MethodSource("targets")
    void relativeErrors_shiftedWave_isTheDistanceOfTheAmplitudes(Target target) {
        Wave wave = target.waves().get(1);
        double[] errors = target.errors(
                x -> target.at(x) - wave.at(x) + wave.amplitude() * Math.cos(wave.k() * x + wave.phase() + 0.5));

        assertThat(errors[1]).isCloseTo(2 * Math.sin(0.25), within(1e-7));
        assertThat(errors[0]).isCloseTo(0, within(1e-7));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void relativeErrors_littleNoise_isSmall(Target target) {
        RandomStream random = RandomStream.of(1, RandomStream.Purpose.TARGET);
        double[] errors = target.errors(x -> target.at(x) + 0.01 * random.normal());

        assertThat(DoubleStream.of(errors).max().orElseThrow()).isLessThan(0.2);
    }

    private static ThrowingConsumer<double[]> each(double wanted) {
        return errors -> {
            for (double error : errors) {
                assertThat(error).isCloseTo(wanted, EXACT);
            }
        };
    }

    @Test
    void relativeErrors_constantOfThePart_isAProbeOfItsOwn() {
        Target target = targets().findFirst().orElseThrow();
        FrequencyMeter meter = target.meter();

        assertThat(meter.probes()).extracting(FrequencyProbe::k).containsExactly(0.0, 1.0, 3.0);
        assertThat(meter.relativeErrors(target.on(x -> target.at(x) - 0.3))[0]).isCloseTo(0.3, EXACT);
        assertThat(meter.relativeErrors(target.on(x -> 1)))
                .usingComparatorWithPrecision(1e-9)
                .containsExactly(0, 1, 1);
    }

    @Test
    void relativeErrors_targetWithoutConstant_hasNoneForIt() {
        double[] x = random(300, -3, 3);
        double[] sine = Arrays.stream(x).map(v -> Math.sin(4 * v)).toArray();
        FrequencyMeter meter = new FrequencyMeter(List.of(new FrequencyProbe(4, -3, 3)), x, sine, 1);

        assertThat(meter.relativeErrors(new double[300])[0]).isNaN();
        assertThat(meter.relativeErrors(new double[300])[1]).isCloseTo(1, EXACT);
    }

    /** On each half, only its own waves are fitted; points of the other half do not count. */
    @Test
    void relativeErrors_twoParts_areMeasuredApart() {
        double[] x = random(600, -1, 1);
        double[] truth = Arrays.stream(x)
                .map(v -> v < 0 ? 2 + Math.sin(9 * v) : Math.sin(9 * v) + Math.cos(30 * v))
                .toArray();
        FrequencyMeter meter = new FrequencyMeter(
                List.of(new FrequencyProbe(9, -1, 0), new FrequencyProbe(9, 0, 1), new FrequencyProbe(30, 0, 1)),
                x,
                truth,
                1);
        double[] prediction = Arrays.stream(x)
                .map(v -> v < 0 ? 2 + Math.sin(9 * v) : Math.cos(30 * v))
                .toArray();

        assertThat(meter.probes())
                .extracting(probe -> probe.part().lower().get(0) + ": " + probe.k())
                .containsExactly("-1.0: 0.0", "-1.0: 9.0", "0.0: 0.0", "0.0: 9.0", "0.0: 30.0");
        assertThat(meter.relativeErrors(prediction))
                .usingComparatorWithPrecision(1e-9)
                .containsExactly(0, 0, Double.NaN, 1, 0);
    }

    /** What holds on the whole domain holds on its parts, and is not taken for the frequency of a part. */
    @Test
    void relativeErrors_partOfAPart_knowsTheWavesOfBoth() {
        double[] x = random(400, 0, 5);
        double[] truth = Arrays.stream(x)
                .map(v -> Math.sin(7 * v) + (v < 1 ? Math.sin(20 * v) : 0))
                .toArray();
        FrequencyMeter meter =
                new FrequencyMeter(List.of(new FrequencyProbe(7, 0, 5), new FrequencyProbe(20, 0, 1)), x, truth, 1);
        double[] prediction =
                Arrays.stream(x).map(v -> v < 1 ? Math.sin(20 * v) : 0).toArray();

        assertThat(meter.relativeErrors(prediction)[3]).isCloseTo(0, EXACT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 5, 7})
    void relativeErrors_noMorePointsThanUnknowns_isNaN(int n) {
        double[] x = random(n, 0, 5);
        double[] truth = Arrays.stream(x).map(v -> Math.sin(2 * v)).toArray();
        List<FrequencyProbe> probes =
                Stream.of(2, 5, 9).map(k -> new FrequencyProbe(k, 0, 5)).toList();

        assertThat(new FrequencyMeter(probes, x, truth, 1).relativeErrors(new double[n]))
                .hasSize(4)
                .containsOnly(Double.NaN);
    }

    @Test
    void relativeErrors_frequencyThatTheTargetLacks_isNaN() {
        double[] x = random(500, 0, 5);
        double[] truth = Arrays.stream(x).map(v -> Math.sin(2 * v)).toArray();
        List<FrequencyProbe> probes = List.of(new FrequencyProbe(2, 0, 5), new FrequencyProbe(9, 0, 5));
        double[] errors = new FrequencyMeter(probes, x, truth, 1).relativeErrors(new double[500]);

        assertThat(errors[1]).isCloseTo(1, EXACT);
        assertThat(errors[2]).isNaN();
    }

    /** Waves that differ by less than the points can tell share what is there; without that, coefficients explode. */
    @Test
    void relativeErrors_nearlyTheSameFrequencies_share() {
        double[] x = random(500, 0, 5);
        double[] truth =
                Arrays.stream(x).map(v -> Math.sin(2 * v) + Math.sin(2.001 * v)).toArray();
        double[] one = Arrays.stream(x).map(v -> Math.sin(2 * v)).toArray();
        List<FrequencyProbe> probes = List.of(new FrequencyProbe(2, 0, 5), new FrequencyProbe(2.001, 0, 5));
        double[] errors = new FrequencyMeter(probes, x, truth, 1).relativeErrors(one);

        assertThat(errors[1]).isCloseTo(0.5, within(0.01));
        assertThat(errors[2]).isCloseTo(0.5, within(0.01));
    }

    /** The fit would need large coefficients that cancel: wherever the error lies, it is no larger than it is. */
    @ParameterizedTest
    @ValueSource(doubles = {9, 10, 10.005, 10.5, 12})
    void relativeErrors_errorAmongCloseFrequencies_isNotAmplified(double k) {
        for (int n : new int[] {300, 1000, 5000}) {
            double[] x = random(n, -Math.PI, Math.PI);
            double[] truth = Arrays.stream(x)
                    .map(v -> Math.sin(10 * v) + Math.sin(10.01 * v))
                    .toArray();
            double[] prediction = Arrays.stream(x)
                    .map(v -> Math.sin(10 * v) + Math.sin(10.01 * v) + 0.05 * Math.cos(k * v))
                    .toArray();
            List<FrequencyProbe> probes =
                    List.of(new FrequencyProbe(10, -Math.PI, Math.PI), new FrequencyProbe(10.01, -Math.PI, Math.PI));
            double[] errors = new FrequencyMeter(probes, x, truth, 1).relativeErrors(prediction);

            assertThat(errors[1]).isLessThan(0.06);
            assertThat(errors[2]).isLessThan(0.06);
        }
    }

    /** In one probe, coefficients of close waves may cancel: only their sum is in the function. */
    @Test
    void relativeErrors_closeWavesOfOneProbe_areComparedAsAFunction() {
        double[] x = random(1000, -2, 2);
        double[] truth = Arrays.stream(x).map(v -> Math.sin(10 * v)).toArray();
        double[] prediction = Arrays.stream(x).map(v -> Math.sin(10.1 * v)).toArray();
        FrequencyProbe band = new FrequencyProbe(10, List.of(List.of(10.0), List.of(10.1)), Domain.interval(-2, 2));
        double distance = Math.sqrt(Arrays.stream(x)
                .map(v -> Math.pow(2 * Math.sin(0.05 * v), 2))
                .average()
                .orElseThrow());

        assertThat(new FrequencyMeter(List.of(band), x, truth, 1).relativeErrors(prediction)[1])
                .isCloseTo(distance, within(0.01));
    }

    /** The curvature of half a radian is hardly to be seen at 50 points: what is seen is measured, without noise. */
    @Test
    void relativeErrors_frequencyTooLowForThePoints_staysRight() {
        Target few = new Target("few", 1, 3.5, 0, targets().toList().get(1).waves(), random(50, 1, 3.5));
        RandomStream random = RandomStream.of(1, RandomStream.Purpose.TARGET);
        Wave low = few.waves().get(0);

        assertThat(few.errors(x -> few.at(x) - low.at(x))[0]).isCloseTo(1, within(0.15));
        assertThat(few.errors(x -> few.at(x) + 0.01 * random.normal())[0]).isLessThan(0.2);
        assertThat(few.errors(x -> 0.2)).satisfies(each(1));
    }

    @Test
    void relativeErrors_waveLongerThanThePart_isNotTakenForAConstant() {
        double[] x = random(500, 0, 0.01);
        double[] truth = Arrays.stream(x).map(v -> Math.cos(2 * v)).toArray();
        FrequencyMeter meter = new FrequencyMeter(List.of(new FrequencyProbe(2, 0, 0.01)), x, truth, 1);

        assertThat(meter.relativeErrors(truth))
                .usingComparatorWithPrecision(1e-9)
                .containsExactly(0, Double.NaN);
    }

    @Test
    void relativeErrors_vectorsThatAreTheSame_countOnce() {
        double[] x = random(300, 0, 5);
        double[] truth =
                Arrays.stream(x).map(v -> 1 + Math.sin(3 * v) + Math.cos(8 * v)).toArray();
        double[] without3 = Arrays.stream(x).map(v -> 1 + Math.cos(8 * v)).toArray();
        Domain all = Domain.interval(0, 5);
        List<FrequencyProbe> probes = List.of(
                new FrequencyProbe(3, List.of(List.of(3.0), List.of(-3.0), List.of(3.0)), all),
                new FrequencyProbe(-3, 0, 5),
                new FrequencyProbe(8, 0, 5));

        assertThat(new FrequencyMeter(probes, x, truth, 1).relativeErrors(without3))
                .usingComparatorWithPrecision(1e-9)
                .containsExactly(0, 1, 1, 0);
    }

    @Test
    void relativeErrors_zeroVector_isTheConstant() {
        double[] x = random(300, 0, 5);
        double[] truth = Arrays.stream(x).map(v -> 2 + Math.sin(3 * v)).toArray();
        double[] without = Arrays.stream(x).map(v -> 1 + Math.sin(3 * v)).toArray();
        FrequencyMeter meter =
                new FrequencyMeter(List.of(new FrequencyProbe(0, 0, 5), new FrequencyProbe(3, 0, 5)), x, truth, 1);

        assertThat(meter.relativeErrors(without))
                .usingComparatorWithPrecision(1e-9)
                .containsExactly(0.5, 0);
    }

    @Test
    void relativeErrors_severalOutputs_isTheRootOfTheSharesOfTheirSquares() {
        double[] x = random(200, 0, 7);
        double[] truth = new double[400];
        double[] learned = new double[400];
        for (int i = 0; i < 200; i++) {
            truth[2 * i] = 2 * Math.sin(4 * x[i]);
            truth[2 * i + 1] = Math.cos(4 * x[i]) + 5;
            learned[2 * i] = truth[2 * i];
        }
        FrequencyMeter meter = new FrequencyMeter(List.of(new FrequencyProbe(4, 0, 7)), x, truth, 2);

        assertThat(meter.relativeErrors(learned)[1]).isCloseTo(Math.sqrt(0.2), EXACT);
    }

    @Test
    void relativeErrors_planeWaves_areToldApart() {
        int n = 400;
        double[] xy = random(2 * n, -1, 1);
        double[] truth = new double[n];
        double[] low = new double[n];
        for (int i = 0; i < n; i++) {
            low[i] = 0.3 + Math.cos(2 * xy[2 * i] - xy[2 * i + 1]);
            truth[i] =
                    low[i] + Math.sin(3 * xy[2 * i] + 4 * xy[2 * i + 1]) + Math.sin(3 * xy[2 * i] - 4 * xy[2 * i + 1]);
        }
        Domain all = Domain.cube(2, -1, 1);
        List<FrequencyProbe> probes = new ArrayList<>();
        probes.add(new FrequencyProbe(2.2, List.of(List.of(2.0, -1.0)), all));
        probes.add(new FrequencyProbe(5, List.of(List.of(3.0, 4.0), List.of(3.0, -4.0)), all));

        assertThat(new FrequencyMeter(probes, xy, truth, 1).relativeErrors(low))
                .usingComparatorWithPrecision(1e-9)
                .containsExactly(0, 0, 1);
    }

    static Stream<Arguments> wrongShapes() {
        return Stream.of(Arguments.of(64, 128, 1), Arguments.of(64, 63, 1), Arguments.of(64, 64, 2));
    }

    @ParameterizedTest
    @MethodSource("wrongShapes")
    void construct_targetsThatDoNotFit_isRefused(int coordinates, int targets, int outputs) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FrequencyMeter(
                        List.of(new FrequencyProbe(4, 0, 7)), new double[coordinates], new double[targets], outputs))
                .withMessage("frequency 4.0 of 1 dimensions: " + coordinates + " coordinates and " + targets
                        + " targets of " + outputs + " outputs do not fit");
    }

    @Test
    void probes_none_measuresNothing() {
        FrequencyMeter meter = new FrequencyMeter(List.of(), new double[3], new double[3], 1);

        assertThat(meter.probes()).isEmpty();
        assertThat(meter.relativeErrors(new double[3])).isEmpty();
    }
}
