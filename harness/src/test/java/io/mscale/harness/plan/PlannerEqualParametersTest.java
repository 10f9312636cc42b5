package io.mscale.harness.plan;

import static io.mscale.harness.plan.Plans.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.mscale.record.cell.CellSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Widths that give the variants as many parameters. */
class PlannerEqualParametersTest {

    /** Two networks together have as many parameters as one. */
    @Test
    void plan_equalParametersInRounds_countAllNetworks() {
        List<CellSpec> cells =
                plan("--backend", "a", "--variant", "single,multi", "--scales", "auto:2", "--equal-parameters");

        assertThat(2 * EqualParameters.count(cells.get(1).network().spec()))
                .isCloseTo(EqualParameters.count(cells.get(0).network().spec()), withinPercentage(1));
    }

    @Test
    void plan_equalParameters_areThoseOfTheFirstVariant() {
        List<CellSpec> cells =
                plan("--backend", "a", "--variant", "multi,single,multi2,fourier,nerf,siren,mff", "--equal-parameters");
        int wanted = EqualParameters.count(cells.get(0).network().spec());

        assertThat(cells).allSatisfy(cell -> assertThat(
                        EqualParameters.count(cell.network().spec()))
                .isCloseTo(wanted, withinPercentage(1)));
        assertThat(cells.get(0).choices()).isEmpty();
        assertThat(cells.get(4).choices())
                .singleElement()
                .asString()
                .matches("nerf: hidden widths 16,(\\d+),\\1 instead of 16,100,100 make \\d+ parameters;"
                        + " multi has 71501");
    }

    @Test
    void plan_equalParameters_alsoNarrow() {
        List<CellSpec> cells = plan("--backend", "a", "--variant", "nerf,single", "--equal-parameters");
        int wanted = EqualParameters.count(cells.get(0).network().spec());

        assertThat(EqualParameters.count(cells.get(1).network().spec())).isCloseTo(wanted, withinPercentage(3));
        assertThat(cells.get(1).network().hiddenWidths()).startsWith(600).endsWith(17, 17);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--scales linear:10", "--scales linear:10;linear:20", "--width 600,100,100"})
    void plan_equalParameters_areThoseOfTheNetworkThatIsTrained(String options) {
        String[] words = ("--backend a --variant multi2,single --equal-parameters " + options).split(" ", -1);
        List<CellSpec> cells = plan(words);
        int wanted = EqualParameters.count(cells.get(0).network().spec());

        assertThat(EqualParameters.count(cells.get(cells.size() - 1).network().spec()))
                .isCloseTo(wanted, withinPercentage(2));
    }
}
