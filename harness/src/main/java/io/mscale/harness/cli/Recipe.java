package io.mscale.harness.cli;

import io.mscale.api.network.Activation;
import io.mscale.api.network.AlternatingActivations;
import io.mscale.api.network.Scales;
import io.mscale.api.option.Named;
import io.mscale.api.option.Names;
import io.mscale.api.task.PresetSettings;

/** Where the choices come from that the user does not make. */
public enum Recipe implements Named {
    /** What the task says. */
    OURS("ours") {
        @Override
        public PresetSettings apply(PresetSettings task) {
            return task;
        }
    },
    /**
     * What the chapter's figure 1.3 says of its multi-scale network, "phi-psi(100)/phi": 100 scales as eq. 1.14 prints
     * them, phi and psi in the first layer, phi in the others.
     */
    PUBLISHED("published") {
        @Override
        public PresetSettings apply(PresetSettings task) {
            return new PresetSettings(
                    task.hiddenWidths(),
                    new Scales.Seed(SCALES),
                    task.subnetScales(),
                    task.baselines(),
                    AlternatingActivations.PHIPSI,
                    Activation.PHI,
                    task.initialization(),
                    task.trainSize(),
                    task.testSize(),
                    task.batchSize(),
                    task.learningRate(),
                    task.decay(),
                    task.steps());
        }
    };

    private static final int SCALES = 100;

    private final String id;

    Recipe(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    /** The choices for a task. */
    public abstract PresetSettings apply(PresetSettings task);

    /**
     * The recipe with that id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Recipe named(String id) {
        return Names.parse("recipe", Recipe.class, id);
    }

    @Override
    public String toString() {
        return id;
    }
}
