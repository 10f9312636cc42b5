package io.mscale.api.pde;

import io.mscale.api.random.RandomStream;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.Energy;
import io.mscale.api.training.Loss;
import io.mscale.api.training.Residual;
import java.util.Arrays;
import java.util.List;

/**
 * Training data of a boundary-value problem: points in the region, then points on its boundary, with the columns of a loss.
 * With N points, N_i of them inside and N_b on the boundary, the mean over all points of an {@link Energy} with these
 * columns is
 *
 * <pre>
 * |region| mean_i(1/2 a |grad u|^2 + 1/2 c u^2 - f u) + beta |boundary| mean_b(u^2 - 2 g u)
 *
 * inside        A = w a,  C = w c,  F = w f                       w = |region| N / N_i
 * boundary      A = 0,    C = 2 w,  F = C g                       w = beta |boundary| N / N_b
 * </pre>
 *
 * which is the energy with a penalty less the constant beta |boundary| mean_b(g^2), and that of a {@link Residual}
 *
 * <pre>
 * mean_i((-a lap u - grad a . grad u + c u - f)^2) + beta mean_b((u - g)^2)
 *
 * inside        P = c,  Q = -grad a,  R = -a,  F = f              weight N / N_i
 * boundary      P = 1,  Q = 0,        R = 0,   F = g              weight beta N / N_b
 * </pre>
 */
public final class Collocation {

    private Collocation() {}

    /**
     * Draws points.
     *
     * @param loss an energy or a residual
     * @param inside points inside, at least 1
     * @param boundary points on the boundary, at least 1
     * @throws IllegalArgumentException if the loss is neither
     */
    public static Dataset of(
            BoundaryValueProblem problem, Loss loss, double beta, int inside, int boundary, RandomStream random) {
        Region region = problem.region();
        int d = region.dimension();
        int columns = loss.targetColumns(d, 1);
        double[] inner = region.quadrature(inside, random);
        double[] outer = region.boundary(boundary, random);
        double[] x = Arrays.copyOf(inner, inner.length + outer.length);
        System.arraycopy(outer, 0, x, inner.length, outer.length);
        double[] y = new double[(inside + boundary) * columns];
        double count = inside + boundary;
        for (int i = 0; i < inside + boundary; i++) {
            double[] point = Arrays.copyOfRange(x, i * d, (i + 1) * d);
            boolean isInside = i < inside;
            double factor = count / (isInside ? inside : boundary);
            double[] row;
            if (loss instanceof Energy) {
                row = isInside
                        ? energyInside(problem, point, region.measure() * factor)
                        : energyOnBoundary(problem, point, beta * region.boundaryMeasure() * factor);
            } else if (loss instanceof Residual) {
                row = isInside
                        ? residualInside(problem, point, factor)
                        : residualOnBoundary(problem, point, beta * factor);
            } else {
                throw new IllegalArgumentException("loss '" + loss.id() + "' does not solve an equation");
            }
            System.arraycopy(row, 0, y, i * columns, columns);
        }
        return new Dataset(d, columns, x, y, List.of(inside, boundary));
    }

    private static double[] energyInside(BoundaryValueProblem problem, double[] x, double weight) {
        return new double[] {weight * problem.diffusion(x), weight * problem.reaction(x), weight * problem.source(x)};
    }

    private static double[] energyOnBoundary(BoundaryValueProblem problem, double[] x, double weight) {
        return new double[] {0, 2 * weight, 2 * weight * problem.solution(x)};
    }

    private static double[] residualInside(BoundaryValueProblem problem, double[] x, double weight) {
        double[] slope = problem.diffusionGradient(x);
        double[] row = new double[x.length + 4];
        row[0] = problem.reaction(x);
        for (int j = 0; j < x.length; j++) {
            row[1 + j] = -slope[j];
        }
        row[x.length + 1] = -problem.diffusion(x);
        row[x.length + 2] = problem.source(x);
        row[x.length + 3] = weight;
        return row;
    }

    private static double[] residualOnBoundary(BoundaryValueProblem problem, double[] x, double weight) {
        double[] row = new double[x.length + 4];
        row[0] = 1;
        row[x.length + 2] = problem.solution(x);
        row[x.length + 3] = weight;
        return row;
    }
}
