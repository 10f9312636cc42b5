package io.mscale.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.harness.CommandName;
import io.mscale.harness.cli.RunOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormTest {

    @Test
    void of_noLists_isOneFormOfEachVariant() {
        assertThat(labels()).containsExactly("single:", "multi:");
    }

    @Test
    void of_lists_isEveryCombination() {
        assertThat(labels("--variant", "multi", "--scales", "linear:3;1,2", "--lr", "1e-3;0.01"))
                .containsExactly(
                        "multi:scales linear:3, lr 0.001",
                        "multi:scales linear:3, lr 0.01",
                        "multi:scales 1,2, lr 0.001",
                        "multi:scales 1,2, lr 0.01");
    }

    @Test
    void of_valuesThatMakeNoDifferenceToAVariant_areTrainedOnce() {
        assertThat(labels(
                        "--variant",
                        "single,multi,siren",
                        "--scales",
                        "linear:3;auto",
                        "--first-activation",
                        "sin;phi"))
                .containsExactly(
                        "single:first sin",
                        "single:first phi",
                        "multi:scales linear:3, first sin",
                        "multi:scales linear:3, first phi",
                        "multi:scales auto, first sin",
                        "multi:scales auto, first phi",
                        "siren:");
    }

    @Test
    void of_seedsWidthsAndRecipes_areLabelled() {
        assertThat(labels("--variant", "single", "--seed", "1;5", "--width", "9;8,7", "--recipe", "published"))
                .hasSize(8)
                .startsWith("single:ours, width 9, seed 1", "single:ours, width 9, seed 5")
                .endsWith("single:published, width 8,7, seed 5");
    }

    private static List<String> labels(String... arguments) {
        RunOptions options = (RunOptions) CommandName.parse(arguments);
        return Form.of(options).stream()
                .map(form -> form.variant + ":" + form.label)
                .toList();
    }
}
