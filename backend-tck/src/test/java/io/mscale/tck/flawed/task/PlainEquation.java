package io.mscale.tck.flawed.task;

import io.mscale.api.network.Activation;
import io.mscale.api.network.Baselines;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.Scales;
import io.mscale.api.pde.BoundaryValueProblem;
import io.mscale.api.pde.BoundaryValueTask;
import io.mscale.api.pde.Penalty;
import io.mscale.api.pde.Region;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.Domain;
import io.mscale.api.task.Preset;
import io.mscale.api.task.PresetSettings;
import io.mscale.api.training.Adam;
import io.mscale.api.training.Loss;
import java.util.List;

/** -((2 + x) u')' + 4 u = f on [0, 1], solved by sin 3x, and no service; correct unless told otherwise. */
public final class PlainEquation implements BoundaryValueTask {

    private final EquationFlaw flaw;

    /** The task without a mistake. */
    public PlainEquation() {
        this(EquationFlaw.NONE);
    }

    PlainEquation(EquationFlaw flaw) {
        this.flaw = flaw;
    }

    @Override
    public String id() {
        return "plain-equation";
    }

    @Override
    public String description() {
        return "a sine that solves an equation";
    }

    @Override
    public BoundaryValueProblem problem() {
        return new BoundaryValueProblem() {

            @Override
            public Region region() {
                return new Region(Domain.interval(0, 1));
            }

            @Override
            public double diffusion(double[] x) {
                return flaw == EquationFlaw.NEGATIVE_DIFFUSION ? x[0] - 0.5 : 2 + x[0];
            }

            @Override
            public double[] diffusionGradient(double[] x) {
                return new double[] {flaw == EquationFlaw.DIFFUSION_GRADIENT_FORGOTTEN ? 0 : 1};
            }

            @Override
            public double reaction(double[] x) {
                return flaw == EquationFlaw.REACTION_FORGOTTEN ? 0 : 4;
            }

            @Override
            public double source(double[] x) {
                double a = flaw == EquationFlaw.NEGATIVE_DIFFUSION ? x[0] - 0.5 : 2 + x[0];
                double slope = flaw == EquationFlaw.SOURCE_WITHOUT_A_TERM ? 0 : 3 * Math.cos(3 * x[0]);
                double f = (9 * a + 4) * Math.sin(3 * x[0]) - slope;
                return flaw == EquationFlaw.SOURCE_OF_OTHER_SIGN ? -f : f;
            }

            @Override
            public double solution(double[] x) {
                return Math.sin(3 * x[0]);
            }

            @Override
            public double[] solutionGradient(double[] x) {
                double factor = flaw == EquationFlaw.GRADIENT_WITHOUT_CHAIN_RULE ? 1 : 3;
                return new double[] {factor * Math.cos(3 * x[0])};
            }
        };
    }

    @Override
    public Penalty penalty() {
        return new Penalty(100, 1);
    }

    @Override
    public double boundaryShare() {
        return 0.2;
    }

    @Override
    public Loss loss() {
        return Loss.energy();
    }

    @Override
    public PresetSettings settings(Preset preset) {
        return new PresetSettings(
                List.of(20, 10),
                new Scales.Linear(5),
                new Scales.PowersOfTwo(4),
                Baselines.PUBLISHED,
                Activation.SIN,
                Activation.SIN,
                Initialization.UNIFORM,
                60,
                40,
                60,
                Adam.withDefaults(1e-3, 0),
                20);
    }

    @Override
    public double targetMse() {
        return 0.01;
    }

    @Override
    public Dataset trainingSet(int size, long seed) {
        Dataset right = BoundaryValueTask.super.trainingSet(size, seed);
        return flaw == EquationFlaw.COLUMNS_OF_THE_SOLUTION ? new Dataset(1, 1, right.x(), targets(right.x())) : right;
    }

    @Override
    public Dataset testSet(int size, long seed) {
        Dataset right = BoundaryValueTask.super.testSet(size, seed);
        double[] x = right.x();
        if (flaw == EquationFlaw.TESTS_A_POINT_INSIDE) {
            x[0] = BoundaryValueTask.super.trainingSet(60, seed).x()[0];
        }
        return new Dataset(1, 1, x, targets(x));
    }
}
