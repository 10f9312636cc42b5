package io.mscale.tck.flawed.task;

import io.mscale.api.network.Activation;
import io.mscale.api.network.Baselines;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.Scales;
import io.mscale.api.option.Numbers;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.FrequencyProbe;
import io.mscale.api.task.Grid;
import io.mscale.api.task.Preset;
import io.mscale.api.task.PresetSettings;
import io.mscale.api.task.TaskChoices;
import io.mscale.api.task.TaskOption;
import io.mscale.api.task.Units;
import io.mscale.api.training.Adam;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** sin kx + |x| on an interval, or that of the first coordinate in a square; correct unless told otherwise. */
public final class PlainTask implements FittingTask {

    private final TaskFlaw flaw;
    private final double[] shared = new double[1];
    private Map<String, String> chosen;
    private double k;
    private int dimension;
    private int calls;

    public PlainTask() {
        this(TaskFlaw.NONE);
    }

    PlainTask(TaskFlaw flaw) {
        this(flaw, Map.of());
    }

    private PlainTask(TaskFlaw flaw, Map<String, String> given) {
        this.flaw = flaw;
        this.chosen = Map.of();
        choose(given);
    }

    private void choose(Map<String, String> given) {
        TaskChoices choices = new TaskChoices(options(), flaw == TaskFlaw.TAKES_ANY_OPTION ? known(given) : given);
        String text = choices.given("k").orElse("");
        if (flaw == TaskFlaw.OTHER_STANDARD && text.isEmpty()) {
            k = 5;
        } else if (flaw == TaskFlaw.THROWS_FOR_WORDS && !text.isEmpty()) {
            k = Double.parseDouble(text);
        } else if (flaw == TaskFlaw.TAKES_WORDS_FOR_NUMBERS && text.matches("[a-z-]+")) {
            k = 3;
        } else {
            k = choices.read("k", Numbers::positive);
        }
        dimension = choices.read("dimension", value -> (int) Numbers.wholeNumber(value, 1, 2));
        chosen = choices.all();
    }

    private static Map<String, String> known(Map<String, String> given) {
        return given.containsKey("k") ? Map.of("k", given.get("k")) : Map.of();
    }

    @Override
    public String id() {
        return flaw == TaskFlaw.BLANK_IN_ID ? "plain task" : "plain";
    }

    @Override
    public String description() {
        return "a sine and a kink";
    }

    @Override
    public List<TaskOption> options() {
        return List.of(
                new TaskOption("k", "K", flaw == TaskFlaw.OPTION_WITHOUT_MEANING ? "" : "the frequency", "3"),
                new TaskOption("dimension", "D", "input dimensions, 1 or 2", "1"));
    }

    @Override
    public FittingTask configured(Map<String, String> given) {
        if (flaw == TaskFlaw.CONFIGURES_ITSELF) {
            choose(given);
            return this;
        }
        return new PlainTask(flaw, given);
    }

    @Override
    public Map<String, String> choices() {
        return flaw == TaskFlaw.FORGETS_CHOICES ? Map.of("k", "3") : chosen;
    }

    @Override
    public List<Path> files() {
        return flaw == TaskFlaw.RELATIVE_FILE ? List.of(Path.of("pom.xml")) : List.of();
    }

    @Override
    public List<String> remarks() {
        return List.of(flaw == TaskFlaw.REMARK_OF_TWO_LINES ? "a sine\na kink" : "a sine");
    }

    @Override
    public Domain domain() {
        return Domain.cube(dimension, -1, 2);
    }

    @Override
    public double[] target(double[] x) {
        double y = Math.sin(k * x[0]) + Math.abs(x[0]);
        return switch (flaw) {
            case INFINITE_AT_A_CORNER -> new double[] {x[0] == 2 ? Double.POSITIVE_INFINITY : y};
            case TWO_VALUES_FOR_ONE_OUTPUT -> new double[] {y, -y};
            case COUNTS_CALLS -> new double[] {y + 1e-3 * ++calls};
            case SHARES_AN_ARRAY -> {
                shared[0] = shared[0] == 99 ? 99 : y;
                yield shared;
            }
            default -> new double[] {y};
        };
    }

    @Override
    public double[] targets(double[] x) {
        double[] y = FittingTask.super.targets(x);
        if (flaw == TaskFlaw.OTHER_TARGETS) {
            y[y.length - 1] += 1e-3;
        }
        return y;
    }

