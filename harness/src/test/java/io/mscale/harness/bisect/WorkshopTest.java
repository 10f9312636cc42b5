package io.mscale.harness.bisect;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mscale.harness.UsageException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkshopTest {

    @ParameterizedTest
    @ValueSource(strings = {"/tmp/dist", "..", "../dist", "target/../../dist"})
    void requireInside_pathElsewhere_isRefused(String path) {
        assertThatThrownBy(() -> Workshop.requireInside("--dist", Path.of(path)))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--dist: '" + path + "' is not in the checkout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dist", ".", "target/../dist", "..dist"})
    void requireInside_pathInTheCheckout_isTaken(String path) {
        assertThatCode(() -> Workshop.requireInside("--dist", Path.of(path))).doesNotThrowAnyException();
    }
}
