package io.mscale.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.WorkerSettings;
import io.mscale.harness.CommandName;
import io.mscale.harness.cli.RunOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkerConditionsTest {

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    private WorkerConditions of(Map<String, String> shell, Optional<NativeHome> home, String... arguments) {
        RunOptions options = (RunOptions) CommandName.parse(arguments);
        return WorkerConditions.of(
                options.workerOptions(), shell, home, new PrintStream(told, true, StandardCharsets.UTF_8));
    }

    private List<String> told() {
        return told.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void of_harmlessShell_changesAndTellsNothing() {
        assertThat(of(Map.of("PATH", "/bin"), Optional.empty()))
                .isEqualTo(new WorkerConditions(WorkerSettings.NONE, List.of()));
        assertThat(told()).isEmpty();
    }

    @Test
    void of_variablesThatWorkersDoNotInherit_areTold() {
        WorkerConditions conditions = of(Map.of("OMP_NUM_THREADS", "7", "LD_PRELOAD", "x.so"), Optional.empty());

        assertThat(conditions.clearedVariables()).containsExactly("LD_PRELOAD", "OMP_NUM_THREADS");
        assertThat(told())
                .containsExactly("note: workers do not inherit LD_PRELOAD, OMP_NUM_THREADS; --worker-env NAME lets a"
                        + " variable through");
    }

    @Test
    void of_variableThatTheUserLetsThrough_isASettingAndNotCleared() {
        WorkerConditions conditions =
                of(Map.of("OMP_NUM_THREADS", "7"), Optional.empty(), "--worker-env", "OMP_NUM_THREADS");

        assertThat(conditions.clearedVariables()).isEmpty();
        assertThat(conditions.settings().environment()).containsEntry("OMP_NUM_THREADS", "7");
        assertThat(told()).isEmpty();
    }

    @Test
    void of_homeThatWillNotDo_isTold() {
        NativeHome home = new NativeHome(Path.of("/elsewhere"), "the home folder /home cannot be written");

        of(Map.of(), Optional.of(home));

        assertThat(told())
                .containsExactly("note: the home folder /home cannot be written; native libraries are unpacked in"
                        + " /elsewhere");
    }
}
