package io.mscale.record.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.mscale.api.training.Loss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendFileTest {

    @TempDir
    private Path folder = Path.of("");

    private BackendFile withLosses(String losses) throws IOException {
        Path file = Files.writeString(folder.resolve(BackendFile.NAME), """
                {"schema": "mscale-backend/1", "protocol": 2, "id": "mine", "description": "a program", "command": ["mine"],
                 "capabilities": {"devices": ["cpu"], "precisions": ["float64"], "structures": ["dense"],
                 "activations": ["sin"], "options": [], %s "bitReproducible": false}}
                """.formatted(losses));
        return BackendFile.read(file);
    }

    /** Files that were written before there were others. */
    @Test
    void read_noLosses_isTheSquaredError() throws IOException {
        assertThat(withLosses("").capabilities().parsed().losses()).containsExactly(Loss.meanSquaredError());
    }

    @Test
    void read_losses_areThose() throws IOException {
        assertThat(withLosses("\"losses\": [\"residual\", \"energy\"],")
                        .capabilities()
                        .parsed()
                        .losses())
                .containsExactly(Loss.energy(), Loss.residual());
    }

    @Test
    void read_unknownLoss_saysWhichThereAre() {
        assertThatIOException()
                .isThrownBy(() -> withLosses("\"losses\": [\"mse\", \"hinge\"],"))
                .withMessageContaining("unknown loss 'hinge'")
                .withMessageContaining("mse, energy, residual");
    }

    @Test
    void read_lossesThatAreNoList_saysWhatAListIs() {
        assertThatIOException()
                .isThrownBy(() -> withLosses("\"losses\": \"energy\","))
                .withMessageContaining("capabilities.losses is not a list of texts");
    }
}
