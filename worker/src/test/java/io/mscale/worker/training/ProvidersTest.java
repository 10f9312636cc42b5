package io.mscale.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class ProvidersTest {

    @Test
    void find_knownIds_givesTheProviders() {
        assertThat(Providers.backend("linear")).isInstanceOf(LinearBackend.class);
        assertThat(Providers.task("line")).isInstanceOf(LineTask.class);
        assertThat(Providers.task("fit1d").id()).isEqualTo("fit1d");
    }

    @Test
    void backend_unknown_namesWhatWasFound() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Providers.backend("nope"))
                .withMessageStartingWith("no backend 'nope' on the class path; found: [linear, ");
    }

    @Test
    void task_unknown_namesWhatWasFound() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Providers.task("nope"))
                .withMessageContainingAll("no task 'nope' on the class path", "line", "fit1d");
    }

    @Test
    void backend_otherApiVersion_isRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Providers.backend("other-version"))
                .withMessage("backend 'other-version' was built for version 3 of the API; this harness has version 2");
    }
}
