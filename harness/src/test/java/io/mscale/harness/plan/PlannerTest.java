package io.mscale.harness.plan;

import static io.mscale.harness.plan.Plans.assertRefused;
import static io.mscale.harness.plan.Plans.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.training.Loss;
import io.mscale.harness.UsageException;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.TimingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {

    @Test
    void plan_backendsAlternateWithinEachRepeat() {
        assertThat(plan("--backend", "a,b", "--repeats", "2"))
                .extracting(CellSpec::id)
                .containsExactly(
                        "a-cpu-fit1d-single-r1",
                        "b-cpu-fit1d-single-r1",
                        "a-cpu-fit1d-multi-r1",
                        "b-cpu-fit1d-multi-r1",
                        "a-cpu-fit1d-single-r2",
                        "b-cpu-fit1d-single-r2",
                        "a-cpu-fit1d-multi-r2",
                        "b-cpu-fit1d-multi-r2");
    }

    @Test
    void plan_selfCheck_interleavesTwinsAndChangesWhoGoesFirst() {
        List<CellSpec> cells = plan("--backend", "a,b", "--variant", "multi", "--self-check", "--repeats", "2");

        assertThat(cells)
                .extracting(CellSpec::id)
                .containsExactly(
                        "a-cpu-fit1d-multi-r1",
                        "b-cpu-fit1d-multi-r1",
                        "a-cpu-fit1d-multi-r1-twin",
                        "b-cpu-fit1d-multi-r1-twin",
                        "a-cpu-fit1d-multi-r2-twin",
                        "b-cpu-fit1d-multi-r2-twin",
                        "a-cpu-fit1d-multi-r2",
                        "b-cpu-fit1d-multi-r2");
        assertThat(cells)
                .extracting(cell -> cell.measurement().twin())
                .containsExactly(false, false, true, true, true, true, false, false);
        assertThat(cells).extracting(CellSpec::seed).containsExactly(1L, 1L, 1L, 1L, 2L, 2L, 2L, 2L);
    }

    @Test
    void plan_selfCheckAlone_repeatsSevenTimes() {
        assertThat(plan("--backend", "a", "--variant", "multi", "--self-check")).hasSize(14);
    }

    @Test
    void plan_indexIsThePlaceInThePlan() {
        assertThat(plan("--backend", "a,b", "--repeats", "2"))
                .extracting(CellSpec::index)
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void plan_everyBackendMeetsTheSameSeeds() {
        List<CellSpec> cells = plan("--backend", "a,b", "--variant", "multi", "--repeats", "3", "--seed", "10");

        assertThat(cells).extracting(CellSpec::seed).containsExactly(10L, 10L, 11L, 11L, 12L, 12L);
        assertThat(cells).extracting(CellSpec::repeat).containsExactly(1, 1, 2, 2, 3, 3);
    }

    @Test
    void plan_withoutOverrides_isThePreset() {
        CellSpec cell = plan("--backend", "a", "--variant", "multi", "--preset", "paper")
                .get(0);

        assertThat(cell.network().hiddenWidths()).containsExactly(3000, 100, 100, 100);
        assertThat(cell.network().scales()).hasToString("linear:200");
        assertThat(cell.network().firstActivation()).isEqualTo(Activation.SIN);
        assertThat(cell.network().activation()).isEqualTo(Activation.RELU);
        assertThat(cell.training())
                .isEqualTo(new CellSpec.Training(
                        50_000, 10_000, 2000, 30_000, Loss.meanSquaredError(), "adam", 1e-4, 1e-7));
        assertThat(cell.measurement().cellTimeoutSeconds()).isEqualTo(48 * 3600);
        assertThat(cell.measurement().stopAtTarget()).isFalse();
    }

    @Test
    void plan_overridesWinOverThePreset() {
        CellSpec cell = plan(
                        "--backend",
                        "a",
                        "--variant",
                        "multi",
                        "--width",
                        "30,20",
                        "--scales",
                        "1,2,4",
                        "--init",
                        "he",
                        "--first-activation",
                        "tanh",
                        "--activation",
                        "cos",
                        "--steps",
                        "7",
                        "--train-size",
                        "11",
                        "--test-size",
                        "12",
                        "--batch",
                        "5",
                        "--lr",
                        "0.5",
                        "--decay",
                        "0.25",
                        "--threads",
                        "3",
                        "--precision",
                        "float64",
                        "--time-limit",
                        "2s",
                        "--target-mse",
                        "0.125",
                        "--cell-timeout",
                        "9s",
                        "--timing",
                        "none")
                .get(0);

        assertThat(cell.network())
                .isEqualTo(new CellSpec.Network(
                        new NetworkSpec(
                                Structure.DENSE,
                                1,
                                List.of(30, 20),
                                1,
                                Scales.parse("1,2,4"),
                                Activation.TANH,
                                Activation.COS),
                        Initialization.HE));
        assertThat(cell.training())
                .isEqualTo(new CellSpec.Training(7, 11, 12, 5, Loss.meanSquaredError(), "adam", 0.5, 0.25));
        assertThat(cell.measurement())
                .isEqualTo(new CellSpec.Measurement(TimingMode.NONE, 0.125, true, 2.0, 9, null, false));
        assertThat(cell.precision()).isEqualTo(Precision.FLOAT64);
        assertThat(cell.threads()).isEqualTo(3);
    }

    @Test
    void plan_validation_isTakenFromTheTrainingSamples() {
        String[] common = {"--backend", "a", "--variant", "single", "--train-size", "200", "--noise", "0.05"};
        CellSpec.Training share = training(common, "--validation", "12.5%", "--keep-best", "--early-stopping", "7");
        CellSpec.Training count = training(common, "--validation", "50");

        assertThat(share.trainSize()).isEqualTo(175);
        assertThat(share.validation()).isEqualTo(new CellSpec.Validation(25, true, 7));
        assertThat(share.noise()).isEqualTo(0.05);
        assertThat(count.trainSize()).isEqualTo(150);
        assertThat(count.validation()).isEqualTo(new CellSpec.Validation(50, false, null));
        assertThat(training(common, "--validation", "0.001").validation().validationSize())
                .isEqualTo(1);
        assertThat(training(new String[] {"--backend", "a"}, "--noise", "0").noise())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--keep-best              | --keep-best: needs samples to tell good parameters by",
                "--early-stopping 5       | --early-stopping: needs samples to tell good parameters by",
                "--validation 200         | --validation: holding out 200 of 200 training samples leaves none",
                "--validation 100%        | --validation: '100%' is not a share below 100%",
                "--validation 1.5         | --validation: '1.5' is not a share below 100%",
                "--validation 0           | --validation: '0'",
                "--validation some        | --validation: 'some' is neither a share of the training samples",
                "--validation 5 --early-stopping 0 | --early-stopping: '0'",
                "--noise -1               | --noise: '-1'",
            })
    void plan_wrongValidation_isRefused(String options, String problem) {
        List<String> words = new ArrayList<>(List.of("--backend", "a", "--train-size", "200"));
        words.addAll(List.of(options.split(" ")));

        assertThatThrownBy(() -> plan(words.toArray(String[]::new)))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(problem);
    }

    private static CellSpec.Training training(String[] common, String... more) {
        return plan(Stream.of(common, more).flatMap(Arrays::stream).toArray(String[]::new))
                .get(0)
                .training();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --omega 20                            | --omega: none of the variants trained (single, multi) uses it, only siren
            --sigma 2 --variant multi,nerf        | --sigma: none of the variants trained (multi, nerf) uses it, only fourier
            --sigmas=1,2                          | --sigmas: none of the variants trained (single, multi) uses it, only mff
            --octaves 3                           | --octaves: none of the variants trained (single, multi) uses it, only nerf
            --scales 1,2 --variant single,siren   | --scales: none of the variants trained (single, siren) uses it, only multi, multi2
            --train-scales --variant nerf         | --train-scales: none of the variants trained (nerf) uses it, only multi, multi2
            --first-activation sin --variant mff  | --first-activation: none of the variants trained (mff) uses it, only single, multi, multi2
            --activation relu --variant siren     | --activation: none of the variants trained (siren) uses it, only single, multi, multi2, fourier, nerf, mff
            --init he --variant siren             | --init: none of the variants trained (siren) uses it, only single, multi, multi2, fourier, nerf, mff
            """)
    void plan_optionThatNoVariantUses_isRefused(String options, String message) {
        assertRefused(message, ("--backend a " + options).split(" "));
    }

    @Test
    void plan_optionThatOneOfTheVariantsUses_isTaken() {
        assertThat(plan("--backend", "a", "--variant", "single,siren", "--omega", "20"))
                .extracting(cell -> cell.network().spec().omega())
                .containsExactly(1.0, 20.0);
    }

    @Test
    void plan_moreThanAThousandCells_asksWhetherThatIsMeant() {
        String[] many = {"--backend", "a,b", "--repeats", "501", "--variant", "single"};

        assertRefused("the plan has 1002 cells; add --yes if more than 1000 are meant", many);
        assertThat(plan("--backend", "a,b", "--repeats", "501", "--variant", "single", "--yes"))
                .hasSize(1002);
    }

    @Test
    void plan_publishedRecipe_isPhiPsi() {
        List<CellSpec> cells = plan("--backend", "a", "--variant", "multi", "--recipe", "published");

        assertThat(cells).extracting(CellSpec::setting).containsExactly("ours", "published");
        assertThat(cells.get(1).network().firstActivation()).hasToString("phipsi");
        assertThat(cells.get(1).network().activation()).hasToString("phi");
        assertThat(cells.get(1).network().scales()).hasToString("seed:100");
        assertThat(cells)
                .extracting(CellSpec::initialization)
                .containsExactly(Initialization.UNIFORM, Initialization.MSCALE_PAPER);
    }
}
