package io.mscale.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mscale.api.WorkerSettings;
import io.mscale.harness.CommandName;
import io.mscale.harness.UsageException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerOptionsTest {

    private static final Map<String, String> SHELL = Map.of("OMP_NUM_THREADS", "7", "HOME", "/home/somebody");

    private static WorkerSettings settings(String... arguments) {
        return ((RunOptions) CommandName.parse(arguments)).workerOptions().settings(SHELL);
    }

    @Test
    void settings_withoutOptions_areNone() {
        assertThat(settings()).isEqualTo(WorkerSettings.NONE);
    }

    @Test
    void settings_variables_areTakenAsGivenOrFromTheShell() {
        assertThat(settings("--worker-env", "A=b,c=d", "--worker-env=E=", "--worker-env", "OMP_NUM_THREADS"))
                .isEqualTo(new WorkerSettings(List.of(), Map.of("A", "b,c=d", "E", "", "OMP_NUM_THREADS", "7")));
    }

    @Test
    void settings_optionsOfJava_mayBeginLikeOursAndBeGivenSeveralTimes() {
        assertThat(settings("--worker-java-options", "-XX:UseAVX=2 -Xmx1g", "--worker-java-options=--add-modules a"))
                .isEqualTo(new WorkerSettings(List.of("-XX:UseAVX=2", "-Xmx1g", "--add-modules", "a"), Map.of()));
    }

    @Test
    void withValues_variableThatWasLetThrough_hasItsValue() {
        assertThat(WorkerOptions.withValues(
                        List.of("run", "--worker-env", "OMP_NUM_THREADS", "--worker-env=HOME", "--worker-env", "A=b"),
                        SHELL))
                .containsExactly(
                        "run",
                        "--worker-env",
                        "OMP_NUM_THREADS=7",
                        "--worker-env=HOME=/home/somebody",
                        "--worker-env",
                        "A=b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MISSING | --worker-env: 'MISSING' is not set in this environment",
                "=x | --worker-env: '=x' is neither NAME=VALUE nor NAME; a name is letters, digits and _",
                "A B=x | --worker-env: 'A B=x' is neither NAME=VALUE nor NAME",
                "1A=x | --worker-env: '1A=x' is neither NAME=VALUE nor NAME",
            })
    void settings_variableThatIsNone_isRefused(String variable, String message) {
        assertThatThrownBy(() -> settings("--worker-env", variable))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void settings_variableGivenTwice_isRefused() {
        assertThatThrownBy(() -> settings("--worker-env", "A=1", "--worker-env", "A=2"))
                .hasMessage("--worker-env: 'A' is given more than once");
    }

    @Test
    void words_blanks_separateWords() {
        assertThat(WorkerOptions.words("  -Xmx1g   -XX:UseAVX=2\t-ea "))
                .containsExactly("-Xmx1g", "-XX:UseAVX=2", "-ea");
        assertThat(WorkerOptions.words(" ")).isEmpty();
    }

    @Test
    void words_quotes_keepBlanksAndGo() {
        assertThat(WorkerOptions.words("-Da='b c' \"-Dd=e 'f'\" -Dg=\"$1\""))
                .containsExactly("-Da=b c", "-Dd=e 'f'", "-Dg=$1");
    }

    @Test
    void words_openQuote_isRefused() {
        assertThatThrownBy(() -> WorkerOptions.words("-Da='b c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a quote is not closed in: -Da='b c");
    }
}
