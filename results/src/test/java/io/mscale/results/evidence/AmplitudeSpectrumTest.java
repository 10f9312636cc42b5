package io.mscale.results.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AmplitudeSpectrumTest {

    private static final double LENGTH = 4;

    private static AmplitudeSpectrum spectrum(DoubleUnaryOperator function) {
        int n = 64;
        return AmplitudeSpectrum.of(
                IntStream.range(0, n)
                        .mapToObj(j -> function.applyAsDouble(-1 + LENGTH * j / n))
                        .toList(),
                LENGTH);
    }

    @Test
    void of_waves_haveTheirAmplitudesAndNothingElse() {
        double k = 2 * Math.PI / LENGTH;
        AmplitudeSpectrum spectrum = spectrum(x -> 0.25 + 1.5 * Math.cos(3 * k * x + 0.7) - 0.5 * Math.sin(17 * k * x));

        assertThat(spectrum.amplitudes()).hasSize(32);
        for (int m = 0; m < 32; m++) {
            double expected = m == 0 ? 0.25 : m == 3 ? 1.5 : m == 17 ? 0.5 : 0;
            assertThat(spectrum.amplitudes().get(m)).as("m = %d", m).isCloseTo(expected, within(1e-14));
        }
        assertThat(spectrum.strongest()).isEqualTo(3);
        assertThat(spectrum.k(3)).isEqualTo(3 * k);
    }

    @Test
    void strongest_constant_isNoWave() {
        assertThat(AmplitudeSpectrum.of(List.of(2.0, 2.0, 2.0, 2.0), 1).strongest())
                .isEqualTo(1);
    }
}
