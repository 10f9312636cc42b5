package io.mscale.worker.training;

import io.mscale.api.network.Activation;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.Scales;
import io.mscale.api.pde.BoundaryValueProblem;
import io.mscale.api.pde.BoundaryValueTask;
import io.mscale.api.pde.Penalty;
import io.mscale.api.pde.Region;
import io.mscale.api.task.Domain;
import io.mscale.api.task.Preset;
import io.mscale.api.task.PresetSettings;
import io.mscale.api.training.Loss;
import java.util.List;

/** -u'' = 0 on [0, 1] with u = x. */
record LineProblem(Penalty penalty) implements BoundaryValueTask {

    @Override
    public BoundaryValueProblem problem() {
        return new BoundaryValueProblem() {
            @Override
            public Region region() {
                return new Region(Domain.interval(0, 1));
            }

            @Override
            public double source(double[] x) {
                return 0;
            }

            @Override
            public double solution(double[] x) {
                return x[0];
            }

            @Override
            public double[] solutionGradient(double[] x) {
                return new double[] {1};
            }
        };
    }

    @Override
    public double boundaryShare() {
        return 0.1;
    }

    @Override
    public Loss loss() {
        return Loss.energy();
    }

    @Override
    public String id() {
        return "line-problem";
    }

    @Override
    public String description() {
        return "a straight line by its equation";
    }

    @Override
    public double targetMse() {
        return 1e-3;
    }

    @Override
    public PresetSettings settings(Preset preset) {
        return new PresetSettings(
                List.of(4),
                Scales.one(),
                Activation.SIN,
                Activation.SIN,
                Initialization.UNIFORM,
                40,
                10,
                40,
                1e-3,
                0,
                100);
    }
}
