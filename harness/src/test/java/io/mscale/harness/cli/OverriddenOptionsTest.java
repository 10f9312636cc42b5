package io.mscale.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.harness.CommandName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A command line that takes up an earlier one with {@code --resume}. */
class OverriddenOptionsTest {

    private static List<String> overridden(List<String> earlier, String... later) {
        return CommandLine.overridden(CommandName.AB.create(), earlier, List.of(later));
    }

    @Test
    void overridden_optionOfBoth_hasTheLaterValue() {
        assertThat(overridden(
                        List.of("ab", "--a", "x", "--threshold=5%", "--b", "y", "--quiet", "--turns", "--seed", "3"),
                        "ab",
                        "--resume",
                        "dir",
                        "--threshold",
                        "10%",
                        "--b=z",
                        "--quiet"))
                .containsExactly(
                        "ab", "--a", "x", "--turns", "0.5", "--seed", "3", "--threshold", "10%", "--b=z", "--quiet");
    }

    @Test
    void overridden_valuesThatLookLikeOptions_areLeftAlone() {
        assertThat(overridden(
                        List.of("ab", "--worker-java-options", "--quiet", "--no-confirm"),
                        "ab",
                        "--resume=d",
                        "--quiet"))
                .containsExactly("ab", "--worker-java-options", "--quiet", "--no-confirm", "--quiet");
    }
}
