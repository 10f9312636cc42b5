package io.mscale.harness.yardstick;

import io.mscale.api.pde.BoundaryValueTask;
import io.mscale.api.task.DataSplit;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FittingTask;
import io.mscale.harness.discovery.ExitGuard;
import io.mscale.harness.discovery.Tasks;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.run.Yardstick;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Measures standard methods on the samples of cells, once for cells of the same samples. It runs after the cells, so that it
 * disturbs none of their times. It fails no run: what goes wrong is recorded with the yardstick. Equations are solved by finite
 * differences, which are as accurate as the best network or as a second allows.
 */
public final class Yardsticks {

    private static final String NONE = "none";

    private final Tasks tasks;
    private final BooleanSupplier isInterrupted;
    private final ToDoubleFunction<CellSpec> relativeL2;

    /** Solved problems by task and its settings: all seeds have the same. */
    private final Map<List<Object>, SolvedProblem> solved = new HashMap<>();

    /**
     * Takes tasks from {@code tasks}, and stops between two yardsticks when interrupted.
     *
     * @param relativeL2 the relative error of a cell on its test set; NaN if it has none
     */
    public Yardsticks(Tasks tasks, BooleanSupplier isInterrupted, ToDoubleFunction<CellSpec> relativeL2) {
        this.relativeL2 = relativeL2;
        this.tasks = tasks;
        this.isInterrupted = isInterrupted;
    }

    /**
     * The yardsticks of cells.
     *
     * @param cells cells whose workers had no trouble with the task
     * @param known yardsticks of an earlier attempt, which are kept unless they failed or are as accurate as the best network
     *     was then
     */
    public List<Yardstick> of(List<CellSpec> cells, List<Yardstick> known) {
        List<Yardstick> all = new ArrayList<>(known.stream()
                .filter(each -> each.problem() == null && !each.isOfAnEquation())
                .toList());
        for (CellSpec cell : cells) {
            Yardstick failed = failed(cell, NONE, "not measured");
            if (all.stream().noneMatch(failed::isOfTheSameSamples) && !isInterrupted.getAsBoolean()) {
                all.add(measured(cell, cells));
            }
        }
        return all;
    }

    /** Runs code of the task, which may do anything. */
    @SuppressWarnings("try") // the guard only has to be held
    private Yardstick measured(CellSpec cell, List<CellSpec> cells) {
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
                    ? measured(cell, own, cells)
                    : failed(cell, NONE, "the cells' data are scaled otherwise than this version scales them");
        } catch (RuntimeException | Error e) {
            return failed(cell, NONE, e.toString());
        }
    }

    private Yardstick measured(CellSpec cell, FittingTask task, List<CellSpec> cells) {
        return BoundaryValueTask.equation(task)
                .map(equation -> solved(cell, equation, cells))
                .orElseGet(() -> fitted(cell, task));
    }

    /** What is as accurate as the best network on the problem, at the points where it has a value: not beside circles. */
    private Yardstick solved(CellSpec cell, BoundaryValueTask task, List<CellSpec> cells) {
        List<Object> problem = List.of(cell.task(), cell.taskSettings().content());
        double best = cells.stream()
                .filter(other -> problem.equals(
                        List.of(other.task(), other.taskSettings().content())))
                .mapToDouble(relativeL2)
                .filter(error -> !Double.isNaN(error))
                .min()
                .orElse(Double.NaN);
        Dataset test = cell.training().data(task, cell.seed()).test();
        SolvedProblem found;
        try {
            found = solved.computeIfAbsent(problem, key -> SolvedProblem.of(task.problem(), best, test));
        } catch (IllegalArgumentException e) {
            return failed(cell, Yardstick.FINITE_DIFFERENCES, String.valueOf(e.getMessage()));
        }
        ErrorsAtPoints errors = ErrorsAtPoints.of(test, found.solution()::at);
        return new Yardstick(
                cell.task(),
                cell.taskSettings(),
                cell.seed(),
                found.name(),
                cell.training().trainSize(),
                cell.training().testSize(),
                finiteOrNull(errors.meanSquared()),
                finiteOrNull(errors.relativeL2()),
                finiteOrNull(errors.largest()),
                null,
                found.seconds(),
                Double.isFinite(errors.meanSquared()) ? null : "its error is not finite");
    }

    private static Yardstick fitted(CellSpec cell, FittingTask task) {
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
