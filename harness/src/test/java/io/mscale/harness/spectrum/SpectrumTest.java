package io.mscale.harness.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.network.Scales;
import io.mscale.api.random.RandomStream;
import io.mscale.api.task.Dataset;
import io.mscale.reference.spectrum.Spectrum;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

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

    @Test
    void scales_twoTones_reachThem() {
        Scales scales = AutomaticScales.of(sample(1, 4000, x -> Math.sin(50 * x[0]) + Math.sin(200 * x[0])), 20);

        assertThat(scales.values()).hasSize(20).isSorted();
        assertThat(scales.values()[19]).isBetween(195.0, 225.0);
        assertThat(Arrays.stream(scales.values()).filter(a -> a > 45 && a < 60).count())
                .isGreaterThan(3);
    }

    @Test
    void scales_nothingStandsOut_isTheScale1() {
        assertThat(AutomaticScales.of(sample(1, 100, x -> 2), 20)).isEqualTo(Scales.one());
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
