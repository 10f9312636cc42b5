package io.mscale.harness.plan;

import static io.mscale.harness.plan.Plans.LIBRARY;
import static io.mscale.harness.plan.Plans.assertRefused;
import static io.mscale.harness.plan.Plans.plan;
import static io.mscale.harness.plan.Plans.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.Probe;
import io.mscale.harness.CommandName;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.RunOptions;
import io.mscale.record.cell.CellSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scales and rounds. */
class PlannerScalesTest {

    @Test
    void plan_single_hasTheOneScaleWhateverIsAsked() {
        assertThat(plan("--backend", "a", "--scales", "linear:100"))
                .extracting(cell -> cell.network().scales().toString())
                .containsExactly("1", "linear:100");
    }

    @Test
    void plan_grid_numbersTheFormsOfAVariantAndRecordsTheirSettings() {
        List<CellSpec> cells = plan("--backend", "a", "--scales", "linear:100;linear:50", "--seed", "4");

        assertThat(cells)
                .extracting(CellSpec::id, CellSpec::setting, cell -> cell.network()
                        .scales()
                        .toString())
                .containsExactly(
                        tuple("a-cpu-fit1d-single-r1", "", "1"),
                        tuple("a-cpu-fit1d-multi-s1-r1", "scales linear:100", "linear:100"),
                        tuple("a-cpu-fit1d-multi-s2-r1", "scales linear:50", "linear:50"));
    }

    @Test
    void plan_autoScales_areTheSameForAllRepeatsAndTold() {
        RunOptions options = (RunOptions)
                CommandName.parse("--backend", "a", "--variant", "multi,multi2", "--scales", "auto", "--repeats", "2");
        RunPlan plan = planner(options, Probe.available(LIBRARY)).plan();

        assertThat(plan.cells())
                .extracting(cell -> cell.network().scales().toString())
                .satisfiesExactly(
                        multi -> assertThat(multi.split(",")).hasSize(100),
                        multi2 -> assertThat(multi2.split(",")).hasSize(12),
                        again -> assertThat(again)
                                .isEqualTo(
                                        plan.cells().get(0).network().scales().toString()),
                        again -> assertThat(again)
                                .isEqualTo(
                                        plan.cells().get(1).network().scales().toString()));
        assertThat(plan.cells().get(0).choices()).singleElement().satisfies(choice -> assertThat(choice)
                .matches("Scales for fit1d multi chosen from the training data: 100 from 1 to 20\\d(\\.\\d+)?;"
                        + " frequencies up to 750 were looked for, for higher ones give --scales"));
    }

    @Test
    void plan_autoScales_dependOnTheReachOfTheInitialization() {
        String[] auto = {"--backend", "a", "--variant", "multi2", "--scales", "auto", "--init"};
        double uniform = largestScale(Arrays.copyOf(auto, 7), "uniform");

        // a subnetwork has 600 / 12 neurons: sqrt(3) 2 / sqrt(51) instead of 1
        assertThat(uniform / largestScale(Arrays.copyOf(auto, 7), "mscale-paper"))
                .isCloseTo(Math.sqrt(12.0 / 51), within(0.01));
    }

    @Test
    void plan_autoInRounds_dividesTheStepsOfMultiScaleNetworks() {
        List<CellSpec> cells =
                plan("--backend", "a", "--variant", "single,multi,multi2", "--scales", "auto;auto:3", "--steps", "100");

        assertThat(cells)
                .extracting(cell -> cell.variant() + " " + cell.setting(), cell -> cell.training()
                        .rounds())
                .containsExactly(
                        tuple("single ", CellSpec.Rounds.ONE),
                        tuple("multi scales auto", CellSpec.Rounds.ONE),
                        tuple("multi scales auto:3", new CellSpec.Rounds(3, true)),
                        tuple("multi2 scales auto", CellSpec.Rounds.ONE),
                        tuple("multi2 scales auto:3", new CellSpec.Rounds(3, true)));
        assertThat(cells.get(2).network()).isEqualTo(cells.get(1).network());
        assertThat(cells.get(2).training().steps()).isEqualTo(100);
        assertThat(cells.get(2).choices())
                .singleElement()
                .asString()
                .startsWith("Scales for fit1d multi in the first of 3 rounds chosen from the training data: 100 from");
    }

