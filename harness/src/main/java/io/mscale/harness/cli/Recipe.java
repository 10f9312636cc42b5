package io.mscale.harness.cli;

import io.mscale.api.network.Activation;
import io.mscale.api.network.AlternatingActivations;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.Scales;
import io.mscale.api.option.Named;
import io.mscale.api.task.PresetSettings;

/** Source of defaults. */
public enum Recipe implements Named.Constant {
    /** The task's own defaults. */
    OURS,
    /**
     * The multi-scale network of the chapter's figure 1.3, "phi-psi(100)/phi": 100 scales as printed in eq. 1.14, phi
     * and psi in the first layer, phi in the others, and the initialisation of the authors' code.
     */
    PUBLISHED;

    private static final int SCALES = 100;

    /** A task's settings with this recipe's choices applied. */
    public PresetSettings apply(PresetSettings task) {
        return this == OURS
                ? task
                : new PresetSettings(
                        task.hiddenWidths(),
                        new Scales.Seed(SCALES),
                        task.subnetScales(),
                        task.baselines(),
                        AlternatingActivations.PHIPSI,
                        Activation.PHI,
                        Initialization.MSCALE_PAPER,
                        task.trainSize(),
                        task.testSize(),
                        task.batchSize(),
                        task.adam(),
                        task.steps());
    }
}
