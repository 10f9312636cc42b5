package io.mscale.tasks.pde;

import io.mscale.api.network.Scales;
import io.mscale.api.option.Numbers;
import io.mscale.api.pde.BoundaryValueProblem;
import io.mscale.api.pde.Penalty;
import io.mscale.api.pde.Region;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.FrequencyProbe;
import io.mscale.api.task.Preset;
import io.mscale.api.task.PresetSettings;
import io.mscale.api.task.TaskChoices;
import io.mscale.api.task.TaskOption;
import io.mscale.api.task.WrongChoiceException;
import io.mscale.api.training.Adam;
import io.mscale.api.training.Energy;
import io.mscale.api.training.Loss;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The Helmholtz equation in a square (Wang, Teng and Perdikaris, 2021):
 *
 * <pre>
 * lap u + k^2 u = q    on [-1, 1]^2,    u = sin(a1 pi x) sin(a2 pi y)
 * </pre>
 *
 * which is -lap u - k^2 u = -q: it has a unique solution unless k^2 is one of the eigenvalues pi^2 (m^2 + n^2) / 4 of -lap,
 * and is the minimum of an energy only if k^2 is less than the smallest of them.
 */
public final class Helmholtz2d extends EquationTask {

    private static final String A1 = "a1";
    private static final String A2 = "a2";
    private static final String K = "k";
    private static final int MOST_A = 50;
    private static final double MOST_K = 200;

    /** Relative distance from an eigenvalue at which float32 could not tell k^2 from it. */
    private static final double LEAST_DISTANCE = 1e-6;

    private static final List<TaskOption> OPTIONS = options(
            Loss.residual(),
            "1000",
            "1/9",
            new TaskOption(K, "K", "the wave number, 0 to 200, also as 2pi", "1"),
            new TaskOption(A1, "N", "half-waves of the solution along x between -1 and 0, 1 to " + MOST_A, "1"),
            new TaskOption(A2, "N", "the same along y", "4"));

    private static final Scales SCALES = new Scales.PowersOfTwo(5);

    private final double[] frequencies;

    /** Creates the task with standard options. */
    public Helmholtz2d() {
        this(Map.of());
    }

    private Helmholtz2d(Map<String, String> given) {
        this(new TaskChoices(OPTIONS, given));
    }

    private Helmholtz2d(TaskChoices choices) {
        this(choices, equation(choices));
    }

    private Helmholtz2d(TaskChoices choices, Equation equation) {
        super("helm2d", "the Helmholtz equation lap u + k^2 u = q in a square", choices, equation);
        frequencies = new double[] {equation.p(), equation.q()};
    }

    private static Equation equation(TaskChoices choices) {
        Equation equation = new Equation(
                choices.read(K, Helmholtz2d::waveNumber),
                Math.PI * choices.read(A1, Helmholtz2d::halfWaves),
                Math.PI * choices.read(A2, Helmholtz2d::halfWaves));
        if (loss(choices) instanceof Energy) {
            requireMinimum(equation, penalty(choices));
        }
        return equation;
    }

    private static int halfWaves(String text) {
        return (int) Numbers.wholeNumber(text, 1, MOST_A);
    }

    private static double waveNumber(String text) {
        double k = Quantity.between(text, 0, MOST_K);
        double sum = 4 * k * k / (Math.PI * Math.PI);
        int nearest = (int) Math.round(sum);
        if (Math.abs(sum - nearest) <= LEAST_DISTANCE * nearest) {
            for (int m = 1; m * m < nearest; m++) {
                int n = (int) Math.round(Math.sqrt(nearest - m * m));
                if (m * m + n * n == nearest) {
                    throw new IllegalArgumentException(String.format(
                            Locale.ROOT,
                            "'%s' squared is an eigenvalue of -lap, %.7g = pi^2 (%d^2 + %d^2) / 4, for which there are many"
                                    + " solutions or none; allowed: a k that is further from %.7g than %.1g",
                            text,
                            Math.PI * Math.PI * nearest / 4,
                            m,
                            n,
                            Math.PI * Math.sqrt(nearest) / 2,
                            LEAST_DISTANCE * k / 2));
                }
            }
        }
        return k;
    }

