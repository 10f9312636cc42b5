package io.mscale.harness.cli;

import io.mscale.api.task.FittingTask;
import io.mscale.api.task.PresetSettings;
import io.mscale.api.training.Adam;
import org.jspecify.annotations.Nullable;

/** The settings of a preset with those that the user chose. */
final class SettingsChoice {

    private SettingsChoice() {}

    /** If a task has a fixed number of samples, sizes from the preset are reduced to fit. */
    static PresetSettings of(RunOptions run, FittingTask task, Recipe recipe) {
        PresetSettings defaults = recipe.apply(task.settings(run.preset()));
        SampleSizes samples = SampleSizes.of(task, defaults, run.trainSize, run.testSize);
        return new PresetSettings(
                defaults.hiddenWidths(),
                defaults.scales(),
                defaults.subnetScales(),
                run.baselines.applied(defaults.baselines()),
                defaults.firstActivation(),
                defaults.activation(),
                or(run.initialization, defaults.initialization()),
                samples.train(),
                samples.test(),
                or(run.batch, defaults.batchSize()),
                Adam.withDefaults(
                        defaults.adam().learningRate(),
                        or(run.decay, defaults.adam().decay())),
                run.steps().orElse(defaults.steps()));
    }

    private static <T> T or(@Nullable T value, T standard) {
        return value == null ? standard : value;
    }
}
