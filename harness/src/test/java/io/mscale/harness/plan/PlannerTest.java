package io.mscale.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
import io.mscale.api.LibraryInfo;
import io.mscale.api.Precision;
import io.mscale.api.Probe;
import io.mscale.api.WorkerSettings;
import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.NetworkOption;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.training.Loss;
import io.mscale.api.training.Optimizer;
import io.mscale.harness.CommandName;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.RunOptions;
import io.mscale.harness.discovery.BackendFolder;
import io.mscale.harness.discovery.Backends;
import io.mscale.harness.discovery.FoundBackend;
import io.mscale.harness.discovery.Tasks;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.TimingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {

    private static final Capabilities EVERYTHING = Capabilities.on(Device.Kind.CPU)
            .with(Precision.values())
            .with(Structure.values())
            .with(ActivationPattern.all().toArray(ActivationPattern[]::new))
            .with(NetworkOption.values())
            .with(Loss.meanSquaredError())
            .with(Optimizer.Kind.ADAM);

    private static final Backends BACKENDS = new Backends(List.of(
            found(new NamedBackend("a", EVERYTHING)),
            found(new NamedBackend("b", EVERYTHING)),
            found(new NamedBackend(
                    "narrow",
                    Capabilities.on(Device.Kind.GPU)
                            .with(Precision.FLOAT32)
                            .with(Structure.DENSE)
                            .with(Activation.RELU))),
            new FoundBackend("broken", new BackendFolder(Path.of("broken")), null, "it fell down")));

    private static final LibraryInfo LIBRARY = new LibraryInfo("library", "1", null, 1, null, null);

    @Test
    void plan_all_standsForWhatCanDoItAndTellsOfTheRest() {
        RunOptions options = (RunOptions) CommandName.parse("--backend", "all");
        RunPlan plan =
                planner(options, Probe.unavailable("its library is missing")).plan();

        assertThat(plan.cells()).extracting(CellSpec::backend).containsOnly("a");
        assertThat(plan.notes())
                .filteredOn(note -> note.startsWith("Left out: "))
                .containsExactly(
                        "Left out: backend 'b' cannot be used here: its library is missing",
                        "Left out: backend 'narrow' has no device 'cpu'; it has gpu",
                        "Left out: backend 'broken' is broken: it fell down");
    }

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

    /** Two networks together have as many parameters as one. */
    @Test
    void plan_equalParametersInRounds_countAllNetworks() {
        List<CellSpec> cells =
                plan("--backend", "a", "--variant", "single,multi", "--scales", "auto:2", "--equal-parameters");

        assertThat(2 * EqualParameters.count(cells.get(1).network().spec()))
                .isCloseTo(EqualParameters.count(cells.get(0).network().spec()), withinPercentage(1));
    }

    private static double largestScale(String[] arguments, String initialization) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = initialization;
        return Arrays.stream(plan(all).get(0).network().scales().values()).max().orElseThrow();
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

    @Test
    void plan_workerSettings_areACollectorTheBackendsOwnAndThenTheUsers() {
        assertThat(plan("--backend", "a,b", "--variant", "single", "--threads", "4"))
                .extracting(
                        cell -> cell.worker().jvmOptions() + " " + cell.worker().environment())
                .containsExactly(
                        "[-XX:+UseSerialGC, -Dof=a, -Dusers=1] {THREADS=4, USERS=1}",
                        "[-XX:+UseSerialGC, -Dof=b, -Dusers=1] {THREADS=4, USERS=1}");
    }

    @Test
    void plan_brokenBackend_isRefusedWithItsReason() {
        assertRefused("--backend: backend 'broken' cannot be used: it fell down", "--backend", "broken");
    }

    @Test
    void plan_deviceThatABackendLacks_isRefusedWithWhatItHas() {
        assertRefused(
                "--device: backend 'b' has no 'gpu'; it has cpu: use --device cpu",
                "--backend",
                "b",
                "--device",
                "gpu");
        assertRefused("--device: backend 'narrow' has no 'cpu'; it has gpu: use --device gpu", "--backend", "a,narrow");
    }

    @Test
    void plan_activationThatABackendLacks_isRefusedWithWhatItHas() {
        assertRefused(
                "backend 'narrow' has no activation 'sin'; it has relu", "--backend", "narrow", "--device", "gpu");
    }

    @Test
    void plan_moreScalesThanNeurons_isRefused() {
        assertRefused("--width, --scales: scales 'linear:200' need at least 200", "--backend", "a", "--width", "50,10");
    }

    /** Nobody named it, so that the message says where it comes from. */
    @Test
    void plan_gpuWithoutTheBackendMadeForIt_isRefused() {
        assertRefused(
                "--device gpu:1 without --backend: unknown backend 'cuda'; allowed: a, b, narrow", "--device", "gpu:1");
        assertRefused("--backend: unknown backend 'cuda'", "--device", "gpu", "--backend", "cuda");
        assertRefused("--backend: unknown backend 'simd'");
    }

    private static List<CellSpec> plan(String... arguments) {
        RunOptions options = (RunOptions) CommandName.parse(arguments);
        return planner(options, Probe.available(LIBRARY)).plan().cells();
    }

    private static Planner planner(RunOptions options, Probe trialOfB) {
        return new Planner(
                options,
                tasks(options),
                Form.of(options),
                BACKENDS,
                backend -> backend.id().equals("b") ? trialOfB : Probe.available(LIBRARY),
                new WorkerSettings(List.of("-Dusers=1"), Map.of("USERS", "1")));
    }

    /** A planner of other forms. */
    static Planner planner(RunOptions options, List<ChosenTask> tasks, List<Form> forms) {
        return new Planner(options, tasks, forms, BACKENDS, backend -> Probe.available(LIBRARY), WorkerSettings.NONE);
    }

    private static List<ChosenTask> tasks(RunOptions options) {
        return ChosenTask.of(options.taskOptions(), Tasks.ofThisProgram());
    }

    private static void assertRefused(String message, String... arguments) {
        assertThatThrownBy(() -> plan(arguments))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(message);
    }

    private static FoundBackend found(NamedBackend backend) {
        return new FoundBackend(backend.id(), new BackendFolder(Path.of(backend.id())), backend, null);
    }
}
