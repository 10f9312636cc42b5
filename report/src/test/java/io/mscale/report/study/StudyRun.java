package io.mscale.report.study;

import io.mscale.api.network.Activation;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.record.cell.Cell;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.TaskSettings;
import io.mscale.record.run.RunRecord;
import io.mscale.record.sample.Samples;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.study.Conclusion;
import io.mscale.results.study.Studies;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The run of a study, cell by cell. */
final class StudyRun {

    private final String study;
    private final List<CellRecord> cells = new ArrayList<>();

    StudyRun(String study) {
        this.study = study;
    }

    /**
     * A cell that ended after 100 steps.
     *
     * @param scales the network's scales
     * @param trainMse at the end
     * @param testMse at steps 1, 10 and 100
     */
    StudyRun with(String variant, String setting, String scales, double trainMse, double... testMse) {
        return with(variant, setting, scales, trainMse, testMse, new double[3][0]);
    }

    /**
     * The same with frequencies.
     *
     * @param errors relative errors at steps 1, 10 and 100 of the frequencies 1, 23, 203
     */
    StudyRun with(String variant, String setting, String scales, double trainMse, double[] testMse, double[][] errors) {
        return with(variant, setting, "", network(scales, Activation.SIN, Activation.RELU), trainMse, testMse, errors);
    }

    /** A multi-scale network by the published recipe. */
    StudyRun withPublishedRecipe(double trainMse, double... testMse) {
        return with(
                "multi",
                "published",
                "published-recipe",
                network("seed:100", Activation.SIN, Activation.PHI),
                trainMse,
                testMse,
                new double[3][0]);
    }

    /** A multi-scale network with an activation in its first layer; its test MSE at the end. */
    StudyRun withFirst(Activation activation, double testMse) {
        return with(
                "multi",
                "first " + activation,
                "first-activation",
                network("1,2", activation, Activation.RELU),
                0,
                new double[] {1, 1, testMse},
                new double[3][0]);
    }

    /** A multi-scale network with an activation in its other layers; its test MSE at the end. */
    StudyRun withOthers(Activation activation, double testMse) {
        return with(
                "multi",
                "others " + activation,
                "other-activations",
                network("1,2", Activation.SIN, activation),
                0,
                new double[] {1, 1, testMse},
                new double[3][0]);
    }

    private static CellSpec.Network network(String scales, Activation first, Activation others) {
        return new CellSpec.Network(
                new NetworkSpec(
                        Structure.DENSE,
                        1,
                        List.of(Math.max(3, Scales.parse(scales).count())),
                        1,
                        Scales.parse(scales),
                        first,
                        others),
                Initialization.UNIFORM);
    }

    private StudyRun with(
            String variant,
            String setting,
            String role,
            CellSpec.Network network,
            double trainMse,
            double[] testMse,
            double[][] errors) {
        double[] k = {1, 23, 203};
        int[] steps = {1, 10, 100};
        List<CellRecord.CurvePoint> curve = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            List<CellRecord.Frequency> frequencies = new ArrayList<>();
            for (int j = 0; j < errors[i].length; j++) {
                frequencies.add(new CellRecord.Frequency(k[j], errors[i][j]));
            }
            curve.add(new CellRecord.CurvePoint(steps[i], steps[i] / 8.0, 1.0, testMse[i], frequencies));
        }
        CellRecord plain = Samples.ok("ejml", variant, testMse[2]);
        Cell cell = Samples.with(Samples.withSeed(plain, 1, setting), "cell.identity.role", role)
                .cell();
        cells.add(new CellRecord(
                new Cell(
                        Samples.with(cell.identity(), "id", "cell" + cells.size()),
                        network,
                        cell.training(),
                        cell.measurement(),
                        cell.worker(),
                        TaskSettings.NONE),
                plain.outcome(),
                plain.library(),
                plain.work(),
                new CellRecord.Accuracy(trainMse, testMse[2], 0.1, 0.1, List.of()),
                plain.timing(),
                plain.memory(),
                null,
                curve));
        return this;
    }

    Evidence evidence() {
        return evidence(Samples.run(cells.toArray(CellRecord[]::new)), study, "study", study);
    }

    /** The same by a version whose records did not name the study. */
    Evidence evidenceOfCommand(String... command) {
        return evidence(Samples.run(cells.toArray(CellRecord[]::new)), null, command);
    }

    private static Evidence evidence(RunRecord run, @Nullable String study, String... command) {
        return Evidence.of(
                Samples.FOLDER,
                new RunRecord(
                        run.schema(),
                        run.runId(),
                        run.tool(),
                        run.startedAt(),
                        run.finishedAt(),
                        study,
                        List.of(command),
                        run.environment(),
                        run.cells()));
    }

    /** What the study measured, in words. */
    String inWords() {
        return Studies.of(evidence())
                .flatMap(study -> study.conclude(evidence()))
                .map(Conclusion::inWords)
                .orElse("nothing");
    }
}
