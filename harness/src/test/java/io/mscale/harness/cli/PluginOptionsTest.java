package io.mscale.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mscale.api.task.TaskOption;
import io.mscale.harness.UsageException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginOptionsTest {

    private static final Set<String> OPTIONS = Set.of("--slope");
    private static final Set<String> WITH_VALUE = Set.of("--slope", "--out");

    @ParameterizedTest
    @CsvSource({
        "slope,     --slope N",
        "kmax,      --kmax N", // a built-in task's, which goes to every task that has it
        "steps,     --task-option steps=N",
        "task,      --task-option task=N",
        "threshold, --task-option threshold=N", // an option of ab
    })
    void usage_nameThatTheProgramHas_isAPair(String name, String usage) {
        assertThat(PluginOptions.usage(new TaskOption(name, "N", "", ""))).isEqualTo(usage);
    }

    @Test
    void asPairs_anyPlace_leavesTheOtherWords() {
        List<String> words = List.of("--slope", "-3", "--out", "--slope", "--slope=a=b", "--quiet");

        assertThat(PluginOptions.asPairs(OPTIONS, WITH_VALUE, words))
                .containsExactly(
                        "--task-option", "slope=-3", "--out", "--slope", "--task-option", "slope=a=b", "--quiet");
    }

    @Test
    void asPairs_lastWord_lacksItsValue() {
        assertThatThrownBy(() -> PluginOptions.asPairs(OPTIONS, WITH_VALUE, List.of("--quiet", "--slope")))
                .isInstanceOf(UsageException.class)
                .hasMessage("--slope: its value is missing");
    }
}
