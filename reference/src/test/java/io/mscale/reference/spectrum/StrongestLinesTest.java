package io.mscale.reference.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.random.RandomStream;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FrequencyMeter;
import io.mscale.api.task.FrequencyProbe;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrongestLinesTest {

    private final RandomStream noise = RandomStream.of(3, RandomStream.Purpose.TARGET);

    @Test
    void probes_threeTones_areThoseTones() {
        List<FrequencyProbe> probes =
                probes(1, 3000, x -> Math.sin(7.3 * x[0]) + 0.8 * Math.sin(52 * x[0] + 1) + Math.cos(203.1 * x[0]));

        assertThat(probes)
                .extracting(FrequencyProbe::k)
                .satisfiesExactly(
                        k -> assertThat(k).isCloseTo(7.3, within(0.5)),
                        k -> assertThat(k).isCloseTo(52, within(0.5)),
                        k -> assertThat(k).isCloseTo(203.1, within(0.5)));
        assertThat(probes.get(1).vectors())
                .containsExactly(List.of(probes.get(1).k()));
        assertThat(probes.get(1).part()).isEqualTo(Domain.interval(-1, 1));
    }

    /** The flank of a trend reaches far; the season is found nevertheless, and the flank is not taken for lines. */
    @Test
    void probes_trendAndSeason_findsBoth() {
        List<FrequencyProbe> probes =
                probes(1, 2000, x -> 3 * x[0] + 0.4 * Math.sin(90 * x[0]) + 0.05 * noise.normal());

        assertThat(probes).extracting(FrequencyProbe::k).hasSizeBetween(2, 3).anySatisfy(k -> assertThat(k)
                .isCloseTo(90, within(0.5)));
        assertThat(probes.get(0).k()).isLessThan(10);
    }

    @Test
    void probes_manyTones_areTheStrongestEight() {
        List<FrequencyProbe> probes = probes(1, 6000, x -> {
            double sum = 0;
            for (int i = 1; i <= 12; i++) {
                sum += (1 + 0.1 * i) * Math.sin(30 * i * x[0]);
            }
            return sum;
        });

        assertThat(probes).hasSize(8).extracting(FrequencyProbe::k).isSorted().allMatch(k -> k > 130);
    }

    @Test
    void probes_fewTestPoints_areFew() {
        Dataset data = sample(1, 3000, x -> Math.sin(7 * x[0]) + Math.sin(52 * x[0]) + Math.cos(203 * x[0]));

        assertThat(StrongestLines.probes(data, Domain.interval(-1, 1), 20)).hasSize(2);
        assertThat(StrongestLines.probes(data, Domain.interval(-1, 1), 3)).hasSize(1);
    }

    @Test
    void probes_equispacedPoints_seeNoImages() {
        int n = 400;
        double[] x = new double[n];
        Arrays.setAll(x, i -> -1 + 2.0 * i / (n - 1));
        double[] y = Arrays.stream(x).map(v -> Math.sin(40 * v)).toArray();
        List<FrequencyProbe> probes = StrongestLines.probes(new Dataset(1, 1, x, y), Domain.interval(-1, 1), 100);

        assertThat(probes).singleElement().satisfies(probe -> assertThat(probe.k())
                .isCloseTo(40, within(0.3)));
    }

    @Test
    void probes_severalInputs_areBandsOfLength() {
        List<FrequencyProbe> probes = probes(
                2, 5000, x -> Math.sin(3 * x[0] + 4 * x[1]) + Math.sin(12 * x[0] - 9 * x[1]) + Math.cos(40 * x[1]));

        assertThat(probes).hasSizeBetween(3, 6).extracting(FrequencyProbe::k).isSorted();
        assertThat(probes.get(0).k()).isCloseTo(5, within(2.5));
        assertThat(probes).extracting(FrequencyProbe::k).anySatisfy(k -> assertThat(k)
                .isCloseTo(40, within(4.0)));
        assertThat(probes).allSatisfy(probe -> assertThat(probe.vectors()).hasSizeBetween(1, 8));
    }

    /** A network that has learned the first two waves only. */
    @Test
    void probes_measured_tellWhatIsLearned() {
        ToDoubleFunction<double[]> low = x -> Math.sin(3 * x[0] + 4 * x[1]) + Math.sin(12 * x[0] - 9 * x[1]);
        ToDoubleFunction<double[]> all = x -> low.applyAsDouble(x) + Math.cos(40 * x[1]);
        Dataset test = sample(2, 1000, all);
        FrequencyMeter meter = new FrequencyMeter(
                StrongestLines.probes(sample(2, 4000, all), Domain.cube(2, -1, 1), 1000), test.x(), test.y(), 1);
        double[] errors = meter.relativeErrors(sample(2, 1000, low).y());

        assertThat(errors[1]).isLessThan(0.2);
        assertThat(errors[errors.length - 1]).isGreaterThan(0.8);
    }

    @ParameterizedTest
    @CsvSource({"1, 2000", "2, 2000", "3, 1000"})
    void probes_whiteNoise_areNone(int inputs, int size) {
        assertThat(probes(inputs, size, x -> noise.normal())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "16"})
    void probes_constant_areNone(int inputs) {
        assertThat(probes(inputs, 300, x -> 2)).isEmpty();
    }

    /** A grid of sums in so many dimensions would have 3^16 points at least. */
    @Test
    void probes_veryManyInputs_areFrequenciesOfEachAlone() {
        List<FrequencyProbe> probes = probes(16, 1500, x -> Math.sin(4 * x[3]) + Math.sin(30 * x[11]));

        assertThat(probes).isNotEmpty().last().satisfies(probe -> {
            assertThat(probe.k()).isCloseTo(30, within(6.0));
            assertThat(probe.vectors()).allMatch(vector -> vector.get(11) > 0 && vector.get(3) == 0);
        });
    }

    @Test
    void probes_inputThatDoesNotVary_isLeftOut() {
        List<FrequencyProbe> probes = probes(2, 2000, x -> {
            x[1] = 7;
            return Math.sin(20 * x[0]);
        });

        assertThat(probes).isNotEmpty().flatExtracting(FrequencyProbe::vectors).allMatch(vector -> vector.get(1) == 0);
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void probes_twoSamples_areNone(int inputs) {
        assertThat(probes(inputs, 2, x -> x[0])).isEmpty();
    }

    private static List<FrequencyProbe> probes(int inputs, int size, ToDoubleFunction<double[]> target) {
        return StrongestLines.probes(sample(inputs, size, target), Domain.cube(inputs, -1, 1), 1000);
    }

    private static Dataset sample(int inputs, int size, ToDoubleFunction<double[]> target) {
        RandomStream random = RandomStream.of(1, RandomStream.Purpose.TRAINING_POINTS);
        double[] x = new double[size * inputs];
        double[] y = new double[size];
        double[] point = new double[inputs];
        for (int i = 0; i < size; i++) {
            Arrays.setAll(point, j -> random.uniform(-1, 1));
            y[i] = target.applyAsDouble(point);
            System.arraycopy(point, 0, x, i * inputs, inputs);
        }
        return new Dataset(inputs, 1, x, y);
    }
}
