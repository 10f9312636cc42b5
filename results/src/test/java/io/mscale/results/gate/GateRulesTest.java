package io.mscale.results.gate;

import static io.mscale.results.gate.Gates.FAST;
import static io.mscale.results.gate.Gates.SLOW;
import static io.mscale.results.gate.Gates.gate;
import static io.mscale.results.gate.Gates.steps;
import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.run.RunRecord;
import io.mscale.results.compare.Runs;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Waivers, and thresholds of single cells. */
class GateRulesTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-06-01");

    private static Gate ruled(List<Rules.Threshold> thresholds, List<Rules.Waiver> waivers) {
        Tolerance tolerance = Tolerance.DEFAULT.with(new Rules("gate.toml", thresholds, waivers, TODAY));
        return Gate.of(Runs.compare(steps(FAST), steps(SLOW)), tolerance, Optional.empty());
    }

    private static Rules.Waiver waiver(String cells, Check.Kind kind, String until) {
        return new Rules.Waiver(new Rules.CellPattern(cells), kind, "a new library", LocalDate.parse(until));
    }

    @ParameterizedTest
    @CsvSource({
        "ejml cpu fit1d multi, TIME, 2026-06-01, true",
        "ejml * multi, TIME, 2026-07-01, true",
        "*, TIME, 2026-06-01, true",
        "ejml cpu fit1d, TIME, 2026-06-01, false",
        "djl *, TIME, 2026-06-01, false",
        "ejml *, ACCURACY, 2026-06-01, false",
        "ejml *, TIME, 2026-05-31, false"
    })
    void of_waivedRegression_passesUntilTheWaiverExpires(String cells, Check.Kind kind, String until, boolean passes) {
        Gate gate = ruled(List.of(), List.of(waiver(cells, kind, until)));

        assertThat(gate.outcome()).isEqualTo(passes ? Outcome.PASS : Outcome.REGRESSION);
        assertThat(gate.checks().stream().filter(check -> check.waiver().isPresent()))
                .hasSize(passes ? 1 : 0);
    }

    @Test
    void of_waivers_areTold() {
        assertThat(ruled(List.of(), List.of(waiver("*", Check.Kind.TIME, "2026-06-30")))
                        .checks(Outcome.PASS))
                .extracting(Check::reason)
                .contains("a regression, waived until 2026-06-30: a new library");
        assertThat(ruled(List.of(), List.of(waiver("*", Check.Kind.TIME, "2026-05-31")))
                        .checks(Outcome.REGRESSION))
                .extracting(Check::reason)
                .containsExactly("its waiver expired on 2026-05-31: a new library");
        assertThat(Gate.inDoubt(
                        Runs.compare(steps(FAST), steps(SLOW)),
                        Tolerance.DEFAULT.with(new Rules(
                                "gate.toml", List.of(), List.of(waiver("*", Check.Kind.TIME, "2026-06-30")), TODAY))))
                .isEmpty();
    }

    @Test
    void of_thresholdOfACell_isTheLastThatMatches() {
        Rules.Threshold wide = new Rules.Threshold(new Rules.CellPattern("ejml *"), Check.Kind.TIME, 0.5);
        Rules.Threshold narrow = new Rules.Threshold(new Rules.CellPattern("*"), Check.Kind.TIME, 0.05);

        assertThat(ruled(List.of(narrow, wide), List.of()).outcome()).isEqualTo(Outcome.PASS);
        assertThat(ruled(List.of(wide, narrow), List.of()).outcome()).isEqualTo(Outcome.REGRESSION);
    }

    /** The waived cell is not measured again; the second look is about the other. */
    @Test
    void of_waiverBesideASecondLook_isJudgedByTheFirst() {
        Tolerance tolerance = Tolerance.DEFAULT.with(
                new Rules("gate.toml", List.of(), List.of(waiver("ejml *", Check.Kind.TIME, "2026-06-30")), TODAY));
        RunRecord base = Runs.run(Runs.steps("ejml", FAST), Runs.steps("djl", FAST));
        RunRecord head = Runs.run(Runs.steps("ejml", SLOW), Runs.steps("djl", SLOW));
        RunRecord again = Runs.run(Runs.steps("djl", FAST));

        Gate gate = Gate.of(Runs.compare(base, head), tolerance, Optional.of(Runs.compare(base, again)));

        assertThat(gate.outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void unmatchedRules_mistypedPattern_isNamed() {
        Gate gate = ruled(List.of(), List.of(waiver("ejlm *", Check.Kind.TIME, "2026-06-30")));

        assertThat(gate.unmatchedRules()).containsExactly("ejlm *");
    }
}
