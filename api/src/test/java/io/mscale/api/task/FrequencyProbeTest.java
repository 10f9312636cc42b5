package io.mscale.api.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
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

    /** On a grid over whole periods the waves are orthogonal, so each coefficient is found alone. */
    @Test
    void relativeError_planeWaves_areToldApart() {
        int n = 24;
        double[] x = new double[2 * n * n];
        double[] truth = new double[n * n];
        double[] low = new double[n * n];
        for (int i = 0; i < n * n; i++) {
            x[2 * i] = 2 * Math.PI * (i % n) / n;
            x[2 * i + 1] = 2 * Math.PI * Math.floorDiv(i, n) / n;
            low[i] = Math.cos(x[2 * i] - 2 * x[2 * i + 1]);
            truth[i] = low[i] + Math.sin(3 * x[2 * i] + 4 * x[2 * i + 1]);
        }
        Domain all = Domain.cube(2, 0, 7);

        assertThat(new FrequencyProbe(5, List.of(List.of(3.0, 4.0)), all).relativeError(x, truth, low))
                .isCloseTo(1, within(1e-12));
        assertThat(new FrequencyProbe(2.2, List.of(List.of(1.0, -2.0)), all).relativeError(x, truth, low))
                .isCloseTo(0, within(1e-12));
    }

    /** Half of a band learned: of two waves of the same size one is missing. */
    @Test
    void relativeError_bandOfTwoWaves_isTheRootOfTheSharesOfTheirSquares() {
        int n = 64;
        double[] x = new double[n];
        double[] truth = new double[n];
        double[] learned = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = 2 * Math.PI * i / n;
            learned[i] = Math.sin(4 * x[i]);
            truth[i] = learned[i] + Math.sin(6 * x[i]);
        }

        assertThat(new FrequencyProbe(5, List.of(List.of(4.0), List.of(6.0)), Domain.interval(0, 7))
                        .relativeError(x, truth, learned))
                .isCloseTo(Math.sqrt(0.5), within(1e-12));
    }

    @Test
    void construct_frequencyThatIsNotFinite_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FrequencyProbe(Double.NaN, 0, 1))
                .withMessageContaining("not finite");
    }

    @Test
    void construct_vectorOfAnotherDimension_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FrequencyProbe(1, List.of(List.of(1.0)), Domain.cube(2, 0, 1)))
                .withMessageContaining("2 dimensions");
    }
}
