package io.mscale.tasks;

import io.mscale.api.network.Baselines;
import io.mscale.api.network.Scales;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FrequencyProbe;
import io.mscale.api.task.Preset;
import io.mscale.api.task.PresetSettings;
import java.util.List;

/**
 * The chapter's one-dimensional function (section 1.3.1): low frequencies on the left half, high ones on the right.
 *
 * <pre>
 * f(x) = sin x + sin 3x + 1                     on [-pi, 0]
 * f(x) = sin 23x + sin 137x + sin 203x + 1      on [0, pi]
 * </pre>
 *
 * A network that learns only the low frequencies stays at a mean squared error of 0.75; each frequency of the right
 * half is worth a quarter. The slope jumps from 4 to 363 at 0.
 */
public final class Fit1d extends BuiltInTask {

    private static final double[] LEFT = {1, 3};
    private static final double[] RIGHT = {23, 137, 203};

    /**
     * Up to 200, close to the highest frequency of 203: a prototype of the paper preset reached an MSE of 1e-2 in 163
     * steps, with scales up to 100 in about 300.
     */
    private static final Scales SCALES = new Scales.Linear(200);

    /** Creates the task. Its target MSE is far below 0.25, the error while any one high frequency is missing. */
    public Fit1d() {
        super("fit1d", "1-D function with frequencies 1, 3 on the left half and 23, 137, 203 on the right", 1e-2);
    }

    @Override
    public Domain domain() {
        return Domain.interval(-Math.PI, Math.PI);
    }

    @Override
    public double[] target(double[] x) {
        double sum = 1;
        for (double k : x[0] < 0 ? LEFT : RIGHT) {
            sum += Math.sin(k * x[0]);
        }
        return new double[] {sum};
    }

    @Override
    public PresetSettings settings(Preset preset) {
        return sized(preset).withBaselines(Baselines.reaching(203 * Math.PI));
    }

    private static PresetSettings sized(Preset preset) {
        return switch (preset) {
            case SMOKE -> settings(List.of(400, 50, 50), SCALES, 1500, 1000, 2e-3, 80);
            case QUICK -> settings(List.of(600, 100, 100), SCALES, 3000, 2000, 1e-3, 300);
            case PAPER -> settings(List.of(3000, 100, 100, 100), SCALES, 10_000, 2000, 1e-4, 50_000);
        };
    }

    @Override
    public List<Double> kinks() {
        return List.of(0.0);
    }

    @Override
    public List<FrequencyProbe> frequencies() {
        return List.of(
                new FrequencyProbe(1, -Math.PI, 0),
                new FrequencyProbe(3, -Math.PI, 0),
                new FrequencyProbe(23, 0, Math.PI),
                new FrequencyProbe(137, 0, Math.PI),
                new FrequencyProbe(203, 0, Math.PI));
    }
}
