package io.mscale.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.tck.flawed.task.EquationFlaw;
import io.mscale.tck.flawed.task.FlawedTaskRun;
import io.mscale.tck.flawed.task.TaskFlaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kit for tasks passes a correct task and catches wrong ones, by the rule that the mistake breaks. */
class TaskKitTest {

    @ParameterizedTest
    @ValueSource(strings = {"k=3", "k=7", "dimension=2"})
    void kit_correctTask_passesEveryRule(String choice) {
        FlawedTaskRun run = FlawedTaskRun.of(TaskFlaw.NONE, choice);

        assertThat(run.failed()).isEmpty();
        assertThat(run.ran()).hasSizeGreaterThan(25).contains(choice.equals("dimension=2") ? "754" : "751");
    }

    @ParameterizedTest
    @CsvSource({
        "BLANK_IN_ID, 702, plain task",
        "OPTION_WITHOUT_MEANING, 704, meaning of option k",
        "TAKES_ANY_OPTION, 711, 'it takes the option no-such-option, which it does not have'",
        "TAKES_WORDS_FOR_NUMBERS, 712, 'option k, whose standard value is 3, takes ''no-such-value'''",
        "THROWS_FOR_WORDS, 712, NumberFormatException",
        "FORGETS_CHOICES, 713, the task made from choices() has other training data",
        "OTHER_STANDARD, 714, the task with k=3 has other training data",
        "CONFIGURES_ITSELF, 715, a task has other training data once another was configured",
        "RELATIVE_FILE, 716, the name of the file pom.xml is not absolute",
        "REMARK_OF_TWO_LINES, 717, remark",
        "NOT_SEEDED, 721, the training set of seed 0 is not always the same",
        "ONE_SEED, 722, the training points of seeds 1 and 2 are the same",
        "TESTS_TRAINING_POINTS, 723, 'every test point is a training point, too'",
        "TESTS_SOME_TRAINING_POINTS, 723, '1 of 40 test points are training points, too: ['",
        "ONE_SAMPLE_SHORT, 724, size of a training set",
        "DATA_OF_TWO_INPUTS, 725, 'inputs of the data, by the domain'",
        "POINTS_OUTSIDE, 726, is not in the domain",
        "INFINITE_AT_A_CORNER, 731, 'the target is [Infinity] at [2.0], which is in the domain'",
        "TWO_VALUES_FOR_ONE_OUTPUT, 731, target returns 2 values at [-1.0]; outputDimension() is 1",
        "OTHER_TARGETS, 732, by targets",
        "SHARES_AN_ARRAY, 733, 'is [99.0] at the next call'",
        "COUNTS_CALLS, 733, at the next call",
        "LOOSE_TARGET_MSE, 734, but the target's mean reaches",
        "LOW_PEAK, 735, 'peak() is 0.5, but the training data holds'",
        "MORE_SCALES_THAN_NEURONS, 741, variant multi: ",
        "MORE_SAMPLES_THAN_THERE_ARE, 742, '60 training and 40 test samples, but samples() is 99'",
        "SMALL_PAPER, 743, preset paper is less work than the one before it",
        "KINK_OUTSIDE, 751, the kink -1.5 is not inside the domain",
        "PROBE_OF_TWO_DIMENSIONS, 752, 'frequency 3.0 is of 2 dimensions, the domain of 1'",
        "PROBE_OUTSIDE, 752, the part of frequency 3.0",
        "FREQUENCY_NOT_HELD, 753, the target does not hold frequency 300.0",
        "UNITS_OF_ONE_INPUT_TOO_MANY, 755, units of inputs"
    })
    void kit_wrongTask_failsTheRuleItBreaks(TaskFlaw flaw, String rule, String words) {
        String choice = flaw == TaskFlaw.FORGETS_CHOICES ? "k=5" : "dimension=1";

        assertThat(FlawedTaskRun.of(flaw, choice).failed())
                .hasEntrySatisfying(rule, message -> assertThat(message).contains(words));
    }

    @Test
    void kit_correctEquation_failsOnlyForWantOfAService() {
        FlawedTaskRun run = FlawedTaskRun.of(EquationFlaw.NONE);

        assertThat(run.failed()).containsOnlyKeys("701");
        assertThat(run.ran()).contains("761", "762", "763");
    }

    @ParameterizedTest
    @CsvSource({
        "SOURCE_WITHOUT_A_TERM, 762, the equation does not hold: -div(a grad u) + c u - f is",
        "SOURCE_OF_OTHER_SIGN, 762, the equation does not hold",
        "REACTION_FORGOTTEN, 762, the equation does not hold",
        "GRADIENT_WITHOUT_CHAIN_RULE, 761, solutionGradient at [",
        "DIFFUSION_GRADIENT_FORGOTTEN, 761, differences of diffusion give 1",
        "NEGATIVE_DIFFUSION, 763, diffusion is -",
        "COLUMNS_OF_THE_SOLUTION, 725, columns of the training data's targets",
        "TESTS_A_POINT_INSIDE, 723, '1 of 40 test points are training points, too: ['"
    })
    void kit_wrongEquation_failsTheRuleItBreaks(EquationFlaw flaw, String rule, String words) {
        assertThat(FlawedTaskRun.of(flaw).failed())
                .hasEntrySatisfying(rule, message -> assertThat(message).contains(words));
    }

    @Test
    void kit_pictureOfAnotherDomain_failsTheRuleOnPictures() {
        assertThat(FlawedTaskRun.of(TaskFlaw.PICTURE_OF_OTHER_DOMAIN, "dimension=2")
                        .failed())
                .containsOnlyKeys("754");
    }

    @Test
    void kit_slowConstructorWithoutService_failsTheRulesOnProviders() {
        assertThat(FlawedTaskRun.ofSlowTask().failed()).containsOnlyKeys("701", "703");
    }
}
