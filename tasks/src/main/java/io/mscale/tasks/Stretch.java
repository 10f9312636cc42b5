package io.mscale.tasks;

import io.mscale.api.network.Baselines;
import io.mscale.api.network.Scales;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FrequencyProbe;
import io.mscale.api.task.Preset;
import io.mscale.api.task.PresetSettings;
import java.util.List;

/**
 * The function of the chapter's figure 1.1: sin 23x on [-pi, pi]. In a coordinate stretched by 23 it is a sine of
 * frequency 1, which any network learns; so the multi-scale network has the single scale 23 here.
 */
public final class Stretch extends BuiltInTask {

    /** The frequency in figure 1.1, and the factor of the stretched coordinate. */
    private static final double K = 23;

    private static final Scales SCALES = new Scales.Constant(K, 1);

    /** Creates the task. Its target MSE is 2% of the target's variance, 1/2. */
    public Stretch() {
        super("stretch", "sin 23x, with the coordinate as it is (single) and stretched 23 times (multi)", 1e-2);
    }

    @Override
    public Domain domain() {
        return Domain.interval(-Math.PI, Math.PI);
    }

    @Override
    public double[] target(double[] x) {
        return new double[] {Math.sin(K * x[0])};
    }

    @Override
    public PresetSettings settings(Preset preset) {
        return sized(preset).withBaselines(Baselines.reaching(K * Math.PI));
    }

    private static PresetSettings sized(Preset preset) {
        return switch (preset) {
            case SMOKE -> settings(List.of(100, 50), SCALES, 800, 500, 2e-3, 100);
            case QUICK -> settings(List.of(200, 100, 100), SCALES, 2000, 1000, 1e-3, 500);
            case PAPER -> settings(List.of(200, 100, 100), SCALES, 10_000, 2000, 1e-4, 20_000);
        };
    }

    @Override
    public List<FrequencyProbe> frequencies() {
        return List.of(new FrequencyProbe(K, -Math.PI, Math.PI));
    }
}
