package io.mscale.api.network;

import io.mscale.api.option.Named;
import io.mscale.api.option.Names;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * An activation function, applied to each element on its own. The formulas, in double precision, are the reference for every
 * backend's own code. As an {@link ActivationPattern} it is the one that all neurons of a layer compute.
 *
 * <p>Those that are zero outside a short interval are computed piece by piece. As sums of powers of max(x - k, 0), the form in
 * which they are often printed, they lose all digits where x is large: float32 is off by 5e-2 at x = 300.
 */
public enum Activation implements ActivationPattern, Named.Constant {
    IDENTITY("x", x -> x, x -> 1),
    RELU("max(x, 0)", x -> Math.max(x, 0), x -> x > 0 ? 1 : 0),
    TANH("tanh x", Math::tanh, x -> 1 - Math.tanh(x) * Math.tanh(x)),
    SIN("sin x", Math::sin, Math::cos),
    COS("cos x", Math::cos, x -> -Math.sin(x)),
    SINCOS("0.5 (sin x + cos x)", x -> 0.5 * (Math.sin(x) + Math.cos(x)), x -> 0.5 * (Math.cos(x) - Math.sin(x))),
    SRELU("x (1 - x) on [0, 1], else 0", x -> inside(x, 1) ? x * (1 - x) : 0, x -> inside(x, 1) ? 1 - 2 * x : 0),
    S2RELU(
            "sin(2 pi x) x (1 - x) on [0, 1], else 0",
            x -> inside(x, 1) ? Math.sin(2 * Math.PI * x) * x * (1 - x) : 0,
            Activation::s2reluSlope),
    PHI(
            "quadratic B-spline with knots 0, 1, 2, 3, times 2: largest value 3/2, integral 2",
            Activation::phi,
            Activation::phiSlope),
    PSI(
            "linear spline wavelet of Chui and Wang on [0, 3]: largest value 5/6, integral 0, L2 norm 1/2",
            Activation::psi,
            Activation::psiSlope),
    MORLET(
            "cos(1.75 x) exp(-x^2 / 2)",
            x -> Math.cos(1.75 * x) * Math.exp(-x * x / 2),
            x -> -(1.75 * Math.sin(1.75 * x) + x * Math.cos(1.75 * x)) * Math.exp(-x * x / 2)),
    MEXHAT(
            "(1 - x^2) exp(-x^2 / 2)",
            x -> (1 - x * x) * Math.exp(-x * x / 2),
            x -> (x * x - 3) * x * Math.exp(-x * x / 2)),
    GELU(
            "x times the normal distribution function of x",
            x -> x * normalCumulative(x),
            x -> normalCumulative(x) + x * normalDensity(x)),
    SIGMOID("1 / (1 + exp(-x))", Activation::logistic, x -> logistic(x) * logistic(-x));

    /** psi at x = 0, 1/2, ..., 3, times 12. */
    private static final double[] PSI_AT_KNOTS = {0, 1, -6, 10, -6, 1, 0};

    /** Beyond this, double has no number between the normal distribution function and 0 or 1 that would matter. */
    private static final double FAR = 9;

    private static final double NORMAL_DENSITY_AT_0 = 1 / Math.sqrt(2 * Math.PI);

    private final String description;
    private final DoubleUnaryOperator function;
    private final DoubleUnaryOperator derivative;

