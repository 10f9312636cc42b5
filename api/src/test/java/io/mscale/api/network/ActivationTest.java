package io.mscale.api.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
            assertThat(activation.derivative(x)).as("at %s", x).isCloseTo(difference, within(1e-9));
        }
    }

    @Test
    void derivative_reluAtTheKink_isTheValueFromTheLeft() {
        assertThat(Activation.RELU.derivative(0)).isZero();
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
