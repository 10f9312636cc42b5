package io.mscale.api.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdamTest {

    @Test
    void withDefaults_usualConstants_areThoseOfThePaper() {
        assertThat(Adam.withDefaults(1e-4, 1e-7)).isEqualTo(new Adam(1e-4, 1e-7, 0.9, 0.999, 1e-8));
    }

    @Test
    void learningRateAt_decay_losesItsShareEveryStep() {
        Adam adam = Adam.withDefaults(0.5, 0.1);
        assertThat(adam.learningRateAt(1)).isEqualTo(0.5);
        assertThat(adam.learningRateAt(2)).isCloseTo(0.45, within(1e-15));
        assertThat(adam.learningRateAt(3)).isCloseTo(0.405, within(1e-15));
        assertThat(Adam.withDefaults(1e-4, 1e-7).learningRateAt(50_000)).isCloseTo(9.950135e-5, within(1e-10));
    }

    @Test
    void momentCorrections_firstSteps_undoTheBiasTowardsZero() {
        Adam adam = Adam.withDefaults(1e-3, 0);
        assertThat(adam.firstMomentCorrection(1)).isCloseTo(0.1, within(1e-15));
        assertThat(adam.firstMomentCorrection(2)).isCloseTo(0.19, within(1e-15));
        assertThat(adam.secondMomentCorrection(1)).isCloseTo(0.001, within(1e-15));
        assertThat(adam.secondMomentCorrection(2)).isCloseTo(0.001999, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1e-3, Double.NaN, Double.POSITIVE_INFINITY})
    void constructor_badLearningRate_isRefused(double learningRate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Adam.withDefaults(learningRate, 0))
                .withMessage("learning rate must be greater than 0, not " + learningRate);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, 1, Double.NaN})
    void constructor_shareOutsideZeroToOne_isRefused(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Adam.withDefaults(1e-3, share))
                .withMessage("decay must be in [0, 1), not " + share);
        assertThatIllegalArgumentException().isThrownBy(() -> new Adam(1e-3, 0, share, 0.999, 1e-8));
        assertThatIllegalArgumentException().isThrownBy(() -> new Adam(1e-3, 0, 0.9, share, 1e-8));
    }

    @Test
    void constructor_badEpsilon_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Adam(1e-3, 0, 0.9, 0.999, 0));
    }
}