    Activation(String description, DoubleUnaryOperator function, DoubleUnaryOperator derivative) {
        this.description = description;
        this.function = function;
        this.derivative = derivative;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public List<Activation> parts() {
        return List.of(this);
    }

    /** The value at x. */
    public double value(double x) {
        return function.applyAsDouble(x);
    }

    /**
     * The derivative at x; where it jumps (relu at 0, psi at multiples of 1/2), the value from the left; of srelu, 0 at both
     * ends.
     */
    public double derivative(double x) {
        return derivative.applyAsDouble(x);
    }

    /** The second derivative at x; where it jumps, the value from the left. Peaks where the derivative jumps do not count. */
    public double secondDerivative(double x) {
        return HigherDerivatives.second(this, x);
    }

    /** The third derivative at x, as {@link #secondDerivative}. */
    public double thirdDerivative(double x) {
        return HigherDerivatives.third(this, x);
    }

    @Override
    public Smoothness smoothness() {
        return switch (this) {
            case RELU, SRELU, PSI -> Smoothness.CONTINUOUS;
            case S2RELU, PHI -> Smoothness.ONCE;
            case IDENTITY, TANH, SIN, COS, SINCOS, MORLET, MEXHAT, GELU, SIGMOID -> Smoothness.SMOOTH;
        };
    }

    /**
     * The function piece by piece in ascending order, each from the end of the one before; the code computes the same. Before
     * the first piece and after the last it is 0.
     */
    public List<ActivationPiece> pieces() {
        return switch (this) {
            case IDENTITY -> everywhere("x", "1");
            case RELU -> List.of(new ActivationPiece(0, Double.POSITIVE_INFINITY, "x", "1"));
            case TANH -> everywhere("tanh(x)", "1 - tanh(x)^2");
            case SIN -> everywhere("sin(x)", "cos(x)");
            case COS -> everywhere("cos(x)", "-sin(x)");
            case SINCOS -> everywhere("0.5 * (sin(x) + cos(x))", "0.5 * (cos(x) - sin(x))");
            case SRELU -> List.of(new ActivationPiece(0, 1, "x * (1 - x)", "1 - 2*x"));
            case S2RELU ->
                List.of(new ActivationPiece(
                        0,
                        1,
                        "sin(2*pi*x) * x * (1 - x)",
                        "2*pi * cos(2*pi*x) * x * (1 - x) + sin(2*pi*x) * (1 - 2*x)"));
            case PHI ->
                List.of(
                        new ActivationPiece(0, 1, "x^2", "2*x"),
                        new ActivationPiece(1, 2, "(6 - 2*x) * x - 3", "6 - 4*x"),
                        new ActivationPiece(2, 3, "(3 - x)^2", "2*x - 6"));
            case PSI ->
                List.of(
                        new ActivationPiece(0, 0.5, "x / 6", "1.0/6"),
                        new ActivationPiece(0.5, 1, "(8 - 14*x) / 12", "-7.0/6"),
                        new ActivationPiece(1, 1.5, "(32*x - 38) / 12", "16.0/6"),
                        new ActivationPiece(1.5, 2, "(58 - 32*x) / 12", "-16.0/6"),
                        new ActivationPiece(2, 2.5, "(14*x - 34) / 12", "7.0/6"),
                        new ActivationPiece(2.5, 3, "(6 - 2*x) / 12", "-1.0/6"));
            case MORLET ->
                everywhere("cos(1.75*x) * exp(-x*x / 2)", "-(1.75 * sin(1.75*x) + x * cos(1.75*x)) * exp(-x*x / 2)");
            case MEXHAT -> everywhere("(1 - x^2) * exp(-x*x / 2)", "(x^2 - 3) * x * exp(-x*x / 2)");
            case GELU ->
                everywhere(
                        "x * (1 + erf(x / sqrt(2))) / 2",
                        "(1 + erf(x / sqrt(2))) / 2 + x * exp(-x*x / 2) / sqrt(2*pi)");
            case SIGMOID -> everywhere("1 / (1 + exp(-x))", "1 / (2 + exp(x) + exp(-x))");
        };
    }

    private static List<ActivationPiece> everywhere(String value, String derivative) {
        return List.of(new ActivationPiece(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, value, derivative));
    }

    /** The activation with that id; an {@link IllegalArgumentException} lists the ids if there is none. */
    public static Activation named(String id) {
        return Names.parse("activation", Activation.class, id);
    }

    @Override
    public String toString() {
        return id();
    }

    private static boolean inside(double x, double end) {
        return x > 0 && x < end;
    }

    private static double s2reluSlope(double x) {
        double turns = 2 * Math.PI * x;
        return inside(x, 1) ? 2 * Math.PI * Math.cos(turns) * x * (1 - x) + Math.sin(turns) * (1 - 2 * x) : 0;
    }

    /** The quadratic B-spline with knots 0, 1, 2, 3, times 2: x^2, then -2x^2 + 6x - 3, then (3 - x)^2. */
    private static double phi(double x) {
        if (!inside(x, 3)) {
            return 0;
        }
        return x <= 1 ? x * x : x <= 2 ? (6 - 2 * x) * x - 3 : (3 - x) * (3 - x);
    }

    private static double phiSlope(double x) {
        if (!inside(x, 3)) {
            return 0;
        }
        return x <= 1 ? 2 * x : x <= 2 ? 6 - 4 * x : 2 * x - 6;
    }

    /** The semi-orthogonal linear spline wavelet (Chui and Wang, 1992): straight lines between its values at k/2. */
    private static double psi(double x) {
        if (!inside(x, 3)) {
            return 0;
        }
        int piece = psiPiece(x);
        return (PSI_AT_KNOTS[piece] + (PSI_AT_KNOTS[piece + 1] - PSI_AT_KNOTS[piece]) * (2 * x - piece)) / 12;
    }

    private static double psiSlope(double x) {
        return x > 0 && x <= 3 ? (PSI_AT_KNOTS[psiPiece(x) + 1] - PSI_AT_KNOTS[psiPiece(x)]) / 6 : 0;
    }

    /** The piece that ends at x or holds it: the derivative at a knot is that from the left. */
    private static int psiPiece(double x) {
        return (int) Math.ceil(2 * x) - 1;
    }

    private static double normalDensity(double x) {
        return NORMAL_DENSITY_AT_0 * Math.exp(-x * x / 2);
    }

    /** 1/2 + density(x) (x + x^3/3 + x^5/(3*5) + ...), Marsaglia (2004); off by at most some 1e-16. */
    private static double normalCumulative(double x) {
        if (!(Math.abs(x) <= FAR)) {
            return Double.isNaN(x) ? x : x > 0 ? 1 : 0;
        }
        double sum = 0;
        double term = x;
        for (int k = 3; sum + term != sum; k += 2) {
            sum += term;
            term *= x * x / k;
        }
        return 0.5 + sum * normalDensity(x);
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
