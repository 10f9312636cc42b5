package io.mscale.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ProbeTest {

    @Test
    void obstacle_ofEach_isTheReasonOrNothing() {
        Probe found = Probe.available(new LibraryInfo("library", "1", null, 1, null, null));
        assertThat(found.isAvailable()).isTrue();
        assertThat(found.obstacle()).isEmpty();

        Probe missing = Probe.unavailable("there is no GPU");
        assertThat(missing.isAvailable()).isFalse();
        assertThat(missing.obstacle()).contains("there is no GPU");
    }

    @Test
    void unavailable_withoutWords_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Probe.unavailable(" "));
    }
}
