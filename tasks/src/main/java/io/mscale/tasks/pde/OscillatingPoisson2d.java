package io.mscale.tasks.pde;

import io.mscale.api.network.Scales;
import io.mscale.api.option.Numbers;
import io.mscale.api.pde.BoundaryValueProblem;
import io.mscale.api.pde.Region;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.FrequencyProbe;
import io.mscale.api.task.Preset;
import io.mscale.api.task.PresetSettings;
import io.mscale.api.task.TaskChoices;
import io.mscale.api.task.TaskOption;
import io.mscale.api.training.Adam;
import io.mscale.api.training.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The Poisson equation in a square with a solution of many frequencies along each axis (Xu et al., 2025):
 *
 * <pre>
 * -lap u = f    on [-1, 1]^2
 *
 * u = 1/N^2 sum_m sum_n exp(sin(pi m x)) exp(cos(pi n y)),    m, n = 1, ..., N
 * </pre>
 *
 * u is a product of a function of x and one of y, each the mean of N terms. With I_j the modified Bessel functions, the wave
 * pi m along an axis has the amplitude 2 I_1(1) I_0(1) / N and more.
 */
public final class OscillatingPoisson2d extends EquationTask {

    private static final String N = "n";
    private static final int MOST = 50;

    /** Bands in which the waves along the axes are measured; at most as many as there are waves. */
    private static final int BANDS = 4;

    private static final List<TaskOption> OPTIONS = options(
            Loss.energy(),
            "1000",
            "1/9",
            new TaskOption(N, "N", "how many frequencies pi, 2 pi, ..., N pi along each axis, 1 to " + MOST, "20"));

    private static final Scales SCALES = new Scales.PowersOfTwo(7);

    private final int n;

    /** Creates the task with standard options. */
    public OscillatingPoisson2d() {
        this(Map.of());
    }

    private OscillatingPoisson2d(Map<String, String> given) {
        this(new TaskChoices(OPTIONS, given));
    }

    private OscillatingPoisson2d(TaskChoices choices) {
        this(choices, choices.read(N, text -> (int) Numbers.wholeNumber(text, 1, MOST)));
    }

    private OscillatingPoisson2d(TaskChoices choices, int n) {
        super("osc2d", "-lap u = f in a square: N frequencies along each axis", choices, new Equation(n));
        this.n = n;
    }

    private record Equation(int n) implements BoundaryValueProblem {

        @Override
        public Region region() {
            return new Region(Domain.cube(2, -1, 1));
        }

        @Override
        public double source(double[] x) {
            double[] ofX = ofX(x[0]);
            double[] ofY = ofY(x[1]);
            return -(ofX[2] * ofY[0] + ofX[0] * ofY[2]);
        }

        @Override
        public double solution(double[] x) {
            return ofX(x[0])[0] * ofY(x[1])[0];
        }

        @Override
        public double[] solutionGradient(double[] x) {
            double[] ofX = ofX(x[0]);
            double[] ofY = ofY(x[1]);
            return new double[] {ofX[1] * ofY[0], ofX[0] * ofY[1]};
        }

        /** The mean of exp(sin(pi m x)) with its first and second derivative. */
        private double[] ofX(double x) {
            double[] sums = new double[3];
            for (int m = 1; m <= n; m++) {
                double k = Math.PI * m;
                double sin = StrictMath.sin(k * x);
                double cos = StrictMath.cos(k * x);
                add(StrictMath.exp(sin) / n, k * cos, k * k * (cos * cos - sin), sums);
            }
            return sums;
        }

        /** The mean of exp(cos(pi n y)) with its first and second derivative. */
        private double[] ofY(double y) {
            double[] sums = new double[3];
            for (int m = 1; m <= n; m++) {
                double k = Math.PI * m;
                double sin = StrictMath.sin(k * y);
                double cos = StrictMath.cos(k * y);
                add(StrictMath.exp(cos) / n, -k * sin, k * k * (sin * sin - cos), sums);
            }
            return sums;
        }

        /** Adds a term and its derivatives, which are multiples of it. */
        private static void add(double term, double first, double second, double[] sums) {
            sums[0] += term;
            sums[1] += first * term;
            sums[2] += second * term;
        }
    }

    @Override
    public FittingTask configured(Map<String, String> given) {
        return new OscillatingPoisson2d(given);
    }

    @Override
    public PresetSettings settings(Preset preset) {
        double k = Math.PI * n;
        return switch (preset) {
            case SMOKE -> settings(List.of(105, 49, 49), SCALES, k, 450, 10, 1000, Adam.withDefaults(2e-3, 0), 150);
            case QUICK ->
                settings(List.of(210, 105, 105), SCALES, k, 900, 30, 2000, Adam.withDefaults(1e-3, 1e-5), 2000);
            case PAPER ->
                settings(List.of(490, 245, 245, 245), SCALES, k, 4500, 50, 5000, Adam.withDefaults(2e-4, 1e-5), 50_000);
        };
    }

    /** The waves along the axes, which have nearly all of the variance, in bands; the products of two are much smaller. */
    @Override
    public List<FrequencyProbe> frequencies() {
        List<FrequencyProbe> probes = new ArrayList<>();
        int bands = Math.min(BANDS, n);
        for (int band = 0; band < bands; band++) {
            int first = 1 + band * n / bands;
            int last = (band + 1) * n / bands;
            List<List<Double>> vectors = new ArrayList<>();
            for (int m = first; m <= last; m++) {
                vectors.add(List.of(Math.PI * m, 0.0));
                vectors.add(List.of(0.0, Math.PI * m));
            }
            probes.add(new FrequencyProbe(Math.PI * (first + last) / 2, vectors, domain()));
        }
        return probes;
    }
}
