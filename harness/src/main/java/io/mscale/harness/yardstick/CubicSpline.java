package io.mscale.harness.yardstick;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.analysis.interpolation.LinearInterpolator;
import org.hipparchus.analysis.interpolation.SplineInterpolator;
import org.hipparchus.analysis.polynomials.PolynomialSplineFunction;

/**
 * The natural cubic spline in one dimension; a line through two points. Outside the points it follows its tangent for one
 * mean spacing, where a random test point may lie, and is constant from there on.
 */
final class CubicSpline implements ClassicalMethod {

    private static final int LEAST_POINTS = 3;

    /** One output's spline and its slopes at both ends. */
    private record Curve(PolynomialSplineFunction spline, double firstSlope, double lastSlope) {

        static Curve of(double[] x, double[] y) {
            PolynomialSplineFunction spline = x.length < LEAST_POINTS
                    ? new LinearInterpolator().interpolate(x, y)
                    : new SplineInterpolator().interpolate(x, y);
            PolynomialSplineFunction slope = spline.polynomialSplineDerivative();
            return new Curve(spline, slope.value(x[0]), slope.value(x[x.length - 1]));
        }
    }

    private final DistinctSamples samples;
    private final double first;
    private final double last;
    private final double spacing;
    /** One for each output; none if there is only one point. */
    private final Curve[] curves;

    CubicSpline(DistinctSamples samples) {
        this.samples = samples;
        double[] x = Arrays.stream(samples.x()).mapToDouble(point -> point[0]).toArray();
        first = x[0];
        last = x[x.length - 1];
        spacing = x.length == 1 ? 0 : (last - first) / (x.length - 1);
        curves = x.length == 1
                ? new Curve[0]
                : IntStream.range(0, samples.outputs())
                        .mapToObj(output -> Curve.of(x, samples.output(output)))
                        .toArray(Curve[]::new);
    }

    @Override
    public String name() {
        return "spline";
    }

    @Override
    public double[] at(double[] point) {
        if (curves.length == 0) {
            return samples.y()[0].clone();
        }
        double x = Math.max(first - spacing, Math.min(last + spacing, point[0]));
        return Arrays.stream(curves).mapToDouble(curve -> at(curve, x)).toArray();
    }

    private double at(Curve curve, double x) {
        if (x < first) {
            return curve.spline.value(first) + curve.firstSlope * (x - first);
        }
        return x > last ? curve.spline.value(last) + curve.lastSlope * (x - last) : curve.spline.value(x);
    }
}