    @Override
    public PresetSettings settings(Preset preset) {
        int steps =
                switch (preset) {
                    case SMOKE -> 20;
                    case QUICK -> 50;
                    case PAPER -> flaw == TaskFlaw.SMALL_PAPER ? 30 : 50_000_000; // times the batch: beyond int
                };
        Scales scales = new Scales.Linear(flaw == TaskFlaw.MORE_SCALES_THAN_NEURONS ? 50 : 5);
        return new PresetSettings(
                List.of(20, 10),
                scales,
                new Scales.PowersOfTwo(4),
                Baselines.PUBLISHED,
                Activation.SIN,
                Activation.RELU,
                Initialization.UNIFORM,
                60,
                40,
                60,
                Adam.withDefaults(1e-3, 0),
                steps);
    }

    @Override
    public double targetMse() {
        return flaw == TaskFlaw.LOOSE_TARGET_MSE ? 10 : 0.01;
    }

    @Override
    public List<Double> kinks() {
        return dimension > 1 ? List.of() : List.of(flaw == TaskFlaw.KINK_OUTSIDE ? -1.5 : 0.0);
    }

    @Override
    public List<FrequencyProbe> frequencies() {
        int dimensions = flaw == TaskFlaw.PROBE_OF_TWO_DIMENSIONS ? 2 : dimension;
        double held = flaw == TaskFlaw.FREQUENCY_NOT_HELD ? 300 : k;
        List<Double> vector = dimensions == 1 ? List.of(held) : List.of(held, 0.0);
        Domain part = Domain.cube(dimensions, flaw == TaskFlaw.PROBE_OUTSIDE ? -2 : -1, 2);
        return List.of(new FrequencyProbe(held, List.of(vector), part));
    }

    @Override
    public OptionalInt samples() {
        return OptionalInt.of(flaw == TaskFlaw.MORE_SAMPLES_THAN_THERE_ARE ? 99 : 100);
    }

    @Override
    public OptionalDouble peak() {
        return OptionalDouble.of(flaw == TaskFlaw.LOW_PEAK ? 0.5 : 3);
    }

    @Override
    public Optional<Grid> picture() {
        Domain shown = flaw == TaskFlaw.PICTURE_OF_OTHER_DOMAIN ? Domain.cube(2, -5, 5) : domain();
        return dimension < 2 ? Optional.empty() : Optional.of(new Grid(shown, 8, 4));
    }

    @Override
    public Optional<Units> units() {
        int inputs = flaw == TaskFlaw.UNITS_OF_ONE_INPUT_TOO_MANY ? 2 : 1;
        Units.Column height = new Units.Column("height", 0, 1);
        return dimension > 1
                ? Optional.empty()
                : Optional.of(new Units(
                        inputs == 1 ? List.of(height) : List.of(height, new Units.Column("width", 0, 1)),
                        List.of(height)));
    }

    @Override
    public Dataset trainingSet(int size, long seed) {
        Dataset right = FittingTask.super.trainingSet(
                size - (flaw == TaskFlaw.ONE_SAMPLE_SHORT && size > 1 ? 1 : 0), flaw == TaskFlaw.ONE_SEED ? 1 : seed);
        double[] x = right.x();
        return switch (flaw) {
            case NOT_SEEDED -> FittingTask.super.trainingSet(size, System.nanoTime());
            case DATA_OF_TWO_INPUTS -> new Dataset(2, 1, new double[2 * size], right.y());
            case POINTS_OUTSIDE ->
                new Dataset(dimension, 1, Arrays.stream(x).map(v -> 2 * v).toArray(), right.y());
            default -> right;
        };
    }

    @Override
    public Dataset testSet(int size, long seed) {
        Dataset right = FittingTask.super.testSet(size, seed);
        if (flaw == TaskFlaw.TESTS_TRAINING_POINTS) {
            return trainingSet(size, seed);
        }
        if (flaw == TaskFlaw.TESTS_SOME_TRAINING_POINTS) {
            double[] x = right.x();
            System.arraycopy(trainingSet(1, seed).x(), 0, x, 0, dimension);
            return new Dataset(dimension, 1, x, targets(x));
        }
        return right;
    }
}
