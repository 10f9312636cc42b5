package io.mscale.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import io.mscale.api.network.ParameterLayout;
import io.mscale.api.network.Variant;
import io.mscale.api.task.Dataset;
import io.mscale.harness.CommandName;
import io.mscale.harness.UsageException;
import io.mscale.harness.discovery.Tasks;
import io.mscale.harness.run.StudyCommand;
import io.mscale.record.cell.CellSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StudyFormsTest {

    @Test
    void of_chapter_hasThePublishedRecipeBesideOurs() {
        assertThat(names("chapter")).containsExactly("single ", "multi ", "multi published");
    }

    @Test
    void of_activations_triesEveryOneInTheFirstLayer() {
        assertThat(names("activations"))
                .contains("multi first phipsi", "multi first gelu", "multi others tanh")
                .doesNotContain("multi first identity")
                .hasSize(20);
    }

    @Test
    void plan_structures_widensSubnetworksUntilTheParametersAreAsMany() {
        List<CellSpec> cells = plan("structures");

        assertThat(cells).extracting(CellSpec::variant).startsWith(Variant.SINGLE, Variant.MULTI, Variant.MULTI2);
        // 600-100-100 has 70,800 weights behind the first layer; eight subnetworks of an eighth each have an eighth of
        // that
        List<Integer> widths = cells.get(2).network().hiddenWidths();
        assertThat(widths.get(0)).isEqualTo(600);
        assertThat(widths.get(1)).isBetween(350, 650).isEqualTo(widths.get(2));
        assertThat((double) parameters(cells.get(2))).isCloseTo(parameters(cells.get(1)), withPercentage(10));
    }

    @Test
    void plan_anyStudy_hasFiveSeedsOfEveryForm() {
        List<CellSpec> cells = plan("stretch");

        assertThat(cells).hasSize(10);
        assertThat(cells).extracting(CellSpec::seed).containsOnly(1L, 2L, 3L, 4L, 5L);
        assertThat(plan("stretch", "--repeats", "2")).hasSize(4);
    }

    @Test
    void plan_kernel_asksForItAndHasATenthOfTheScales() {
        List<CellSpec> cells = plan("kernel", "--repeats", "1");

        assertThat(cells)
                .extracting(cell ->
                        Arrays.stream(cell.network().scales().values()).max().orElseThrow())
                .containsExactly(1.0, 20.0, 200.0);
        assertThat(cells).allMatch(cell -> cell.measurement().kernel());
        assertThat(cells).extracting(cell -> cell.training().steps()).containsOnly(1000);
        assertThat(plan("frequency-principle"))
                .noneMatch(cell -> cell.measurement().kernel());
    }

    @Test
    void plan_equalScales_areTheTasksLargest() {
        assertThat(plan("equal-scales", "--repeats", "1"))
                .extracting(
                        cell -> cell.network().scales().toString(),
                        cell -> cell.network().initialization().id())
                .containsExactly(
                        tuple("linear:200", "uniform"),
                        tuple("const:200x1", "uniform"),
                        tuple("const:2000x1", "uniform"),
                        tuple("const:200x1", "near-one"),
                        tuple("const:200x1", "narrow"));
    }

    @Test
    void plan_generalisation_crossesSamplesWithScales() {
        assertThat(plan("generalisation", "--repeats", "1"))
                .hasSize(24)
                .extracting(cell -> cell.training().trainSize(), cell -> DoubleStream.of(
                                cell.network().scales().values())
                        .max()
                        .orElseThrow())
                .startsWith(tuple(250, 23.0), tuple(250, 46.0))
                .endsWith(tuple(2000, 368.0), tuple(2000, 736.0))
                .doesNotHaveDuplicates();
        assertThat(plan("generalisation", "--repeats", "1", "--train-size", "80"))
                .extracting(cell -> cell.training().trainSize())
                .containsOnly(10, 20, 40, 80);
    }

    @Test
    void plan_bands_fitsEveryRingAndTheWhole() {
        List<CellSpec> cells = plan("bands", "--repeats", "1");

        assertThat(cells)
                .extracting(
                        CellSpec::variant,
                        cell -> cell.taskSettings().options().get("ring"),
                        cell -> cell.network().scales().toString(),
                        cell -> cell.network().hiddenWidths())
                .containsExactly(
                        tuple(Variant.SINGLE, "1", "1", List.of(150, 25, 25)),
                        tuple(Variant.MULTI, "1", "const:10x1", List.of(150, 25, 25)),
                        tuple(Variant.SINGLE, "2", "1", List.of(150, 25, 25)),
                        tuple(Variant.MULTI, "2", "const:20x1", List.of(150, 25, 25)),
                        tuple(Variant.SINGLE, "3", "1", List.of(150, 25, 25)),
                        tuple(Variant.MULTI, "3", "const:30x1", List.of(150, 25, 25)),
                        tuple(Variant.SINGLE, "4", "1", List.of(150, 25, 25)),
                        tuple(Variant.MULTI, "4", "const:40x1", List.of(150, 25, 25)),
                        tuple(Variant.SINGLE, "all", "1", List.of(600, 100, 100)),
                        tuple(Variant.MULTI2, "all", "10,20,30,40", List.of(600, 100, 100)));
        assertThat(cells).extracting(CellSpec::id).doesNotHaveDuplicates();
        assertThat(4 * parameters(cells.get(1))).isEqualTo(parameters(cells.get(9)));
    }

    /** Each cell's options make its own target, from the same test points for all; the rings' add up to the whole's. */
    @Test
    void plan_bands_targetsOfTheRingsAddUp() {
        Tasks tasks = Tasks.ofThisProgram();
        List<CellSpec> cells = plan("bands", "--repeats", "2", "--dimension", "1");
        for (long seed : List.of(1L, 2L)) {
            Map<String, Dataset> tests = new HashMap<>();
            cells.stream()
                    .filter(cell -> cell.seed() == seed)
                    .forEach(cell -> tests.put(
                            cell.taskSettings().options().get("ring"),
                            tasks.require(cell.task())
                                    .configured(cell.taskSettings().options())
                                    .withSeed(seed)
                                    .testSet(cell.training().testSize(), seed)));
            Dataset whole = Objects.requireNonNull(tests.remove("all"));
            double[] sum = new double[whole.size()];
            tests.values().forEach(ring -> {
                assertThat(ring.x()).isEqualTo(whole.x());
                double[] y = ring.y();
                Arrays.setAll(sum, i -> sum[i] + y[i]);
            });

            assertThat(tests).hasSize(4);
            assertThat(sum).containsExactly(whole.y(), within(1e-12));
        }
    }

    @Test
    void chosen_whatTheStudyChoosesOfItsTask_isRefused() {
        for (List<String> given : List.of(
                List.of("--ring", "2"),
                List.of("--kmax", "9"),
                List.of("--bands", "3"),
                List.of("--task-option", "ring=2"))) {
            assertThatThrownBy(
                            () -> options("bands", given.get(0), given.get(1)).chosen(Tasks.ofThisProgram()))
                    .isInstanceOf(UsageException.class)
                    .hasMessageStartingWith(given.get(0))
                    .hasMessageEndingWith(": study 'bands' chooses that itself; see study --help");
        }
    }

    @Test
    void plan_losses_takesAllSamplesInEveryStepByEachLoss() {
        List<CellSpec> cells = plan("principle-under-losses", "--repeats", "1", "--batch", "440");

        assertThat(cells).extracting(cell -> cell.training().loss().id()).containsExactly("mse", "energy", "residual");
        assertThat(cells).allSatisfy(cell -> {
            assertThat(cell.training().trainSize()).isEqualTo(440);
            assertThat(cell.training().batchSize()).isEqualTo(440);
            assertThat(cell.network().spec().scales().values()).containsExactly(4);
            assertThat(cell.training().steps()).isEqualTo(3000);
        });
        assertThatThrownBy(() -> options("principle-under-losses", "--train-size", "1000")
                        .chosen(Tasks.ofThisProgram()))
                .isInstanceOf(UsageException.class)
                .hasMessage("--train-size: in study 'principle-under-losses' every step takes all samples; --batch says"
                        + " how many they are");
    }

    @Test
    void plan_baselines_tunesEveryFormAsMuch() {
        List<CellSpec> cells = plan("baselines", "--repeats", "1");

        assertThat(cells.stream().collect(Collectors.groupingBy(CellSpec::variant, Collectors.counting())))
                .hasSize(6)
                .allSatisfy((variant, count) -> assertThat(count).isEqualTo(4));
        assertThat(cells)
                .filteredOn(cell -> cell.variant() == Variant.SIREN)
                .extracting(cell -> cell.network().spec().omega(), cell -> cell.training()
                        .learningRate())
                .containsExactly(tuple(30.0, 1e-3), tuple(30.0, 2e-3), tuple(120.0, 1e-3), tuple(120.0, 2e-3));
    }

    @Test
    void chosen_anotherTask_isTakenWhereTheClaimIsNotAboutOne() throws IOException {
        Tasks tasks = Tasks.ofThisProgram();

        assertThat(options("scales-too-large", "--task", "fit2d").chosen(tasks))
                .extracting(chosen -> chosen.task().id())
                .containsExactly("fit2d");
        assertThat(options("stretch").chosen(tasks))
                .extracting(chosen -> chosen.task().id())
                .containsExactly("stretch");
        assertThatThrownBy(() -> options("stretch", "--task", "fit1d").chosen(tasks))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(
                        "--task: study 'stretch' is about task 'stretch' alone, not 'fit1d'; any task: ")
                .hasMessageContaining("scales-too-large");
        for (String study : List.of("generalisation", "equal-scales", "scales-too-large", "kernel")) {
            assertThatThrownBy(() -> options(study, "--task", "ritz1d").chosen(tasks))
                    .isInstanceOf(UsageException.class)
                    .hasMessage(
                            "--task: study '" + study + "' needs the error at the training points, and ritz1d learns"
                                    + " from an equation; with --loss mse it is fitted");
            assertThat(options(study, "--task", "ritz1d", "--loss", "mse").chosen(tasks))
                    .hasSize(1);
        }
        assertThat(options("structures", "--task", "ritz1d").chosen(tasks)).hasSize(1);
        assertThatThrownBy(() -> options("structures", "--task", "fit1d,fit2d").chosen(tasks))
                .isInstanceOf(UsageException.class)
                .hasMessage("--task: a study has one task, not 2");
    }

    @Test
    void steps_frequencyPrinciple_areEnoughToSeeIt() {
        assertThat(options("frequency-principle").steps()).contains(1000);
        assertThat(options("frequency-principle", "--steps", "7").steps()).contains(7);
        assertThat(options("baselines").steps()).isEmpty();
    }

    @Test
    void topic_noneOrUnknown_namesTheStudies() {
        assertThatThrownBy(() -> options().study())
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("study takes the name of one study: chapter, frequency-principle, ");
        assertThatThrownBy(() -> options("strech").study())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Did you mean 'stretch'?");
    }

    @Test
    void parse_whatAStudyChoosesItself_isRefused() {
        assertThatThrownBy(() -> options("chapter", "--scales=1,2"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--scales: a study chooses that itself; see study --help");
    }

    private static List<String> names(String study) {
        return Form.of(options(study).study()).stream()
                .map(form -> form.variant + " " + form.label)
                .toList();
    }

    private static List<CellSpec> plan(String... arguments) {
        StudyCommand options = options(
                Stream.concat(Stream.of(arguments), Stream.of("--backend", "a")).toArray(String[]::new));
        try {
            return Plans.planner(options, options.chosen(Tasks.ofThisProgram()), Form.of(options.study()))
                    .plan()
                    .cells();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int parameters(CellSpec cell) {
        return ParameterLayout.of(cell.network().spec()).size();
    }

    private static StudyCommand options(String... arguments) {
        String[] line = new String[arguments.length + 1];
        line[0] = "study";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return (StudyCommand) CommandName.parse(line);
    }
}
