package io.mscale.harness.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.support.Processors;
import io.mscale.api.support.SystemFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuietTest {

    private static final String CPU = "sys/devices/system/cpu/";
    private static final Processors TWO_CORES = new Processors(2, 2, 2, null);

    @TempDir
    private Path folder = Path.of("");

    private void file(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text + "\n");
    }

    private Quiet quiet(Processors processors) {
        return Quiet.of(new SystemFolders(folder.resolve("proc"), folder.resolve("sys")), processors);
    }

    @Test
    void of_systemThatTellsNothing_hasNoAdvice() {
        assertThat(quiet(new Processors(2, null, null, null))).isEqualTo(new Quiet(List.of("no quota"), List.of()));
    }

    @Test
    void of_quietMachine_hasNoAdvice() throws IOException {
        file("proc/loadavg", "0.11 0.50 1.77 1/82 7689");
        file(CPU + "online", "0-1");
        file(CPU + "cpu0/cpufreq/scaling_governor", "performance");
        file(CPU + "cpu1/cpufreq/scaling_governor", "performance");
        file(CPU + "intel_pstate/no_turbo", "1");

        assertThat(quiet(TWO_CORES))
                .isEqualTo(new Quiet(
                        List.of("governor performance", "turbo off", "2 physical cores", "no quota", "load 0.1"),
                        List.of()));
    }

    @Test
    void of_unquietMachine_hasAdviceForEach() throws IOException {
        file("proc/loadavg", "1.92 0.50 1.77 1/82 7689");
        file(CPU + "online", "0-1");
        file(CPU + "cpu0/cpufreq/scaling_governor", "powersave");
        file(CPU + "cpufreq/boost", "1");

        Quiet quiet = quiet(new Processors(4, 4, 2, null));

        assertThat(quiet.facts())
                .containsExactly(
                        "governor powersave",
                        "turbo on",
                        "4 hyper-threads of 2 physical cores",
                        "no quota",
                        "load 1.9");
        assertThat(quiet.advice())
                .containsExactly(
                        "governor powersave: the clock follows the load; set performance for steady times",
                        "turbo on: the clock depends on how warm the processor is and how many cores are busy; without"
                                + " it times are longer, and steadier",
                        "--threads is 2 unless you give it: one per physical core; the 4 processors are hyper-threads",
                        "load 1.9 on 2 cores: something else is running, or was a minute ago; times will vary");
    }

    @Test
    void of_quota_isTold() {
        Quiet quiet = quiet(new Processors(2, 16, 8, 1.5));

        assertThat(quiet.facts()).containsExactly("16 hyper-threads of 8 physical cores", "quota of 1.5 processors");
        assertThat(quiet.advice())
                .containsExactly(
                        "--threads is 1 unless you give it: the quota of this container is 1.5 of 16 processors");
    }

    @Test
    void and_moreFindings_comeAfter() {
        assertThat(new Quiet(List.of("a"), List.of("b")).and(new Quiet(List.of("c"), List.of("d"))))
                .isEqualTo(new Quiet(List.of("a", "c"), List.of("b", "d")));
    }
}
