package io.mscale.harness.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.harness.CommandName;
import io.mscale.results.compare.Metric;
import org.junit.jupiter.api.Test;

class GateCommandTest {

    /** JCommander must be told of the equals sign in each class of options. */
    @Test
    void parse_verdictOptions_takeTheirValueAfterAnEqualsSignToo() {
        GateCommand gate = (GateCommand) CommandName.parse("gate", "base", "head", "--threshold=10%");

        assertThat(gate.verdict.tolerance().of(Metric.STEP)).isEqualTo(0.1);
    }
}