    /** Not of the problem alone: a weak penalty hardly holds the boundary, which makes the smallest eigenvalue smaller. */
    private static void requireMinimum(Equation equation, Penalty penalty) {
        double square = equation.k() * equation.k();
        double smallest = Equation.SMALLEST_EIGENVALUE;
        if (!equation.hasMinimum()) {
            throw new WrongChoiceException(
                    "loss",
                    String.format(
                            Locale.ROOT,
                            "'energy' has no minimum here: k^2 = %.4g is not less than the smallest eigenvalue of -lap,"
                                    + " pi^2 / 2 = %.4g; allowed: residual, mse, or a k less than %.4g",
                            square,
                            smallest,
                            Math.sqrt(smallest)));
        }
        double held = smallestEigenvalue(penalty.beta() / penalty.ramp());
        if (square >= held) {
            throw new WrongChoiceException(
                    "loss",
                    String.format(
                            Locale.ROOT,
                            "'energy' has no minimum here: with so weak a penalty on the boundary, the smallest eigenvalue"
                                    + " of -lap is %.4g, which is not more than k^2 = %.4g; allowed: residual, mse, a larger"
                                    + " beta, or a smaller ramp",
                            held,
                            square));
        }
    }

    /**
     * That of -lap where the boundary is held by a penalty only, du/dn + 2 beta u = 0: the least 2 s^2 where
     * s tan s = 2 beta, by bisection.
     */
    static double smallestEigenvalue(double beta) {
        double low = 0;
        double high = Math.PI / 2;
        for (int i = 0; i < 60; i++) {
            double s = (low + high) / 2;
            if (s * StrictMath.tan(s) < 2 * beta) {
                low = s;
            } else {
                high = s;
            }
        }
        return 2 * low * low;
    }

    /** u = sin px sin qy. */
    private record Equation(double k, double p, double q) implements BoundaryValueProblem {

        private static final double SMALLEST_EIGENVALUE = Math.PI * Math.PI / 2;

        @Override
        public Region region() {
            return new Region(Domain.cube(2, -1, 1));
        }

        @Override
        public double reaction(double[] x) {
            return -k * k;
        }

        @Override
        public double source(double[] x) {
            return (p * p + q * q - k * k) * solution(x);
        }

        @Override
        public double solution(double[] x) {
            return StrictMath.sin(p * x[0]) * StrictMath.sin(q * x[1]);
        }

        @Override
        public double[] solutionGradient(double[] x) {
            return new double[] {
                p * StrictMath.cos(p * x[0]) * StrictMath.sin(q * x[1]),
                q * StrictMath.sin(p * x[0]) * StrictMath.cos(q * x[1])
            };
        }

        @Override
        public boolean hasMinimum() {
            return k * k < SMALLEST_EIGENVALUE;
        }
    }

    @Override
    public FittingTask configured(Map<String, String> given) {
        return new Helmholtz2d(given);
    }

    @Override
    public PresetSettings settings(Preset preset) {
        double k = Math.max(frequencies[0], frequencies[1]);
        return switch (preset) {
            case SMOKE -> settings(List.of(60, 50, 50), SCALES, k, 450, 10, 1000, Adam.withDefaults(2e-3, 0), 150);
            case QUICK -> settings(List.of(100, 60, 60), SCALES, k, 900, 30, 2000, Adam.withDefaults(1e-3, 1e-5), 2000);
            case PAPER ->
                settings(
                        List.of(300, 150, 150, 150), SCALES, k, 2250, 100, 5000, Adam.withDefaults(2e-4, 1e-5), 40_000);
        };
    }

    /** sin px sin qy = (cos(px - qy) - cos(px + qy)) / 2. */
    @Override
    public List<FrequencyProbe> frequencies() {
        double p = frequencies[0];
        double q = frequencies[1];
        return List.of(new FrequencyProbe(StrictMath.hypot(p, q), List.of(List.of(p, -q), List.of(p, q)), domain()));
    }
}
