package io.mscale.harness.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.run.RunRecord;
import org.junit.jupiter.api.Test;

class ThisMachineTest {

    @Test
    void environment_thisMachine_isNamed() {
        RunRecord.Environment environment = ThisMachine.environment();
        assertThat(environment.machine().os()).startsWith(System.getProperty("os.name"));
        assertThat(environment.cpu()).isNotBlank();
        assertThat(environment.logicalCores()).isPositive();
        assertThat(environment.jvm()).contains(System.getProperty("java.runtime.version"));
        Long memory = environment.machine().memoryBytes();
        assertThat(memory == null || memory > 100_000_000).isTrue();
    }
}
