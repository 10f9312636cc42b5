package io.mscale.harness.export;

import ai.onnx.proto.OnnxMl;
import io.mscale.api.Precision;
import io.mscale.api.network.Activation;

/**
 * Activations in ONNX operators, by the formulas of {@link Activation}. What is zero outside an interval is computed of an
 * argument clipped to it, so that sums of powers lose no digits.
 */
final class OnnxActivations {

    /** psi at x = 0, 1/2, ..., 3, times 12. */
    private static final double[] PSI_AT_KNOTS = {0, 1, -6, 10, -6, 1, 0};

    private final OnnxGraph graph;

    OnnxActivations(OnnxGraph graph) {
        this.graph = graph;
    }

    /** The activation of a result. */
    String of(Activation activation, String x) {
        return switch (activation) {
            case IDENTITY -> x;
            case RELU -> graph.node("Relu", x);
            case TANH -> graph.node("Tanh", x);
            case SIN -> graph.node("Sin", x);
            case COS -> cos(x);
            case SINCOS -> times(0.5, graph.node("Add", graph.node("Sin", x), cos(x)));
            case SRELU -> parabola(clipped(x, 1));
            case S2RELU -> s2relu(clipped(x, 1));
            case PHI -> phi(clipped(x, 3));
            case PSI -> psi(clipped(x, 3));
            case MORLET -> graph.node("Mul", cos(times(1.75, x)), bell(x));
            case MEXHAT -> graph.node("Mul", graph.node("Sub", graph.number(1), graph.node("Mul", x, x)), bell(x));
            case GELU -> graph.node("Mul", x, times(0.5, plus(1, erf(times(Math.sqrt(0.5), x)))));
            case SIGMOID -> graph.node("Sigmoid", x);
        };
    }

    private String times(double factor, String x) {
        return graph.node("Mul", x, graph.number(factor));
    }

    private String plus(double summand, String x) {
        return graph.node("Add", x, graph.number(summand));
    }

    private String clipped(String x, double to) {
        return graph.node("Min", graph.node("Relu", x), graph.number(to));
    }

    /** Not all runtimes have a cosine of float64. */
    private String cos(String x) {
        return graph.precision() == Precision.FLOAT64 ? graph.node("Sin", plus(Math.PI / 2, x)) : graph.node("Cos", x);
    }

    /** exp(-x^2 / 2). */
    private String bell(String x) {
        return graph.node("Exp", times(-0.5, graph.node("Mul", x, x)));
    }

    /** x (1 - x). */
    private String parabola(String x) {
        return graph.node("Mul", x, graph.node("Sub", graph.number(1), x));
    }

    private String s2relu(String x) {
        return graph.node("Mul", graph.node("Sin", times(2 * Math.PI, x)), parabola(x));
    }

    private String phi(String x) {
        String first = graph.node("Mul", x, x);
        String second = times(-3, squaredAbove(1, x));
        String third = times(3, squaredAbove(2, x));
        return graph.node("Sum", first, second, third);
    }

    /** max(x - knot, 0)^2. */
    private String squaredAbove(double knot, String x) {
        String above = graph.node("Relu", plus(-knot, x));
        return graph.node("Mul", above, above);
    }

    /** Straight lines between the knots: each adds what the slope changes by. */
    private String psi(String x) {
        String sum = times((PSI_AT_KNOTS[1] - PSI_AT_KNOTS[0]) / 6, x);
        for (int knot = 1; knot < PSI_AT_KNOTS.length - 1; knot++) {
            double change = (PSI_AT_KNOTS[knot + 1] - 2 * PSI_AT_KNOTS[knot] + PSI_AT_KNOTS[knot - 1]) / 6;
            sum = graph.node("Add", sum, times(change, graph.node("Relu", plus(-knot / 2.0, x))));
        }
        return sum;
    }

    /** Runtimes have no error function of float64. */
    private String erf(String x) {
        if (graph.precision() == Precision.FLOAT32) {
            return graph.node("Erf", x);
        }
        String inFloat = graph.cast(x, OnnxMl.TensorProto.DataType.FLOAT);
        return graph.cast(graph.node("Erf", inFloat), OnnxMl.TensorProto.DataType.DOUBLE);
    }
}
