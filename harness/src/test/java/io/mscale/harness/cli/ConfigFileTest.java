package io.mscale.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mscale.harness.CommandName;
import io.mscale.harness.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("c.toml");
    }

    @Test
    void parse_optionsOfAFile_areAsOnTheCommandLine() throws IOException {
        RunOptions options = run("""
                backend = ["djl", "ejml"]
                steps = 300
                turns = true
                self-check = true
                counters = false
                lr = [1e-3, 0.0001]
                width = [30, 20]
                scales = ["linear:100", "1,2,4"]
                data = "a,b.csv"
                task-option = ["colour=red", "size=3"]
                time-limit = "90s"
                """);

        assertThat(options.backends()).containsExactly("djl", "ejml");
        assertThat(options.steps()).hasValue(300);
        assertThat(options.turnSeconds(2)).hasValue(0.5);
        assertThat(options.selfCheck()).isTrue();
        assertThat(options.learningRate().values()).containsExactly(1e-3, 1e-4);
        assertThat(options.widths().values()).containsExactly(List.of(30, 20));
        assertThat(options.scales().values()).hasSize(2);
        assertThat(options.taskOptions().choices())
                .containsEntry("data", "a,b.csv")
                .containsEntry("colour", "red")
                .containsEntry("size", "3");
    }

    @Test
    void parse_optionOfBoth_isTheCommandLines() throws IOException {
        RunOptions options = run("steps = 300\nwidth = [[30, 20], [10]]\nseed = 4", "--steps", "7", "--seed=5");

        assertThat(options.steps()).hasValue(7);
        assertThat(options.seeds().values()).containsExactly(5L);
        assertThat(options.widths().values()).containsExactly(List.of(30, 20), List.of(10));
        assertThat(options.isGiven("--width")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "stepz = 3 | unknown key 'stepz'; did you mean 'steps'?",
                "resume = 'x' | 'resume' belongs on the command line",
                "steps = 'many' | steps: 'many'",
                "steps = true | steps is true, not a text, a number or an array of them",
                "self-check = 'yes' | self-check is \"yes\", not true or false",
                "lr = [] | lr is empty",
                "out = ' ' | out is blank",
                "[steps] | steps is a table, not a text, a number or an array of them",
                "steps = | it is not TOML"
            })
    void parse_mistakeInAFile_namesFileAndKey(String text, String problem) {
        assertThatThrownBy(() -> run(text))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--config: '" + file + "': " + problem);
    }

    @Test
    void parse_noSuchFileOrResume_isRefused() {
        assertThatThrownBy(() -> CommandName.parse("--config", "none.toml"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--config: 'none.toml' is not there");
        assertThatThrownBy(() -> run("steps = 3", "--resume", "there")).hasMessageContaining("beside --resume");
    }

    @Test
    void text_ofACommand_givesTheSameOptionsAgain() throws IOException {
        Path table = Files.writeString(folder.resolve("a \"b\".csv"), "x");
        List<String> words = List.of(
                "run",
                "--backend",
                "djl,ejml",
                "--steps=300",
                "--turns",
                "--self-check",
                "--width",
                "30,20;10",
                "--data",
                table.toString(),
                "--task-option",
                "colour=red",
                "--worker-java-options",
                "-Xmx4g -Da=b",
                "--out",
                "there",
                "--quiet");

        String text = ConfigText.of(CommandName.parse(words.toArray(String[]::new)), words);
        RunOptions options = run(text);

        assertThat(text).doesNotContain("there").doesNotContain("quiet");
        assertThat(options.backends()).containsExactly("djl", "ejml");
        assertThat(options.steps()).hasValue(300);
        assertThat(options.turnSeconds(2)).hasValue(0.5);
        assertThat(options.selfCheck()).isTrue();
        assertThat(options.widths().values()).containsExactly(List.of(30, 20), List.of(10));
        assertThat(options.taskOptions().choices())
                .containsEntry("data", table.toString())
                .containsEntry("colour", "red");
        assertThat(options.arguments()).contains("-Xmx4g -Da=b");
        assertThat(options.out()).isEmpty();
    }

    private RunOptions run(String text, String... more) throws IOException {
        Files.writeString(file, text);
        List<String> words = new ArrayList<>(List.of("run", "--config", file.toString()));
        words.addAll(List.of(more));
        return (RunOptions) CommandName.parse(words.toArray(String[]::new));
    }
}
