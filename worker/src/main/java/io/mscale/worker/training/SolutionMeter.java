package io.mscale.worker.training;

import static io.mscale.worker.training.EventLog.finiteOrNull;

import io.mscale.api.ModelSpec;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.pde.BoundaryValueProblem;
import io.mscale.api.pde.BoundaryValueTask;
import io.mscale.api.random.RandomStream;
import io.mscale.api.task.Dataset;
import io.mscale.record.cell.CellRecord;
import io.mscale.reference.InputDerivatives;
import java.util.Arrays;

/** What remains to be said of a network as the solution of a boundary-value problem beside the error of its values. */
final class SolutionMeter {

    /** Points on the boundary. */
    private static final int BOUNDARY_POINTS = 1000;

    /** Boundary points are a stream of their own, beside that of the test points. */
    private static final long BOUNDARY_STREAM = 1;

    /** Operations spent on gradients, which the reference computes in plain loops: seconds. */
    private static final double MOST_FLOPS = 4e9;

    /** With fewer points the integrals would say little. */
    private static final int FEWEST_POINTS = 100;

    private SolutionMeter() {}

    /** Measures a network alone; leaves out what its gradients would take too long for. */
    static CellRecord.SolutionErrors of(BoundaryValueTask task, PreparedModel prepared, long seed) {
        ModelSpec spec = prepared.model().spec();
        NetworkSpec network = spec.network();
        Dataset test = prepared.test();
        int d = network.inputs();
        double perPoint = 2.0 * ParameterLayout.of(network).size() * (1 + d);
        int points = (int) Math.min(test.size(), MOST_FLOPS / perPoint);
        BoundaryValueProblem problem = task.problem();
        Double boundary = finiteOrNull(onBoundary(problem, prepared, seed));
        if (points < Math.min(test.size(), FEWEST_POINTS)) {
            return new CellRecord.SolutionErrors(null, null, boundary);
        }
        double[] x = Arrays.copyOf(test.x(), points * d);
        double[] rows = InputDerivatives.gradients(network, prepared.model().parameters(), x);
        double slopeErrors = 0;
        double slopes = 0;
        double gap = 0;
        for (int i = 0; i < points; i++) {
            double[] point = Arrays.copyOfRange(x, i * d, (i + 1) * d);
            double[] truth = problem.solutionGradient(point);
            double[] found = Arrays.copyOfRange(rows, i * (1 + d) + 1, (i + 1) * (1 + d));
            for (int j = 0; j < d; j++) {
                slopeErrors += (found[j] - truth[j]) * (found[j] - truth[j]);
                slopes += truth[j] * truth[j];
            }
            gap += energyDensity(problem, point, rows[i * (1 + d)], found)
                    - energyDensity(problem, point, problem.solution(point), truth);
        }
        return new CellRecord.SolutionErrors(
                finiteOrNull(Math.sqrt(slopeErrors / slopes)),
                problem.hasMinimum()
                        ? finiteOrNull(gap / points * problem.region().measure())
                        : null,
                boundary);
    }

    private static double energyDensity(BoundaryValueProblem problem, double[] x, double u, double[] gradient) {
        double squares = Arrays.stream(gradient).map(slope -> slope * slope).sum();
        return 0.5 * problem.diffusion(x) * squares + 0.5 * problem.reaction(x) * u * u - problem.source(x) * u;
    }

    private static double onBoundary(BoundaryValueProblem problem, PreparedModel prepared, long seed) {
        RandomStream random = RandomStream.of(seed, RandomStream.Purpose.TEST_POINTS, BOUNDARY_STREAM);
        double[] x = problem.region().boundary(BOUNDARY_POINTS, random);
        int d = problem.region().dimension();
        double[] found = prepared.model().predict(x);
        double squares = 0;
        for (int i = 0; i < found.length; i++) {
            double error = found[i] - problem.solution(Arrays.copyOfRange(x, i * d, (i + 1) * d));
            squares += error * error;
        }
        return Math.sqrt(squares / found.length);
    }
}
