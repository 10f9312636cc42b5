package io.mscale.tasks;

import io.mscale.api.network.Baselines;
import io.mscale.api.network.Scales;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FrequencyProbe;
import io.mscale.api.task.Grid;
import io.mscale.api.task.Preset;
import io.mscale.api.task.PresetSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A two-dimensional function with three frequencies along each axis and a kink along a line:
 *
 * <pre>
 * f(x, y) = |y - x/2| + sin 3x sin 4y + sin 9x sin 12y + sin 24x sin 32y      on [-1, 1]^2
 * </pre>
 *
 * Each product is a sum of plane waves whose wave vectors have the same length: 5, 15 and 40. Each is worth a quarter
 * of mean squared error.
 */
public final class Fit2d extends BuiltInTask {

    private static final double[][] WAVES = {{3, 4}, {9, 12}, {24, 32}};

    /** Leaves headroom above the highest frequency, 40: first-layer weight vectors have at most length 1. */
    private static final Scales SCALES = new Scales.Linear(60);

    /** Pixels along each side of the picture; resolves the highest frequency with about 15 pixels per period. */
    private static final int PICTURE = 192;

    /** Creates the task. Its target MSE is far below 0.25, the error while any one product is missing. */
    public Fit2d() {
        super("fit2d", "2-D function with frequencies 5, 15 and 40 in both directions and a kink along a line", 2e-2);
    }

    @Override
    public Domain domain() {
        return Domain.cube(2, -1, 1);
    }

    @Override
    public double[] target(double[] x) {
        double sum = Math.abs(x[1] - x[0] / 2);
        for (double[] wave : WAVES) {
            sum += Math.sin(wave[0] * x[0]) * Math.sin(wave[1] * x[1]);
        }
        return new double[] {sum};
    }

    @Override
    public PresetSettings settings(Preset preset) {
        return sized(preset).withBaselines(Baselines.reaching(40));
    }

    private static PresetSettings sized(Preset preset) {
        return switch (preset) {
            case SMOKE -> settings(List.of(400, 50, 50), SCALES, 2000, 1000, 2e-3, 80);
            case QUICK -> settings(List.of(600, 100, 100), SCALES, 4000, 2000, 1e-3, 300);
            case PAPER -> settings(List.of(3000, 100, 100, 100), SCALES, 10_000, 5000, 1e-4, 50_000);
        };
    }

    @Override
    public List<FrequencyProbe> frequencies() {
        return Arrays.stream(WAVES).map(this::probe).toList();
    }

    /** sin ax sin by = (cos(ax - by) - cos(ax + by)) / 2. */
    private FrequencyProbe probe(double[] wave) {
        return new FrequencyProbe(
                Math.hypot(wave[0], wave[1]), List.of(List.of(wave[0], -wave[1]), List.of(wave[0], wave[1])), domain());
    }

    @Override
    public Optional<Grid> picture() {
        return Optional.of(new Grid(domain(), PICTURE, PICTURE));
    }
}
