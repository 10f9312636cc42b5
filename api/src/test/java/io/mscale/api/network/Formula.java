package io.mscale.api.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Evaluates formulas as {@link ActivationPiece} writes them. */
final class Formula {

    private static final Pattern TOKEN = Pattern.compile("[0-9.]+|[a-z]+|[-+*/^()]");

    private final Deque<String> tokens;
    private final double x;

    private Formula(List<String> tokens, double x) {
        this.tokens = new ArrayDeque<>(tokens);
        this.x = x;
    }

    static double evaluate(String text, double x) {
        List<String> tokens = new ArrayList<>(
                TOKEN.matcher(text).results().map(MatchResult::group).toList());
        if (!String.join("", tokens).equals(text.replace(" ", ""))) {
            throw new IllegalArgumentException("not a formula: " + text);
        }
        Formula formula = new Formula(tokens, x);
        double value = formula.sum();
        if (!formula.tokens.isEmpty()) {
            throw new IllegalArgumentException(text + ": what is " + formula.tokens);
        }
        return value;
    }

    private boolean next(String token) {
        boolean isNext = token.equals(tokens.peek());
        if (isNext) {
            tokens.remove();
        }
        return isNext;
    }

    private double sum() {
        double value = next("-") ? -product() : product();
        while (true) {
            if (next("+")) {
                value += product();
            } else if (next("-")) {
                value -= product();
            } else {
                return value;
            }
        }
    }

    private double product() {
        double value = power();
        while (true) {
            if (next("*")) {
                value *= power();
            } else if (next("/")) {
                value /= power();
            } else {
                return value;
            }
        }
    }

    private double power() {
        double value = atom();
        return next("^") ? Math.pow(value, atom()) : value;
    }

    private double atom() {
        String token = tokens.remove();
        return switch (token) {
            case "x" -> x;
            case "pi" -> Math.PI;
            case "(" -> closed();
            default -> next("(") ? call(token, closed()) : Double.parseDouble(token);
        };
    }

    private static double call(String function, double argument) {
        return switch (function) {
            case "sin" -> Math.sin(argument);
            case "cos" -> Math.cos(argument);
            case "tanh" -> Math.tanh(argument);
            case "exp" -> Math.exp(argument);
            case "sqrt" -> Math.sqrt(argument);
            case "erf" -> erf(argument);
            default -> throw new IllegalArgumentException("unknown function " + function);
        };
    }

    private double closed() {
        double value = sum();
        if (!next(")")) {
            throw new IllegalArgumentException("a bracket is not closed before " + tokens);
        }
        return value;
    }

    /** 2/sqrt(pi) exp(-x^2) sum of 2^n x^(2n+1) / (1*3*...*(2n+1)); without cancellation. */
    private static double erf(double x) {
        double sum = 0;
        double term = x;
        for (int k = 3; sum + term != sum; k += 2) {
            sum += term;
            term *= 2 * x * x / k;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }
}
