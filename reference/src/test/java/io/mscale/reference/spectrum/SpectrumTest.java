package io.mscale.reference.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.network.Scales;
import io.mscale.api.random.RandomStream;
import io.mscale.api.task.Dataset;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpectrumTest {

    @Test
    void of_twoTones_findsThemAndNothingFarAway() {
        Spectrum spectrum = Spectrum.of(sample(1, 4000, x -> Math.sin(10 * x[0]) + 0.5 * Math.cos(200 * x[0])));

        assertThat(spectrum.lines())
                .extracting(Spectrum.Line::largestComponent)
                .anyMatch(k -> Math.abs(k - 10) < 2)
                .anyMatch(k -> Math.abs(k - 200) < 2)
                .allMatch(k -> k < 60 || Math.abs(k - 200) < 50);
    }

    @Test
    void of_toneThatFitsTheExtent_hasHalfItsAmplitude() {
        Spectrum spectrum = Spectrum.of(sample(1, 4000, x -> 0.8 * Math.cos(8 * Math.PI * x[0])));

        double largest = spectrum.lines().stream()
                .mapToDouble(Spectrum.Line::amplitude)
                .max()
                .orElseThrow();
        assertThat(largest).isCloseTo(0.4, within(0.02));
    }

    @Test
    void of_whiteNoise_findsNothing() {
        RandomStream random = RandomStream.of(3, RandomStream.Purpose.TARGET);

        assertThat(Spectrum.of(sample(1, 3000, x -> random.normal())).lines()).isEmpty();
    }

    @Test
    void of_planeWave_findsItsVector() {
        Spectrum spectrum = Spectrum.of(sample(2, 5000, x -> Math.sin(20 * x[0] - 30 * x[1])));

        double strongest = spectrum.lines().stream()
                .max(java.util.Comparator.comparingDouble(Spectrum.Line::amplitude))
                .orElseThrow()
                .largestComponent();
        assertThat(strongest).isCloseTo(30, within(Math.PI));
    }

    @Test
    void of_inputThatDoesNotVary_isLeftOut() {
        Spectrum spectrum = Spectrum.of(sample(2, 2000, x -> {
            x[1] = 7;
            return Math.sin(10 * x[0]);
        }));

        assertThat(spectrum.lines()).isNotEmpty().allMatch(line -> line.largestComponent() < 60);
    }

    /** Random points alias nothing, so that more is seen than a grid of as many points would allow. */
    @ParameterizedTest
    @CsvSource({"2, 200", "3, 40", "4, 15", "5, 9"})
    void of_randomPointsInSeveralDimensions_findsAHighFrequency(int dimensions, double k) {
        Spectrum spectrum = Spectrum.of(sample(dimensions, 3000, x -> Math.sin(k * x[0])));

        assertThat(spectrum.limit()).isGreaterThan(k);
        assertThat(spectrum.lines())
                .isNotEmpty()
                .extracting(Spectrum.Line::largestComponent)
                .allMatch(found -> Math.abs(found - k) < 15);
    }

    /** Beyond half its Nyquist limit a grid would show images of low frequencies. */
    @Test
    void of_grid_looksNoFurtherThanItResolves() {
        int side = 40;
        double[] x = new double[2 * side * side];
        double[] y = new double[side * side];
        for (int i = 0; i < y.length; i++) {
            int row = i / side;
            x[2 * i] = -1 + 2.0 * (i % side) / (side - 1);
            x[2 * i + 1] = -1 + 2.0 * row / (side - 1);
            y[i] = Math.sin(10 * x[2 * i]);
        }
        Spectrum spectrum = Spectrum.of(new Dataset(2, 1, x, y));

        assertThat(spectrum.limit()).isCloseTo(10 * Math.PI, within(1e-9));
        assertThat(spectrum.lines()).isNotEmpty().allMatch(line -> line.largestComponent() < 30);
    }

    @Test
    void scales_twoTones_reachThem() {
        Dataset data = sample(1, 4000, x -> Math.sin(50 * x[0]) + Math.sin(200 * x[0]));
        Scales scales = AutomaticScales.of(data, 20, 1).scales();

        assertThat(scales.values()).hasSize(20).isSorted();
        assertThat(scales.values()[19]).isBetween(195.0, 225.0);
        assertThat(Arrays.stream(scales.values()).filter(a -> a > 45 && a < 60).count())
                .isGreaterThan(3);
        double[] narrow = AutomaticScales.of(data, 20, 0.5).scales().values();
        assertThat(narrow[19]).isCloseTo(2 * scales.values()[19], within(2.0));
    }

    @Test
    void scales_nothingStandsOut_isTheScale1() {
        assertThat(AutomaticScales.of(sample(1, 100, x -> 2), 20, 1).scales()).isEqualTo(Scales.one());
    }

    /** All sums of 20 inputs would be 3^20 at least. */
    @Test
    void scales_veryManyInputs_reachTheFrequenciesOfEach() {
        AutomaticScales chosen = AutomaticScales.of(sample(20, 500, x -> Math.sin(40 * x[7])), 10, 1);

        assertThat(chosen.scales().values()[9]).isBetween(35.0, 60.0);
        assertThat(chosen.limit()).isGreaterThan(100);
    }

    private static Dataset sample(int inputs, int size, ToDoubleFunction<double[]> target) {
        RandomStream random = RandomStream.of(1, RandomStream.Purpose.TRAINING_POINTS);
        double[] x = new double[size * inputs];
        double[] y = new double[size];
        double[] point = new double[inputs];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < inputs; j++) {
                point[j] = random.uniform(-1, 1);
            }
            y[i] = target.applyAsDouble(point);
            System.arraycopy(point, 0, x, i * inputs, inputs);
        }
        return new Dataset(inputs, 1, x, y);
    }
}
