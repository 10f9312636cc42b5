package io.mscale.harness.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.harness.CommandName;
import org.junit.jupiter.api.Test;

class ListCommandTest {

    @Test
    void kinds_areThoseNamedOrElseAll() {
        assertThat(((ListCommand) CommandName.parse("list", "tasks")).kinds()).containsExactly("tasks");
        assertThat(((ListCommand) CommandName.parse("list")).kinds()).isEqualTo(ListCommand.KINDS);
    }
}
