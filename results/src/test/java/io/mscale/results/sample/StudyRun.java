package io.mscale.results.sample;

import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.training.Loss;
import io.mscale.record.cell.Cell;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.KernelRate;
import io.mscale.record.cell.TaskSettings;
import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import io.mscale.record.sample.Samples;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.study.Conclusion;
import io.mscale.results.study.Studies;
import io.mscale.results.study.StudyForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The run of a study whose forms were all trained for 100 steps with five seeds, and what each of them measured. */
public final class StudyRun {

    private static final int[] STEPS = {1, 10, 100};
    private static final double[] FREQUENCIES = {1, 3, 23, 137, 203};
    private static final int SAMPLES = 2000;
    private static final Scales SUGGESTED = new Scales.Linear(200);

    private final String study;
    private final List<CellRecord> cells = new ArrayList<>();
    private RunFolder folder = Samples.FOLDER;

    /** Measurements of one form with one seed. */
    public interface Measurement {

        Measured of(StudyForm form, long seed);
    }

    /**
     * What one cell measured at steps 1, 10 and 100.
     *
     * @param errors relative errors of the frequencies 1, 3, 23, 137, 203, by step; may be empty
     * @param kernel the tangent kernel's rates of frequencies; may be empty
     */
    public record Measured(
            List<Double> trainMse, List<Double> testMse, List<List<Double>> errors, List<KernelRate> kernel) {

        /** Without the tangent kernel. */
        public Measured(List<Double> trainMse, List<Double> testMse, List<List<Double>> errors) {
            this(trainMse, testMse, errors, List.of());
        }

        /** Training and test error that fall to these, each a hundredth of what it was at step 10. */
        public static Measured endingAt(double trainMse, double testMse) {
            return new Measured(
                    List.of(1.0, 100 * trainMse, trainMse), List.of(1.0, 100 * testMse, testMse), List.of());
        }

        /** The same with relative errors of the frequencies 1, 3, 23, 137, 203 at steps 1, 10, 100. */
        public Measured with(List<Double> first, List<Double> second, List<Double> third) {
            return new Measured(trainMse, testMse, List.of(first, second, third), kernel);
        }

        /** The same with the tangent kernel's rates of the first of these frequencies. */
        public Measured withRates(double... rates) {
            List<KernelRate> all = IntStream.range(0, rates.length)
                    .mapToObj(i -> new KernelRate(FREQUENCIES[i], null, rates[i]))
                    .toList();
            return new Measured(trainMse, testMse, errors, all);
        }
    }

    private StudyRun(String study) {
        this.study = study;
    }

    /** A run with every form of the study. */
    public static StudyRun of(String study, Measurement measurement) {
        return new StudyRun(study).with(form -> true, 5, measurement);
    }

    /** A run with these forms only, for a number of seeds. */
    public static StudyRun of(String study, Predicate<StudyForm> forms, int seeds, Measurement measurement) {
        return new StudyRun(study).with(forms, seeds, measurement);
    }

    /** A run without cells of a study that may not exist. */
    public static StudyRun empty(String study) {
        StudyRun run = new StudyRun(study);
        run.cells.add(Samples.ok("ejml", "multi", 0.1));
        return run;
    }

    private StudyRun with(Predicate<StudyForm> forms, int seeds, Measurement measurement) {
        for (StudyForm form : Studies.named(study).forms()) {
            if (forms.test(form)) {
                LongStream.rangeClosed(1, seeds)
                        .forEach(seed -> cells.add(cell(form, seed, measurement.of(form, seed))));
            }
        }
        return this;
    }

    /** The same where each seed measured frequencies of its own. */
    public StudyRun withFrequenciesOfTheirOwn() {
        cells.replaceAll(cell -> Samples.withCurve(
                cell,
                cell.curve().stream()
                        .map(point -> Samples.with(
                                point,
                                "frequencies",
                                point.frequencies().stream()
                                        .map(each -> new CellRecord.Frequency(
                                                each.k() + 0.1 * cell.seed(), each.relativeError()))
                                        .toList()))
                        .toArray(CellRecord.CurvePoint[]::new)));
        return this;
    }

    /** The same with the first cell failed. */
    public StudyRun withFailure() {
        cells.set(0, Samples.withStatus(cells.get(0), CellStatus.FAILED));
        return this;
    }

    /** The same with the last cell's training cut off after 10 steps. */
    public StudyRun withEarlyStop() {
        int last = cells.size() - 1;
        CellRecord cell = Samples.with(cells.get(last), "timing.steps", STEPS[1]);
        cells.set(last, Samples.withCurve(cell, cell.curve().subList(0, 2).toArray(CellRecord.CurvePoint[]::new)));
        return this;
    }

