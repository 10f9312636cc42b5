package io.mscale.harness.yardstick;

import io.mscale.api.task.DataSplit;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FittingTask;
import io.mscale.harness.discovery.ExitGuard;
import io.mscale.harness.discovery.Tasks;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.run.Yardstick;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures standard methods on the samples of cells, once for cells of the same samples. It runs after the cells, so that it
 * disturbs none of their times. It fails no run: what goes wrong is recorded with the yardstick.
 */
public final class Yardsticks {

    private static final String NONE = "none";

    private final Tasks tasks;
    private final BooleanSupplier isInterrupted;

    /** Takes tasks from {@code tasks}, and stops between two yardsticks when interrupted. */
    public Yardsticks(Tasks tasks, BooleanSupplier isInterrupted) {
        this.tasks = tasks;
        this.isInterrupted = isInterrupted;
    }

    /**
     * The yardsticks of cells.
     *
     * @param cells cells whose workers had no trouble with the task
     * @param known yardsticks of an earlier attempt, which are kept unless they failed
     */
    public List<Yardstick> of(List<CellSpec> cells, List<Yardstick> known) {
        List<Yardstick> all = new ArrayList<>(
                known.stream().filter(each -> each.problem() == null).toList());
        for (CellSpec cell : cells) {
            Yardstick failed = failed(cell, NONE, "not measured");
            if (all.stream().noneMatch(failed::isOfTheSameSamples) && !isInterrupted.getAsBoolean()) {
                all.add(measured(cell));
            }
        }
        return all;
    }

    /** Runs code of the task, which may do anything. */
    @SuppressWarnings("try") // the guard only has to be held
    private Yardstick measured(CellSpec cell) {
        try (ExitGuard guard = new ExitGuard("task '" + cell.task() + "'")) {
            FittingTask task =
                    tasks.require(cell.task()).configured(cell.taskSettings().options());
            String changed = cell.taskSettings().problem().orElse(null);
            if (changed != null) {
                return failed(cell, NONE, changed);
            }
            FittingTask own =
                    task.withSeed(cell.seed()).withTestSize(cell.training().testSize());
            // Cells of an earlier version may have been trained on data that it scaled otherwise.
            return Objects.equals(cell.taskSettings().units(), own.units().orElse(null))
                    ? measured(cell, own)
                    : failed(cell, NONE, "the cells' data are scaled otherwise than this version scales them");
        } catch (RuntimeException | Error e) {
            return failed(cell, NONE, e.toString());
        }
    }

    private static Yardstick measured(CellSpec cell, FittingTask task) {
        DataSplit data = cell.training().data(task, cell.seed());
        Dataset train = data.training();
        Dataset test = data.test();
        double[] points = scaled(test.x(), task.domain());
        long start = System.nanoTime();
        ClassicalMethod method = ClassicalMethod.of(
                new Dataset(train.inputs(), train.outputs(), scaled(train.x(), task.domain()), train.y()));
        double[] prediction = method.predict(points, test.inputs(), test.outputs());
        double seconds = (System.nanoTime() - start) / 1e9;
        double[] truth = test.y();
        double squaredError = 0;
        double squaredTruth = 0;
        double maxAbs = 0;
        for (int i = 0; i < truth.length; i++) {
            double error = prediction[i] - truth[i];
            squaredError += error * error;
            squaredTruth += truth[i] * truth[i];
            maxAbs = Math.max(maxAbs, Math.abs(error));
        }
        double mse = squaredError / truth.length;
        double peak = task.peak().orElse(Double.NaN);
        return new Yardstick(
                cell.task(),
                cell.taskSettings(),
                cell.seed(),
                method.name(),
                cell.training().trainSize(),
                cell.training().testSize(),
                finiteOrNull(mse),
                finiteOrNull(Math.sqrt(squaredError / squaredTruth)),
                finiteOrNull(maxAbs),
                finiteOrNull(10 * Math.log10(peak * peak / mse)),
                seconds,
                Double.isFinite(mse) ? null : "its error is not finite");
    }

    /** Points with every input scaled from the domain's interval to [-1, 1]: distances are to know no units. */
    static double[] scaled(double[] points, Domain domain) {
        double[] scaled = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            double lower = domain.lower().get(i % domain.dimension());
            double upper = domain.upper().get(i % domain.dimension());
            scaled[i] = 2 * ((points[i] - lower) / (upper - lower)) - 1;
        }
        return scaled;
    }

    private static Yardstick failed(CellSpec cell, String method, String problem) {
        return new Yardstick(
                cell.task(),
                cell.taskSettings(),
                cell.seed(),
                method,
                cell.training().trainSize(),
                cell.training().testSize(),
                null,
                null,
                null,
                null,
                null,
                problem);
    }

    private static @Nullable Double finiteOrNull(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
