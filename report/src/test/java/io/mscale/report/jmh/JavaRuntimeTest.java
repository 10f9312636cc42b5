package io.mscale.report.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaRuntimeTest {

    @ParameterizedTest
    @CsvSource({
        "OpenJDK 64-Bit Server VM 17.0.20+8-Debian-1, OpenJDK 64-Bit Server VM, 17.0.20+8-Debian-1, 17.0.20",
        "OpenJDK 64-Bit Server VM 26-ea+7, OpenJDK 64-Bit Server VM, 26-ea+7, 26-ea",
        "OpenJDK 17, OpenJDK, 17, 17",
        "SomeVM, SomeVM, '', ''",
        "'', '', '', ''"
    })
    void of_recordsWords_takesThemApart(String jvm, String vmName, String vmVersion, String version) {
        assertThat(StepTimesFile.JavaRuntime.of(jvm))
                .isEqualTo(new StepTimesFile.JavaRuntime(vmName, vmVersion, version));
    }
}
