package io.mscale.worker.training;

import io.mscale.api.network.Activation;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.Scales;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.FrequencyProbe;
import io.mscale.api.task.Preset;
import io.mscale.api.task.PresetSettings;
import java.util.List;

/** f(x) = 2 x + 1 on [-1, 1]. */
public class LineTask implements FittingTask {

    @Override
    public String id() {
        return "line";
    }

    @Override
    public String description() {
        return "a straight line";
    }

    @Override
    public Domain domain() {
        return Domain.interval(-1, 1);
    }

    @Override
    public double[] target(double[] x) {
        return new double[] {2 * x[0] + 1};
    }

    @Override
    public PresetSettings settings(Preset preset) {
        return new PresetSettings(
                List.of(1),
                Scales.one(),
                Activation.SIN,
                Activation.RELU,
                Initialization.UNIFORM,
                20,
                10,
                20,
                0.1,
                0,
                10);
    }

    @Override
    public double targetMse() {
        return 0.01;
    }

    @Override
    public List<FrequencyProbe> frequencies() {
        return List.of(new FrequencyProbe(1, -1, 1));
    }

    /** The same line on [0, 4]. */
    public static final class Wide extends LineTask {

        @Override
        public String id() {
            return "wide-line";
        }

        @Override
        public Domain domain() {
            return Domain.interval(0, 4);
        }
    }
}
