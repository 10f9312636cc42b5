package io.mscale.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.tck.flawed.Flaw;
import io.mscale.tck.flawed.FlawedRun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kit passes a correct backend and catches wrong ones, by the rule that the mistake breaks. */
class KitTest {

    @Test
    void kit_correctBackend_passesEveryRule() {
        FlawedRun run = FlawedRun.of(Flaw.NONE, true);

        assertThat(run.failed()).isEmpty();
        assertThat(run.skipped()).isEmpty();
        assertThat(run.passed())
                .hasSizeGreaterThan(40)
                .allMatch(rule -> rule.matches("(required|optional)_spec\\d{3}_.*"));
    }

    @ParameterizedTest
    @CsvSource({
        "GRADIENT_SIGN, 211 212 213 215",
        "SCALED_BIAS, 201 202 204 205 206",
        "SQUARED_SCALE_IN_GRADIENT, 211 214",
        "LOSS_SUMMED_OVER_OUTPUTS, 206",
        "LOSS_AFTER_UPDATE, 206 311 315",
        "LOSS_HALVED, 206 311 315",
        "PREDICTION_SHRUNK, 201 202 241",
        "PREDICTION_ROUNDED, 201 202 241",
        "UPDATE_COMES_LATE, 211 301 302",
        "NO_BIAS_CORRECTION, 301 302 312",
        "EPSILON_OUTSIDE_CORRECTION, 302",
        "EPSILON_INSIDE_ROOT, 302 303",
        "NO_DECAY, 303",
        "FIRST_BATCH_AGAIN, 315 316",
        "BLOCK_REPEATS_ITS_FIRST_STEP, 314",
        "LONG_BLOCK_IS_HALVED, 314",
        "KEEPS_MOMENTS, 321 618",
        "SHARES_PARAMETERS, 402",
        "PREDICTION_DISTURBS_TRAINING, 322",
        "FLOAT32_IN_DISGUISE, 201 211 401",
        "LAST_SAMPLES_FORGOTTEN, 213",
        "STALE_DATA, 261 323",
        "TRAINS_FROZEN_PARAMETERS, 225",
        "SCALES_NOT_TRAINED, 226 228 612 615",
        "OMEGA_FORGOTTEN, 221 222 224",
        "SUBNETS_LINKED, 222 223 224 229",
        "REACTION_DOUBLED, 251 252 253 254 255 256 257 258 259 260 261",
        "SLOPES_FORGOTTEN, 251 252 253 254 255 256 257 258 260 261",
        "PARTS_MIXED, 260 261",
        "DATA_RESET_MOMENTS, 261 324",
        "NOISE, 601 619",
        "MOMENTS_TOLD_CORRECTED, 611 612 613 616 617",
        "SECOND_MOMENTS_FORGOTTEN, 613 614 615 616 617 619",
        "STEPS_COUNTED_FROM_RESUMPTION, 613 614 615 619",
        "GRADIENT_TAKES_A_STEP, 616 617",
        "GRADIENT_OF_FIRST_BATCH, 616 617",
        "MOMENTS_ROUNDED, 616 617 619"
    })
    void kit_wrongBackend_failsTheRulesItBreaks(Flaw flaw, String rules) {
        List<String> broken = List.of(rules.split(" "));

        assertThat(FlawedRun.ofNumbers(broken, flaw).failedNumbers()).containsExactlyInAnyOrderElementsOf(broken);
    }

    /** Words that tell the author where to look. */
    @Test
    void kit_float32InDisguise_isCalledThat() {
        FlawedRun run = FlawedRun.ofNumbers(List.of("201", "211", "401"), Flaw.FLOAT32_IN_DISGUISE);

        assertThat(run.messages())
                .anyMatch(message ->
                        message.matches("output differs from the reference: relative error \\d\\.\\d\\de-0[78],"
                                + " allowed 1\\.00e-12 \\(an error of float32's size: .*"))
                .anyMatch(message -> message.startsWith("gradient of W_") && message.contains("float32's size"))
                .anyMatch(message ->
                        message.matches("parameters before bind: number \\d+ is \\S+, not \\S+, a relative .*"));
    }

    /** Its device is slow, so only the rule that tells. */
    @Test
    void kit_backendThatReturnsEarly_failsTheRuleOnUnfinishedWork() {
        String rule = "required_spec328_trainReturnsWhenItsWorkIsDone";

        assertThat(FlawedRun.ofRule(rule, Flaw.RETURNS_EARLY).messages())
                .isNotEmpty()
                .allMatch(message -> message.startsWith("train returns before its work is done"));
    }

    @ParameterizedTest
    @CsvSource({
        "LEAKS_PER_STEP, required_spec501_memoryDoesNotGrowOver500Steps",
        "CLOSED_MODELS_STAY, required_spec503_closedModelsLeaveNothingBehind"
    })
    void kit_leakingBackend_failsTheRuleOnMemory(Flaw flaw, String rule) {
        assertThatMemoryIsFoundGrowing(FlawedRun.ofRule(rule, flaw), rule);
    }

    @Test
    @EnabledOnOs(OS.LINUX) // elsewhere the kit cannot see the resident set, and says so
    void kit_backendThatLeaksNativeMemory_failsTheRuleOnMemory() {
        String rule = "required_spec501_memoryDoesNotGrowOver500Steps";

        assertThatMemoryIsFoundGrowing(FlawedRun.ofRule(rule, Flaw.LEAKS_NATIVE_MEMORY), rule);
    }

    private static void assertThatMemoryIsFoundGrowing(FlawedRun run, String rule) {
        assertThat(run.failed()).containsExactly(rule);
        assertThat(run.messages()).allMatch(message -> message.contains("memory stops growing"));
    }

    @Test
    void kit_backendThatDoesNotTellItsMoments_skipsThoseRulesOpenly() {
        FlawedRun run = FlawedRun.ofNumbers(List.of("611", "616", "619"), Flaw.MOMENTS_NOT_DECLARED);

        assertThat(run.skipped()).hasSize(3);
        assertThat(run.passed()).isEmpty();
        assertThat(run.failed()).isEmpty();
    }

    @Test
    void kit_backendThatDeclaresLessThanSameBits_skipsThoseRulesOpenly() {
        FlawedRun run = FlawedRun.of(Flaw.NOISE, false);

        assertThat(run.skipped()).contains("optional_spec601_sameSeedGivesSameBits");
        assertThat(run.passed()).doesNotContain("optional_spec601_sameSeedGivesSameBits");
    }
}
