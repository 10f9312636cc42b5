package io.mscale.api;

import static io.mscale.api.MscaleBackend.API_VERSION;
import static io.mscale.api.MscaleBackend.OLDEST_API_VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MscaleBackendTest {

    @Test
    void versionObstacle_fromTheOldestToTheNewest_isEmpty() {
        for (int version = OLDEST_API_VERSION; version <= API_VERSION; version++) {
            assertThat(MscaleBackend.versionObstacle(version))
                    .as("version %s", version)
                    .isEmpty();
        }
    }

    @Test
    void versionObstacle_tooOldOrTooNew_namesBothVersionsAndTheRange() {
        assertThat(MscaleBackend.versionObstacle(2))
                .contains("it was built for version 2 of the API; this is version 5, which takes backends of versions 3"
                        + " to 5");
        assertThat(MscaleBackend.versionObstacle(6))
                .hasValueSatisfying(obstacle -> assertThat(obstacle).contains("version 6"));
    }
}
