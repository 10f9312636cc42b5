package io.mscale.tasks;

import io.mscale.api.network.Activation;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.Scales;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FrequencyProbe;
import io.mscale.api.task.Preset;
import io.mscale.api.task.PresetSettings;
import java.util.List;

/**
 * The frequency principle's own case (Xu, Zhang and Xiao): f(x) = sin x + sin 4x on [-10, 10], 61 equispaced training
 * points, hidden layers of 200, 200, 200 and 100 neurons, tanh in all of them, full batch. The network of one scale
 * learns k = 1 long before k = 4. The test points are drawn at random, between the training points too.
 */
public final class Principle extends BuiltInTask {

    private static final double END = 10;
    private static final int POINTS = 61;

    /** Creates the task. The variance is 1, of which each frequency is half. */
    public Principle() {
        super("principle", "the frequency principle's sin x + sin 4x on [-10, 10], 61 equispaced points, tanh", 1e-2);
    }

    @Override
    public Domain domain() {
        return Domain.interval(-END, END);
    }

    @Override
    public double[] target(double[] x) {
        return new double[] {Math.sin(x[0]) + Math.sin(4 * x[0])};
    }

    @Override
    public PresetSettings settings(Preset preset) {
        int steps =
                switch (preset) {
                    case SMOKE -> 100;
                    case QUICK -> 2000;
                    case PAPER -> 20_000;
                };
        return new PresetSettings(
                List.of(200, 200, 200, 100),
                new Scales.Linear(4),
                Activation.TANH,
                Activation.TANH,
                Initialization.UNIFORM,
                POINTS,
                1000,
                POINTS,
                5e-4,
                0,
                steps);
    }

    @Override
    public List<FrequencyProbe> frequencies() {
        return List.of(new FrequencyProbe(1, -END, END), new FrequencyProbe(4, -END, END));
    }

    /** Equispaced points from end to end, the same for every seed, which only puts them in order. */
    @Override
    public Dataset trainingSet(int size, long seed) {
        int[] order = shuffled(size, seed);
        double[] x = new double[size];
        for (int i = 0; i < size; i++) {
            x[i] = size == 1 ? 0 : -END + 2 * END * order[i] / (size - 1);
        }
        return new Dataset(1, 1, x, targets(x));
    }
}
