package io.mscale.tck.task;

import static io.mscale.tck.task.TaskSubject.require;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mscale.api.option.Numbers;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.TaskOption;
import io.mscale.api.task.WrongChoiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** 71x: options and what is chosen of them. */
public interface TaskOptionRules extends TaskSubject {

    /** What users may type, by mistake or not. */
    List<String> DOUBTFUL =
            List.of("", " ", "no-such-value", "-1", "0", "1", "2", "1e999", "NaN", ",", "/no/such/file");

    @Test
    default void required_spec711_optionThatIsNoneOfItsOwnIsRefused() {
        Optional<RuntimeException> refusal = refusal(with("no-such-option", "1"));
        require(refusal.isPresent(), "it takes the option no-such-option, which it does not have");
        refusal.ifPresent(e -> require(
                e instanceof WrongChoiceException,
                "an unknown option is not refused by a WrongChoiceException: %s",
                e));
    }

    /** A value is taken or refused; nothing else may happen, and where the standard value is a number, a word is refused. */
    @Test
    default void required_spec712_wrongValuesAreRefusedByTheNameOfTheOption() {
        for (TaskOption option : task().options()) {
            for (String value : DOUBTFUL) {
                Optional<RuntimeException> refusal = refusal(with(option.name(), value));
                refusal.ifPresent(e -> require(
                        e instanceof WrongChoiceException wrong
                                && names().contains(wrong.option())
                                && !wrong.problem().contains("\n"),
                        "option %s with the value '%s' is not refused by a WrongChoiceException that names an option, on"
                                + " one line: %s",
                        option.name(),
                        value,
                        e));
                require(
                        refusal.isPresent() || !(isNumber(option.standard()) && value.equals("no-such-value")),
                        "option %s, whose standard value is %s, takes '%s'",
                        option.name(),
                        option.standard(),
                        value);
            }
        }
    }

    /** A run is continued, and a cell's worker started, from the choices that were recorded. */
    @Test
    default void required_spec713_choicesMakeTheSameTaskAgain() {
        FittingTask first = task().configured(choices());
        assertThat(names())
                .as("options of which choices() tells")
                .containsAll(first.choices().keySet());
        Map<String, String> recorded = new HashMap<>(choices());
        recorded.putAll(first.choices());
        FittingTask again = task().configured(recorded);

        assertThat(again.choices())
                .as("choices of the task made from choices()")
                .isEqualTo(first.choices());
        assertSame("the task made from choices()", again, first);
    }

    @Test
    default void required_spec714_standardValuesAreWhatHoldsWithoutAChoice() {
        FittingTask expected = task().configured(choices());
        for (TaskOption option : task().options()) {
            if (!option.standard().isEmpty() && !choices().containsKey(option.name())) {
                FittingTask given = task().configured(with(option.name(), option.standard()));
                assertSame("the task with " + option.name() + "=" + option.standard(), given, expected);
            }
        }
    }

    /** One task is configured for several cells. */
    @Test
    default void required_spec715_configuringLeavesTheTaskAsItWas() {
        int size = trainSize();
        FittingTask task = task();
        FittingTask before = task.configured(choices());
        double[] data = data(before, size);
        for (TaskOption option : task.options()) {
            for (String value : DOUBTFUL) {
                refusal(with(option.name(), value));
            }
        }

        require(Arrays.equals(data(before, size), data), "a task has other training data once another was configured");
    }

    @Test
    default void required_spec716_filesAreNamedAbsolutely() {
        List<Path> files = task().configured(choices()).files();
        assumeTrue(!files.isEmpty(), "is made from no file");
        for (Path file : files) {
            require(file.isAbsolute(), "the name of the file %s is not absolute", file);
            require(Files.isReadable(file), "the file %s cannot be read", file);
        }
    }

    @Test
    default void required_spec717_remarksAreOneLineEach() {
        for (String remark : task().configured(choices()).remarks()) {
            assertThat(remark).as("remark").isNotBlank().doesNotContain("\n");
        }
    }

    private void assertSame(String what, FittingTask actual, FittingTask expected) {
        assertThat(actual.domain()).as("domain of %s", what).isEqualTo(expected.domain());
        int size = trainSize();
        require(Arrays.equals(data(actual, size), data(expected, size)), "%s has other training data", what);
    }

    private static double[] data(FittingTask configured, int size) {
        return configured.withSeed(1).trainingSet(size, 1).y();
    }

    private List<String> names() {
        return task().options().stream().map(TaskOption::name).toList();
    }

    private Map<String, String> with(String name, String value) {
        Map<String, String> more = new HashMap<>(choices());
        more.put(name, value);
        return more;
    }

    private Optional<RuntimeException> refusal(Map<String, String> given) {
        try {
            task().configured(given);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    private static boolean isNumber(String text) {
        try {
            Numbers.finite(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
