package io.mscale.api.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationTest {

    @ParameterizedTest
    @EnumSource
    void derivative_everywhereSmooth_isTheCentralDifference(Activation activation) {
        double h = 1e-5;
        for (double x = -9.95; x < 10; x += 0.1) {
            double difference = (activation.value(x + h) - activation.value(x - h)) / (2 * h);
            assertThat(activation.derivative(x)).as("at %s", x).isCloseTo(difference, within(1e-7));
        }
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void higherDerivatives_betweenTheKnots_areCentralDifferences(Activation activation) {
        double h = 1e-5;
        for (double x = -4.0301; x < 4.1; x += 0.07) { // never within h of a multiple of 1/2
            double second = (activation.derivative(x + h) - activation.derivative(x - h)) / (2 * h);
            double third = (activation.secondDerivative(x + h) - activation.secondDerivative(x - h)) / (2 * h);
            double size = 1 + Math.abs(activation.thirdDerivative(x));
            assertThat(activation.secondDerivative(x)).as("at %s", x).isCloseTo(second, within(1e-6 * size));
            assertThat(activation.thirdDerivative(x)).as("at %s", x).isCloseTo(third, within(1e-6 * size));
        }
    }

    /** A function is C_k if derivative k does not jump anywhere, and derivative k + 1 does somewhere. */
    @ParameterizedTest
    @EnumSource(Activation.class)
    void smoothness_isWhereTheNextDerivativeJumps(Activation activation) {
        List<DoubleUnaryOperator> derivatives = List.of(
                activation::value, activation::derivative, activation::secondDerivative, activation::thirdDerivative);
        int first = 0;
        while (first < derivatives.size() && !jumps(derivatives.get(first))) {
            first++;
        }
        assertThat(activation.smoothness())
                .isEqualTo(List.of(Smoothness.values()).get(first - 1));
    }

    private static boolean jumps(DoubleUnaryOperator function) {
        double h = 1e-9;
        for (double x = -4; x <= 4; x += 0.5) {
            if (Math.abs(function.applyAsDouble(x + h) - function.applyAsDouble(x - h)) > 1e-5) {
                return true;
            }
        }
        return false;
    }

    @Test
    void smoothness_ofAPattern_isThatOfItsRoughestPart() {
        assertThat(AlternatingActivations.PHIPSI.smoothness()).isEqualTo(Smoothness.CONTINUOUS);
    }

    @Test
    void derivative_reluAtTheKink_isTheValueFromTheLeft() {
        assertThat(Activation.RELU.derivative(0)).isZero();
    }

    @Test
    void value_phiAndPsi_areTheSumsOfPowers() {
        double[] c = {1, -8, 23, -32, 23, -8, 1};
        for (double x = -1; x < 4; x += 0.03) {
            double phi = square(x) - 3 * square(x - 1) + 3 * square(x - 2) - square(x - 3);
            double psi = 0;
            for (int k = 0; k < c.length; k++) {
                psi += c[k] / 12 * Math.max(0, 2 * x - k);
            }
            assertThat(Activation.PHI.value(x)).as("phi(%s)", x).isCloseTo(phi, within(1e-13));
            assertThat(Activation.PSI.value(x)).as("psi(%s)", x).isCloseTo(psi, within(1e-13));
        }
    }

    @Test
    void value_farOutsideTheSupport_isZero() {
        assertThat(Activation.PHI.value(700)).isZero();
        assertThat(Activation.PSI.value(-700)).isZero();
        assertThat(Activation.SRELU.derivative(1.5)).isZero();
        assertThat(Activation.S2RELU.value(-0.5)).isZero();
    }

    @Test
    void value_gelu_isXTimesTheNormalDistribution() {
        assertThat(Activation.GELU.value(1)).isCloseTo(0.8413447460685429, within(1e-15));
        assertThat(Activation.GELU.value(-2)).isCloseTo(-2 * 0.02275013194817921, within(1e-15));
        assertThat(Activation.GELU.value(700)).isEqualTo(700);
        assertThat(Activation.GELU.value(-700)).isZero();
    }

    @Test
    void value_geluOfNoNumber_isNoNumber() {
        assertThat(Activation.GELU.value(Double.NaN)).isNaN();
        assertThat(Activation.GELU.derivative(Double.NaN)).isNaN();
    }

    /** The printed formulas are those of the code. Knots are left out: a neighbouring piece may have another slope there. */
    @ParameterizedTest
    @EnumSource
    void pieces_evaluated_areValueAndDerivative(Activation activation) {
        for (double x = -9.97; x < 10; x += 0.1) {
            double at = x;
            Optional<ActivationPiece> piece = activation.pieces().stream()
                    .filter(each -> at > each.from() && at <= each.to())
                    .findFirst();
            double value = piece.map(each -> Formula.evaluate(each.value(), at)).orElse(0.0);
            double derivative =
                    piece.map(each -> Formula.evaluate(each.derivative(), at)).orElse(0.0);
            assertThat(activation.value(x)).as("at %s", x).isCloseTo(value, within(1e-12));
            assertThat(activation.derivative(x)).as("at %s", x).isCloseTo(derivative, within(1e-12));
        }
    }

    /** What the descriptions of phi and psi say of their size: no other normalisation is meant. */
    @Test
    void description_phiAndPsi_saysHowLargeTheyAre() {
        int n = 3_000_000;
        double phi = 0;
        double psi = 0;
        double psiSquared = 0;
        for (int i = 0; i < n; i++) {
            double x = 3 * (i + 0.5) / n;
            phi += Activation.PHI.value(x) * 3 / n;
            psi += Activation.PSI.value(x) * 3 / n;
            psiSquared += Activation.PSI.value(x) * Activation.PSI.value(x) * 3 / n;
        }
        assertThat(phi).isCloseTo(2, within(1e-9));
        assertThat(psi).isCloseTo(0, within(1e-9));
        assertThat(Math.sqrt(psiSquared)).isCloseTo(0.5, within(1e-9));
        assertThat(Activation.PHI.value(1.5)).isEqualTo(1.5);
        assertThat(Activation.PSI.value(1.5)).isEqualTo(10 / 12.0);
        assertThat(Activation.PHI.description()).contains("3/2", "integral 2");
        assertThat(Activation.PSI.description()).contains("5/6", "integral 0", "norm 1/2");
    }

    private static double square(double x) {
        return x > 0 ? x * x : 0;
    }

    @Test
    void value_knownPoints_areExact() {
        assertThat(Activation.IDENTITY.value(-3)).isEqualTo(-3);
        assertThat(Activation.RELU.value(-3)).isZero();
        assertThat(Activation.RELU.value(3)).isEqualTo(3);
        assertThat(Activation.TANH.value(1)).isEqualTo(0.7615941559557649, within(1e-15));
        assertThat(Activation.SIN.value(Math.PI / 2)).isEqualTo(1);
        assertThat(Activation.COS.value(0)).isEqualTo(1);
        assertThat(Activation.SINCOS.value(0)).isEqualTo(0.5);
    }
}
