package io.mscale.record.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaRuntimeTest {

    @ParameterizedTest
    @CsvSource({
        "OpenJDK 64-Bit Server VM 17.0.15+6-Debian-1deb12u1, OpenJDK 64-Bit Server VM, 17, 17.0.15+6-Debian-1deb12u1",
        "Java HotSpot(TM) 64-Bit Server VM 21+35-2513, Java HotSpot(TM) 64-Bit Server VM, 21, 21+35-2513",
        "OpenJDK 64-Bit Server VM 25-ea+5, OpenJDK 64-Bit Server VM, 25, 25-ea+5",
        "Eclipse OpenJ9 VM 17.0.15+6, Eclipse OpenJ9 VM, 17, 17.0.15+6",
        "OpenJDK 64-Bit Server VM 17.0.7+7-jvmci-23.0-b12, OpenJDK 64-Bit Server VM jvmci, 17, 17.0.7+7-jvmci-23.0-b12",
        "OpenJDK 17, OpenJDK, 17, 17",
        "21.0.1, '', 21, 21.0.1",
        "A machine of its own, A machine of its own, '', ''",
        "'', '', '', ''",
    })
    void parse_description_isNameFeatureAndVersion(String jvm, String name, String feature, String version) {
        assertThat(JavaRuntime.parse(jvm)).isEqualTo(new JavaRuntime(name, feature, version));
    }
}
