package io.mscale.backend.simd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkspaceTest {

    /** Layers of 100 neurons in float32 and float64, narrow and wide ones, and caches of any size. */
    @ParameterizedTest
    @CsvSource({
        "400, 1048576, 24",
        "400, 524288, 12",
        "400, 262144, 6",
        "800, 1048576, 12",
        "800, 2097152, 24",
        "16, 1048576, 24",
        "2400, 1048576, 4",
        "100000, 1048576, 3",
        "400, 2147483648, 24",
        "400, 1024, 3",
        "400, 0, 24"
    })
    void panels_sizeOfTheCache_fillNineTenthsOfItWithinBounds(int rowBytes, long cache, int panels) {
        assertThat(Workspace.panels(rowBytes, cache)).isEqualTo(panels);
    }
}
