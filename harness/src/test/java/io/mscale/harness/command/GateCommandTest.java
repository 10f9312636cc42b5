package io.mscale.harness.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.harness.CommandName;
import org.junit.jupiter.api.Test;

class GateCommandTest {

    /** JCommander must be told of the equals sign in each class of options. */
    @Test
    void parse_verdictOptions_takeTheirValueAfterAnEqualsSignToo() {
        GateCommand gate = (GateCommand) CommandName.parse("gate", "base", "head", "--threshold=10%");

        assertThat(gate.verdict.tolerance().step()).isEqualTo(0.1);
    }
}
