package io.mscale.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Variant;
import io.mscale.api.task.Preset;
import io.mscale.harness.CommandName;
import io.mscale.harness.UsageException;
import io.mscale.harness.command.DoctorCommand;
import io.mscale.record.cell.TimingMode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @Test
    void parse_withoutArguments_isARunWithDefaults() {
        RunOptions options = run();

        assertThat(options.backends()).containsExactly("simd");
        assertThat(options.taskOptions().tasks()).isEmpty();
        assertThat(options.variants()).containsExactly(Variant.SINGLE, Variant.MULTI);
        assertThat(options.preset()).isEqualTo(Preset.QUICK);
        assertThat(options.device()).isEqualTo(Device.CPU);
        assertThat(options.precision()).isEqualTo(Precision.FLOAT32);
        assertThat(options.repeats()).isEqualTo(1);
        assertThat(options.steps()).isEmpty();
        assertThat(options.out()).isEmpty();
    }

    @Test
    void parse_deviceWithoutABackend_isTrainedByTheOneMadeForIt() {
        assertThat(run("--device", "cpu").backends()).containsExactly("simd");
        assertThat(run("--device", "gpu:2").backends()).containsExactly("cuda");
        assertThat(run("--device", "gpu", "--backend", "simd,djl").backends()).containsExactly("simd", "djl");
    }

    @Test
    void parse_readsEveryTypeOfValue() {
        RunOptions options = run(
                "run",
                "--variant=multi",
                "--width",
                "30,20",
                "--scales",
                "pow2:4",
                "--first-activation",
                "sincos",
                "--lr",
                "1e-2",
                "--decay=0",
                "--time-limit",
                "1.5m",
                "--seed",
                "0",
                "--out",
                "there",
                "--quiet");

        assertThat(options.variants()).containsExactly(Variant.MULTI);
        assertThat(options.widths().values()).containsExactly(List.of(30, 20));
        assertThat(options.scales().values()).containsExactly(ScaleChoice.of(new Scales.PowersOfTwo(4)));
        assertThat(options.firstActivation().values()).containsExactly(Activation.SINCOS);
        assertThat(options.learningRate().values()).containsExactly(0.01);
        assertThat(options.decay).isEqualTo(0.0);
        assertThat(options.timeLimit).isEqualTo(Duration.ofSeconds(90));
        assertThat(options.seeds().values()).containsExactly(0L);
        assertThat(options.out()).contains(Path.of("there"));
        assertThat(options.quiet()).isTrue();
    }

    @Test
    void parse_listOfScales_isOneValue() {
        assertThat(run("--scales", "1,2.5,4").scales().values())
                .containsExactly(ScaleChoice.of(new Scales.Explicit(List.of(1.0, 2.5, 4.0))));
    }

    @Test
    void parse_severalValues_areSeparatedBySemicolonsOrGivenAgain() {
        RunOptions options =
                run("--scales=linear:10; auto", "--lr", "1e-3", "--scales", "1,2", "--lr=1e-4", "--seed", "3;1");

        assertThat(options.scales().values())
                .extracting(ScaleChoice::toString)
                .containsExactly("linear:10", "auto", "1,2");
        assertThat(options.learningRate().values()).containsExactly(1e-3, 1e-4);
        assertThat(options.seeds().values()).containsExactly(3L, 1L);
    }

    @Test
    void parse_valueTwice_isRefused() {
        assertThatThrownBy(() -> run("--width", "30,20", "--width", "30,20"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--width: '30,20;30,20' has a value twice");
    }

    @Test
    void parse_wrongScales_tellsOfAuto() {
        assertThatThrownBy(() -> run("--scales", "automatic"))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--scales: scales 'automatic': ")
                .hasMessageEndingWith("; or auto or auto:ROUNDS, to choose them from the data");
    }

    @Test
    void parse_autoInRounds_isAutoWithOne() {
        assertThat(run("--scales", "auto:1").scales().values()).containsExactly(ScaleChoice.AUTOMATIC);
        assertThat(run("--scales", "auto:2").scales().values())
                .singleElement()
                .satisfies(choice -> assertThat(choice.rounds()).isEqualTo(2))
                .hasToString("auto:2");
    }

    @Test
    void parse_publishedRecipe_standsBesideOurs() {
        assertThat(run("--recipe", "published").recipes().values()).containsExactly(Recipe.OURS, Recipe.PUBLISHED);
        assertThat(run("--recipe", "ours").recipes().values()).containsExactly(Recipe.OURS);
    }

    @Test
    void parse_knowsTheCommands() {
        assertThat(CommandName.parse("doctor")).isInstanceOf(DoctorCommand.class);
    }

    @Test
    void parse_whatFollowsTwoDashes_isForJmh() {
        RunOptions options = run("jmh", "--backend", "djl", "--", "-wi", "1", "--", "--backend", "x");

        assertThat(options.backends()).containsExactly("djl");
        assertThat(CommandLine.jmhOptions(options.arguments())).containsExactly("-wi", "1", "--", "--backend", "x");
        assertThat(CommandLine.jmhOptions(
                        run("--timing", "jmh", "--", "-f", "2").arguments()))
                .containsExactly("-f", "2");
        assertThat(CommandLine.jmhOptions(run("--timing", "jmh").arguments())).isEmpty();
    }

    @Test
    void parse_jmh_hasItsTiming() {
        assertThat(run("jmh").timing()).isEqualTo(TimingMode.JMH);
        assertThatThrownBy(() -> CommandName.parse("jmh", "--timing", "steps"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("'--timing'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run -- -wi 1", "--timing none --", "list -- x", "doctor --"})
    void parse_twoDashesWithoutJmh_areRefused(String line) {
        assertThatThrownBy(() -> CommandName.parse(line.split(" ", -1)))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--: ")
                .hasMessageContaining("--timing jmh");
    }

    static Stream<Arguments> valuesOfEveryCommand() {
        return Arrays.stream(CommandName.values()).flatMap(command -> optionsWithValue(command)
                .flatMap(option -> Stream.of(
                        arguments(option, List.of(command.id(), option, "")),
                        arguments(option, List.of(command.id(), option + "=")),
                        arguments(option, List.of(command.id(), option, "1", option + "= ")))));
    }

    /** Found by JCommander itself: it wants a value where none follows. */
    private static Stream<String> optionsWithValue(CommandName command) {
        return CommandLine.optionNames(command.create()).stream()
                .filter(option -> option.startsWith("-"))
                .filter(option -> {
                    try {
                        CommandName.parse(command.id(), option);
                        return false;
                    } catch (UsageException e) {
                        return String.valueOf(e.getMessage()).endsWith(": its value is missing");
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("valuesOfEveryCommand")
    void parse_emptyValue_isRefused(String option, List<String> line) {
        assertThatThrownBy(() -> CommandName.parse(line.toArray(String[]::new)))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(option + ": its value is ")
                .hasMessageMatching(".* is (empty|blank)");
    }

    @Test
    void parse_emptyArgument_isRefused() {
        for (CommandName command : CommandName.values()) {
            assertThatThrownBy(() -> CommandName.parse(command.id(), "--verbose", ""))
                    .isInstanceOf(UsageException.class)
                    .hasMessage("argument 1 is empty");
        }
        assertThatThrownBy(() -> CommandName.parse("compare", "base", " ", "--out", "there"))
                .isInstanceOf(UsageException.class)
                .hasMessage("argument 2 is blank");
        assertThatThrownBy(() -> CommandName.parse("", "--steps", "5"))
                .isInstanceOf(UsageException.class)
                .hasMessage("the first argument is empty");
    }

    @Test
    void choices_pairWithoutValue_isRefused() {
        assertThatThrownBy(() -> run("--task-option", "colour=").taskOptions().choices())
                .isInstanceOf(UsageException.class)
                .hasMessage("--task-option colour: its value is empty");
    }

    @Test
    void parse_emptyWordForJmh_isJmhsAffair() {
        assertThat(CommandLine.jmhOptions(run("jmh", "--", "-jvmArgs", "").arguments()))
                .containsExactly("-jvmArgs", "");
    }

    @Test
    void parse_atSign_isNoFileOfArguments() {
        assertThat(run("--out", "@there").out()).contains(Path.of("@there"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--step", "-steps", "--Steps", "--steps-"})
    void parse_optionThatIsNotThere_isNotGuessed(String option) {
        assertThatThrownBy(() -> CommandName.parse(option, "5"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("unknown option '" + option + "'")
                .hasMessageContaining("--steps");
    }

    @ParameterizedTest
    @ValueSource(strings = {"90", "s", "-1s", "0s", "1 s", "1d", "1e3s", "0.0001ms", "99999999999h", "1s2m"})
    void parse_wrongDuration_isRefused(String duration) {
        assertThatThrownBy(() -> CommandName.parse("--cell-timeout", duration))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--cell-timeout")
                .hasMessageContaining("'" + duration + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"90s", "90000ms", "1.5m", "0.025h"})
    void parse_duration_knowsItsUnits(String duration) {
        assertThat(run("--time-limit", duration).timeLimit).isEqualTo(Duration.ofSeconds(90));
    }

    /** What several commands share lies in classes of its own, for which JCommander must be told of the equals sign again. */
    @Test
    void parse_sharedOptions_takeTheirValueAfterAnEqualsSignToo() {
        assertThat(run("--dimension=3", "--task-option=colour=a=b")
                        .taskOptions()
                        .choices())
                .containsEntry("dimension", "3")
                .containsEntry("colour", "a=b");
        assertThat(run("--tasks-dir=there").taskOptions().tasksDir()).contains(Path.of("there"));
    }

    @ParameterizedTest
    @EnumSource(CommandName.class)
    void help_namesEveryOptionAndNoOther(CommandName command) throws IOException {
        String help = command.help();
        var named = Pattern.compile("(?<![\\w-])--[a-z-]+")
                .matcher(help)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        named.remove("--version");
        if (command == CommandName.RUN) {
            assertThat(help).contains("--version");
        }

        assertThat(CommandLine.optionNames(command.create()))
                .filteredOn(name -> name.startsWith("--"))
                .containsExactlyInAnyOrderElementsOf(named);
    }

    /** JCommander alone would turn a switch off again. */
    @Test
    void parse_switchTwice_isOn() {
        assertThat(run("--png", "--quiet", "--png").png()).isTrue();
        assertThat(run("--worker-java-options", "--quiet", "--quiet").quiet()).isTrue();
    }

    private static RunOptions run(String... arguments) {
        return (RunOptions) CommandName.parse(arguments);
    }
}