    /**
     * The same with predictions in a folder: at 16 points the target of part i is i x, that of the whole the sum of parts 1
     * to 4, and the error of every form is the root of its test MSE times a Walsh function of its own. So the errors of
     * several forms are orthogonal, and their squares add up.
     */
    public StudyRun withPredictions(Path path) throws IOException {
        folder = new RunFolder(path);
        List<String> forms = cells.stream().map(CellRecord::role).distinct().toList();
        for (CellRecord cell : cells) {
            String part = cell.taskSettings().options().getOrDefault("ring", "0");
            int slope = part.equals("all") ? 1 + 2 + 3 + 4 : Integer.parseInt(part);
            double size = Math.sqrt(Objects.requireNonNull(cell.testMse()));
            int walsh = (1 + forms.indexOf(cell.role())) % 16;
            StringBuilder csv = new StringBuilder("x1,truth1,prediction1\n");
            for (int point = 0; point < 16; point++) {
                int sign = Integer.bitCount(point & walsh) % 2 == 0 ? 1 : -1;
                double truth = slope * point;
                csv.append(point).append(',').append(truth).append(',').append(truth + sign * size);
                csv.append('\n');
            }
            Path file = folder.cell(cell.id()).prediction();
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, csv);
        }
        return this;
    }

    private CellRecord cell(StudyForm form, long seed, Measured measured) {
        CellRecord plain =
                Samples.ok("ejml", form.variant().id(), measured.testMse().get(2));
        Cell cell = Samples.with(Samples.withSeed(plain, seed, form.label()), "cell.identity.role", form.role())
                .cell();
        List<CellRecord.CurvePoint> curve = new ArrayList<>();
        for (int i = 0; i < STEPS.length; i++) {
            List<CellRecord.Frequency> frequencies = new ArrayList<>();
            for (int j = 0;
                    !measured.errors().isEmpty() && j < measured.errors().get(i).size();
                    j++) {
                frequencies.add(new CellRecord.Frequency(
                        FREQUENCIES[j], measured.errors().get(i).get(j)));
            }
            curve.add(new CellRecord.CurvePoint(
                    STEPS[i],
                    STEPS[i] / 8.0,
                    measured.trainMse().get(i),
                    measured.testMse().get(i),
                    frequencies));
        }
        return new CellRecord(
                new Cell(
                        Samples.with(
                                Samples.with(cell.identity(), "id", "cell" + cells.size()),
                                "task",
                                Studies.named(study).task()),
                        network(form),
                        training(cell, form),
                        cell.measurement(),
                        cell.worker(),
                        taskSettings(form)),
                plain.outcome(),
                plain.library(),
                plain.work(),
                new CellRecord.Accuracy(
                        measured.trainMse().get(2), measured.testMse().get(2), 0.1, 0.1, List.of()),
                plain.timing(),
                plain.memory(),
                null,
                measured.kernel(),
                curve);
    }

    private CellSpec.Training training(Cell cell, StudyForm form) {
        CellSpec.Training sized =
                Samples.with(Samples.with(cell.training(), "steps", STEPS[2]), "trainSize", samples(form));
        String loss = taskSettings(form).options().getOrDefault("loss", "mse");
        return Samples.with(sized, "loss", Loss.named(loss));
    }

    /** The training samples of a form. */
    public static int samples(StudyForm form) {
        return form.changes().stream()
                .filter(StudyForm.TrainSize.class::isInstance)
                .map(change -> (int) (((StudyForm.TrainSize) change).factor() * SAMPLES))
                .findFirst()
                .orElse(SAMPLES);
    }

    /** The largest scale of a form. */
    public static double largestScale(StudyForm form) {
        return Arrays.stream(network(form).scales().values()).max().orElseThrow();
    }

    private static TaskSettings taskSettings(StudyForm form) {
        Map<String, String> options = new LinkedHashMap<>();
        for (StudyForm.Change change : form.changes()) {
            if (change instanceof StudyForm.TaskChoice choice) {
                options.put(choice.name(), choice.value());
            }
        }
        return new TaskSettings(options, List.of(), null);
    }

    private static CellSpec.Network network(StudyForm form) {
        Scales scales = form.variant().isMultiScale() ? SUGGESTED : Scales.one();
        ActivationPattern first = Activation.SIN;
        ActivationPattern others = Activation.RELU;
        for (StudyForm.Change change : form.changes()) {
            if (change instanceof StudyForm.Rescaling rescaling) {
                scales = rescaling.of(scales);
            } else if (change instanceof StudyForm.FirstActivation other) {
                first = other.activation();
            } else if (change instanceof StudyForm.OtherActivations other) {
                others = other.activation();
            }
        }
        return new CellSpec.Network(
                new NetworkSpec(Structure.DENSE, 1, List.of(scales.count()), 1, scales, first, others),
                Initialization.UNIFORM);
    }

    public Evidence evidence() {
        return evidence(study, "study", study);
    }

    /** The same by a version whose records did not name the study. */
    public Evidence evidenceOfCommand(String... command) {
        return evidence(null, command);
    }

    /** The same of a run that was cut off. */
    public Evidence evidenceOfUnfinishedRun() {
        RunRecord run = evidence().runs().get(0).record();
        return Evidence.of(Samples.FOLDER, run.finishedAt(null));
    }

    private Evidence evidence(@Nullable String name, String... command) {
        RunRecord run = Samples.run(cells.toArray(CellRecord[]::new));
        return Evidence.of(
                folder,
                new RunRecord(
                        run.schema(),
                        run.runId(),
                        run.tool(),
                        run.startedAt(),
                        run.finishedAt(),
                        name,
                        List.of(command),
                        run.environment(),
                        run.cells()));
    }

    public Conclusion conclusion() {
        return Studies.named(study).conclude(evidence());
    }
}
