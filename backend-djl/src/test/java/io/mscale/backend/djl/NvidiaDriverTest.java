package io.mscale.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NvidiaDriverTest {

    @Test
    void parse_twoGpus_namesBoth() {
        NvidiaDriver driver = NvidiaDriver.parse(0, "NVIDIA H200, 570.86.15\nNVIDIA L4, 570.86.15");

        assertThat(driver.gpus()).containsExactly("NVIDIA H200", "NVIDIA L4");
        assertThat(driver.version()).isEqualTo("570.86.15");
    }

    @Test
    void parse_noGpu_saysSo() {
        assertThatThrownBy(() -> NvidiaDriver.parse(0, "No devices were found"))
                .isInstanceOf(UnusableLibraryException.class)
                .hasMessageContaining("sees no GPU");
    }

    @Test
    void parse_brokenDriver_quotesWhatItSays() {
        assertThatThrownBy(() -> NvidiaDriver.parse(9, "NVIDIA-SMI has failed because it couldn't communicate\nmore"))
                .isInstanceOf(UnusableLibraryException.class)
                .hasMessageContaining("\"NVIDIA-SMI has failed because it couldn't communicate\"");
    }
}