    @Test
    void plan_rounds_areEveryVariantsAndKeepNamedScales() {
        List<CellSpec> cells = plan("--backend", "a", "--variant", "single,multi", "--rounds", "1;3");

        assertThat(cells)
                .extracting(cell -> cell.variant() + " " + cell.setting(), cell -> cell.training()
                        .rounds())
                .containsExactly(
                        tuple("single rounds 1", CellSpec.Rounds.ONE),
                        tuple("single rounds 3", new CellSpec.Rounds(3, false)),
                        tuple("multi rounds 1", CellSpec.Rounds.ONE),
                        tuple("multi rounds 3", new CellSpec.Rounds(3, false)));
        assertThat(plan("--backend", "a", "--variant", "multi", "--scales", "auto", "--rounds", "2"))
                .extracting(cell -> cell.training().rounds())
                .containsExactly(new CellSpec.Rounds(2, true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--scales auto:5 --steps 4 | --steps: 5 rounds need as many steps, not 4",
                "--rounds 5 --steps 4 | --steps: 5 rounds need as many steps, not 4",
                "--scales auto:5 --rounds 3 | --rounds: --scales auto:5 has its own number of rounds",
                "--rounds 20 --variant single --width 15000,15000 | --width, --rounds: hidden widths [15000, 15000] give"
                        + " more than 2147483647 parameters in 20 rounds",
                "--rounds 21 | --rounds: '21' is not a whole number from 1 to 20",
                "--scales auto:2 --validation 10% --early-stopping 5 | --early-stopping: a training in 2 rounds cannot"
                        + " stop early, because its validation error rises where a round begins; --keep-best can be used",
                "--scales auto:0    | --scales: scales 'auto:0': the number of rounds '0' is not a whole number from 1 to 20",
                "--scales auto:many | --scales: scales 'auto:many': the number of rounds 'many' is not a whole number from 1 to 20",
                "--scales auto:     | --scales: scales 'auto:': the number of rounds '' is not a whole number from 1 to 20",
            })
    void plan_wrongRounds_areRefused(String options, String problem) {
        List<String> words = new ArrayList<>(List.of("--backend", "a", "--variant", "multi"));
        words.addAll(List.of(options.split(" ")));

        assertThatThrownBy(() -> plan(words.toArray(String[]::new)))
                .isInstanceOf(UsageException.class)
                .hasMessage(problem);
    }

    private static double largestScale(String[] arguments, String initialization) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = initialization;
        return Arrays.stream(plan(all).get(0).network().scales().values()).max().orElseThrow();
    }

    @Test
    void plan_unevenSplit_isTold() {
        RunOptions options = (RunOptions) CommandName.parse(
                "--backend", "a", "--variant", "multi2,fourier,nerf", "--width", "101,20", "--scales", "1,4,2");

        assertThat(planner(options, Probe.available(LIBRARY)).plan().notes())
                .containsExactly(
                        "multi2: 101 neurons over 3 scales: 33 each, and the remaining 2 to the largest scale",
                        "multi2: 20 neurons over 3 scales: 6 each, and the remaining 2 to the largest scale",
                        "fourier: 100 first-layer neurons instead of 101: features come in pairs of sine and cosine,"
                                + " the same number for each frequency or sigma",
                        "nerf: 16 first-layer neurons instead of 101: features come in pairs of sine and cosine, the"
                                + " same number for each frequency or sigma");
    }

    @Test
    void plan_moreSubnetworksThanNeurons_isRefused() {
        assertRefused(
                "--width, --scales: scales 'linear:200' make 200 subnetworks, which need at least as many neurons in"
                        + " every hidden layer, not 100",
                "--backend",
                "a",
                "--variant",
                "multi2",
                "--scales",
                "linear:200");
    }

    @Test
    void plan_moreScalesThanNeurons_isRefused() {
        assertRefused("--width, --scales: scales 'linear:200' need at least 200", "--backend", "a", "--width", "50,10");
    }
}
