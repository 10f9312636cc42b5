package io.mscale.harness.cli;

import io.mscale.api.task.FittingTask;
import io.mscale.api.task.PresetSettings;
import io.mscale.api.training.Adam;
import io.mscale.harness.UsageException;
import io.mscale.record.cell.CellSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings of a preset with those that the user chose. */
public final class SettingsChoice {

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

    /** A training of one network that goes on with another: as that one, but for what the user chose. */
    public static CellSpec.Training continued(RunOptions run, CellSpec.Training before) {
        List<Double> rates = run.learningRate().values();
        if (rates.size() > 1) {
            throw new UsageException("--lr: one value beside " + KeepOptions.FROM + ", not " + rates.size());
        }
        return UsageException.naming(
                "--steps",
                () -> new CellSpec.Training(
                        run.steps().orElse(before.steps()),
                        before.trainSize(),
                        before.testSize(),
                        or(run.batch, before.batchSize()),
                        before.loss(),
                        before.optimizer(),
                        rates.isEmpty() ? before.learningRate() : rates.get(0),
                        or(run.decay, before.decay()),
                        before.noise(),
                        before.validation(),
                        CellSpec.Rounds.ONE));
    }

    private static <T> T or(@Nullable T value, T standard) {
        return value == null ? standard : value;
    }
}
