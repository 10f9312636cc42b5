package io.mscale.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {

    @ParameterizedTest
    @CsvSource({"cpu, CPU, 0, cpu", "gpu, GPU, 0, gpu", "gpu:0, GPU, 0, gpu", "gpu:3, GPU, 3, gpu:3"})
    void parse_knownForms_areRead(String text, Device.Kind kind, int index, String written) {
        assertThat(Device.parse(text)).isEqualTo(new Device(kind, index)).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GPU", "cpu:1", "tpu"})
    void parse_otherForms_areRefusedWithWhatIsAllowed(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Device.parse(text))
                .withMessage("unknown device '" + text + "'; allowed: cpu, gpu, gpu:N");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu:", "gpu:-1", "gpu:one", "gpu:1024"})
    void parse_badIndex_isRefusedWithTheRange(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Device.parse(text))
                .withMessageContaining("is not a whole number from 0 to 1023");
    }

    @Test
    void constructor_secondCpu_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Device(Device.Kind.CPU, 1));
    }
}
