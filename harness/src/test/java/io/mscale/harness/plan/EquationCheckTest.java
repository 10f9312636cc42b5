package io.mscale.harness.plan;

import static io.mscale.harness.plan.Plans.assertRefused;
import static io.mscale.harness.plan.Plans.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.network.Activation;
import io.mscale.api.training.Loss;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EquationCheckTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --noise 0.1                  | --noise: ritz1d learns from an equation: there are no targets
            --validation 10%             | --validation: ritz1d learns from an equation: its error is known
            --rounds 2                   | --rounds: ritz1d learns from an equation: the residual of a sum
            --scales auto                | --scales: ritz1d learns from an equation: scales cannot be chosen
            --train-size 10 --boundary-share 0.01 | --train-size: ritz1d: of 10 samples, a share of 0.01 makes 0 points on the boundary, whose 2 sides need one each, and some must be left inside; so 150 samples or more, or a larger share
            --batch 10                   | --batch: ritz1d: of 10 samples, a share of
            --activation relu            | --activation, --first-activation: loss 'energy' needs activations that are once
            --first-activation srelu     | --activation, --first-activation: loss 'energy' needs activations that are once
            --loss residual --activation phi | --activation, --first-activation: loss 'residual' needs activations that are twice
            """)
    void plan_whatAnEquationDoesNotAllow_isRefusedByName(String options, String problem) {
        List<String> words = new ArrayList<>(List.of("--backend", "a", "--task", "ritz1d"));
        words.addAll(List.of(options.split(" ")));

        assertRefused(problem, words.toArray(String[]::new));
    }

    @Test
    void plan_equation_trainsItsLossWithSmoothActivations() {
        assertThat(plan("--backend", "a", "--task", "ritz1d")).allSatisfy(cell -> {
            assertThat(cell.training().loss()).isEqualTo(Loss.energy());
            assertThat(cell.modelSpec()
                            .training()
                            .loss()
                            .roughness(cell.network().spec()))
                    .isEmpty();
        });
    }

    @Test
    void plan_roughActivationsAskedFor_areTrained() {
        assertThat(plan("--backend", "a", "--task", "ritz1d", "--rough", "yes", "--activation", "srelu"))
                .allSatisfy(cell -> assertThat(cell.network().activation()).isEqualTo(Activation.SRELU));
    }

    /** Its solution is a function as any other. */
    @Test
    void plan_fittingTheSolution_allowsWhatFittingAllows() {
        assertThat(plan(
                        "--backend",
                        "a",
                        "--task",
                        "ritz1d",
                        "--loss",
                        "mse",
                        "--noise",
                        "0.1",
                        "--validation",
                        "10%",
                        "--activation",
                        "relu"))
                .allSatisfy(cell -> assertThat(cell.training().loss()).isEqualTo(Loss.meanSquaredError()));
    }
}
