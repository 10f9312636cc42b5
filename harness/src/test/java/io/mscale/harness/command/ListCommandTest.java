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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void kinds_draw_areVariants() {
        assertThat(((ListCommand) CommandName.parse("list", "--draw")).kinds()).containsExactly("variants");
        assertThat(((ListCommand) CommandName.parse("list", "variants", "--draw", "--task", "fit2d")).kinds())
                .containsExactly("variants");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list tasks --draw", "list --draw --json", "list --draw --formulas"})
    void kinds_drawOfAnythingElse_isRefused(String words) {
        ListCommand command = (ListCommand) CommandName.parse(words.split(" ", -1));

        assertThatThrownBy(command::kinds).isInstanceOf(UsageException.class).hasMessageStartingWith("--draw: only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--preset paper", "--task fit2d", "--kmax 20"})
    void kinds_optionOfDrawingsWithoutOne_isRefused(String words) {
        ListCommand command = (ListCommand) CommandName.parse(("list variants " + words).split(" ", -1));

        assertThatThrownBy(command::kinds)
                .isInstanceOf(UsageException.class)
                .hasMessage(words.split(" ", -1)[0] + ": only drawings depend on it; write list variants --draw");
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
