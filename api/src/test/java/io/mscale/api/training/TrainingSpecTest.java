package io.mscale.api.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TrainingSpecTest {

    @Test
    void adam_optimizerIsAdam_isTheOptimizer() {
        Adam adam = Adam.withDefaults(1e-3, 0);
        TrainingSpec training = new TrainingSpec(Loss.meanSquaredError(), adam, 2, 1);

        assertThat(training.adam()).isSameAs(training.optimizer());
        assertThat(training.optimizer().kind()).isEqualTo(Optimizer.Kind.ADAM);
    }

    @Test
    void named_loss_isFoundByItsIdOrRefusedWithTheChoices() {
        assertThat(Loss.named("mse")).isEqualTo(Loss.meanSquaredError());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Loss.named("mae"))
                .withMessage("unknown loss 'mae'; allowed: mse, energy, residual. Did you mean 'mse'?");
    }
}
