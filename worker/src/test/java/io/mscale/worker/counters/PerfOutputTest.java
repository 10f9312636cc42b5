package io.mscale.worker.counters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerfOutputTest {

    private static double count(String... lines) throws IOException {
        return PerfOutput.count(List.of(lines), ",", 99);
    }

    @Test
    void count_oneCounter_isItsValue() throws IOException {
        assertThat(count(
                        "Events disabled",
                        "Events enabled",
                        "Events disabled",
                        "",
                        "1234567,,instructions:u,533661040,100.00,,"))
                .isEqualTo(1234567);
    }

    @Test
    void count_coresOfTwoKinds_addsWhatEachCounted() throws IOException {
        // Each is extrapolated to all of the time: 300 and 100 were counted.
        assertThat(count("400,,cpu_core/instructions:u/,75,75.00,,", "400,,cpu_atom/instructions:u/,25,25.00,,"))
                .isCloseTo(400, within(1e-9));
        assertThat(count(
                        "400,,cpu_core/instructions:u/,75,100.00,,",
                        "<not counted>,,cpu_atom/instructions:u/,0,0.00,,"))
                .isEqualTo(400);
    }

    @Test
    void count_counterLentToOthers_isRefused() {
        assertThatThrownBy(() -> count("1000,,instructions:u,60,60.00,,"))
                .isInstanceOf(IOException.class)
                .hasMessage("the processor's counter was lent to others for 40% of the time");
    }

    @Test
    void count_virtualMachine_saysSo() {
        assertThatThrownBy(() -> count("Events disabled", "<not supported>,,instructions:u,0,100.00,,"))
                .hasMessage("this machine has no counter that perf can use, like most virtual machines");
    }

    @Test
    void count_nothing_saysWhatPerfSaid() {
        assertThatThrownBy(() -> count("event syntax error: 'nonsense'", "    \\___ parser error"))
                .hasMessage("perf said 'event syntax error: 'nonsense''");
        assertThatThrownBy(() -> count("<not counted>,,instructions:u,0,0.00,,"))
                .hasMessageStartingWith("perf said '<not counted>");
        assertThatThrownBy(() -> count("many,,instructions:u,10,100.00,,")).hasMessageStartingWith("perf said 'many");
        assertThatThrownBy(() -> count()).hasMessage("perf counted nothing");
    }

    @Test
    void problem_systemForbids_namesTheSetting() {
        assertThat(PerfOutput.problem(List.of(
                        "Error:",
                        "Access to performance monitoring and observability operations is limited.",
                        "Consider adjusting /proc/sys/kernel/perf_event_paranoid setting to open")))
                .startsWith("the system does not let this user count");
    }
}
