package io.mscale.api.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrequencyProbeTest {

    private static final int POINTS = 1000;

    /** Even points over [0, 2 pi), so that sines of whole frequencies are orthogonal. */
    private static final double[] X = IntStream.range(0, POINTS)
            .mapToDouble(i -> 2 * Math.PI * i / POINTS)
            .toArray();

    private static final FrequencyProbe PROBE = new FrequencyProbe(5, 0, 2 * Math.PI);

    private static double[] on(DoubleUnaryOperator f) {
        return Arrays.stream(X).map(f).toArray();
    }

    private static double truth(double x) {
        return 1 + Math.sin(x) + Math.sin(5 * x);
    }

    private static double errorOf(DoubleUnaryOperator prediction) {
        return PROBE.relativeError(X, on(FrequencyProbeTest::truth), on(prediction));
    }

    @Test
    void relativeError_exactPrediction_isZero() {
        assertThat(errorOf(FrequencyProbeTest::truth)).isZero();
    }

    @Test
    void relativeError_frequencyMissing_isOne() {
        assertThat(errorOf(x -> 0)).isCloseTo(1, within(1e-12));
        assertThat(errorOf(x -> 1 + Math.sin(x))).isCloseTo(1, within(1e-12));
    }

    @Test
    void relativeError_halfTheAmplitude_isAHalf() {
        assertThat(errorOf(x -> 0.5 * Math.sin(5 * x))).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void relativeError_rightAmplitudeWrongPhase_isNotZero() {
        assertThat(errorOf(x -> Math.cos(5 * x))).isCloseTo(Math.sqrt(2), within(1e-12));
    }

    @Test
    void relativeError_otherFrequencyWrong_isZero() {
        assertThat(errorOf(x -> 7 + Math.sin(5 * x) + 3 * Math.cos(9 * x))).isCloseTo(0, within(1e-12));
    }

    @Test
    void relativeError_pointsOutsideTheInterval_doNotCount() {
        FrequencyProbe left = new FrequencyProbe(5, 0, Math.PI);
        double[] prediction = on(x -> x <= Math.PI ? truth(x) : -100);
        assertThat(left.relativeError(X, on(FrequencyProbeTest::truth), prediction))
                .isZero();
    }

    @Test
    void relativeError_noPointInTheInterval_isNaN() {
        assertThat(new FrequencyProbe(5, 100, 101).relativeError(X, X, X)).isNaN();
    }

    @Test
    void constructor_emptyInterval_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FrequencyProbe(1, 2, 2));
    }
}
