package io.mscale.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.tck.flawed.Flaw;
import io.mscale.tck.flawed.PlainBackend;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelChecksTest {

    /** A few steps as in a warm-up, then all checks before and after a training. */
    private static Optional<String> problem(Flaw flaw) {
        try (PreparedModel prepared = new PreparedModel(Cells.of("plain", 5), new PlainBackend(flaw))) {
            double[] firstLosses = new double[3];
            for (int i = 0; i < firstLosses.length; i++) {
                firstLosses[i] = prepared.model().train(1);
            }
            ModelChecks checks = new ModelChecks(prepared);
            Optional<String> before = checks.beforeTraining(firstLosses);
            if (before.isPresent()) {
                return before;
            }
            assertThat(prepared.model().stepsTaken())
                    .as("steps taken after the checks")
                    .isZero();
            prepared.model().train(5);
            return checks.afterTraining();
        }
    }

    @Test
    void checks_rightModel_findNothing() {
        assertThat(problem(Flaw.NONE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PREDICTION_SHRUNK          | an error of 1.0e-01 of the largest output",
                "PREDICTION_ROUNDED         | its first predictions are not those of its initial parameters: at test point",
                "FLOAT32_IN_DISGUISE        | does it compute in float32?",
                "LOSS_HALVED                | the loss of step 1 is not the error before its update",
                "LOSS_AFTER_UPDATE          | the loss of step 1 is not the error before its update",
                "KEEPS_MOMENTS              | setParameters does not reset it",
                "RETURNS_EARLY              | train returns before its work is done"
            })
    void checks_mistake_isNamed(Flaw flaw, String complaint) {
        assertThat(problem(flaw)).hasValueSatisfying(found -> assertThat(found).contains(complaint));
    }
}
