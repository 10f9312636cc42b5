package io.mscale.harness.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mscale.api.network.ActivationPattern;
import io.mscale.harness.CommandName;
import io.mscale.harness.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ListCommandTest {

    @Test
    void kinds_areThoseNamedOrElseAll() {
        assertThat(((ListCommand) CommandName.parse("list", "tasks")).kinds()).containsExactly("tasks");
        assertThat(((ListCommand) CommandName.parse("list")).kinds()).isEqualTo(ListCommand.KINDS);
    }

    @Test
    void kinds_formulas_areThoseOfActivations() {
        assertThat(((ListCommand) CommandName.parse("list", "--formulas")).kinds())
                .containsExactly("activations");
        ListCommand tasks = (ListCommand) CommandName.parse("list", "tasks", "--formulas");
        assertThatThrownBy(tasks::kinds).isInstanceOf(UsageException.class).hasMessageStartingWith("--formulas: only");
    }

    /** Programmers of backends read the page, so it must say what the program says. */
    @Test
    void formulas_onThePage_areThoseOfTheCommand() throws IOException {
        String page = Files.readString(Path.of("../docs/03-writing-a-backend.md"));

        assertThat(page).contains("```text\n" + String.join("\n", FormulaTable.lines()) + "\n```\n");
    }

    @Test
    void formulas_everyActivation_hasARow() {
        for (ActivationPattern pattern : ActivationPattern.all()) {
            assertThat(FormulaTable.lines()).anyMatch(line -> line.strip().startsWith(pattern.id() + " "));
        }
    }
}
