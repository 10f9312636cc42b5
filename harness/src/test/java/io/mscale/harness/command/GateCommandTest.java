package io.mscale.harness.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.harness.CommandName;
import io.mscale.results.compare.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateCommandTest {

    /** JCommander must be told of the equals sign in each class of options. */
    @Test
    void parse_verdictOptions_takeTheirValueAfterAnEqualsSignToo() {
        GateCommand gate = (GateCommand) CommandName.parse("gate", "base", "head", "--threshold=10%");

        assertThat(gate.verdict.tolerance().of(Metric.STEP)).isEqualTo(0.1);
    }

    /** The verdict names the file. */
    @Test
    void parse_rules_keepTheirFilesName(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("agreed.toml");
        Files.writeString(file, "[[threshold]]\ncell = '*'\nmetric = 'time'\naccept = '10%'\n");

        GateCommand gate = (GateCommand) CommandName.parse("gate", "base", "head", "--rules", file.toString());

        assertThat(gate.verdict.tolerance().rules().source()).isEqualTo("agreed.toml");
        assertThat(gate.verdict.tolerance().rules().thresholds()).hasSize(1);
    }
}
