package io.mscale.tck.task;

import static io.mscale.tck.task.TaskSubject.require;

import io.mscale.api.network.NetworkRequest;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.network.Variant;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.Preset;
import io.mscale.api.task.PresetSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 74x: what is trained under each preset. */
public interface TaskPresetRules extends TaskSubject {

    @ParameterizedTest
    @EnumSource
    default void required_spec741_everyVariantsNetworkCanBeBuilt(Preset preset) {
        for (Variant variant : Variant.values()) {
            try {
                network(seeded(1), preset, variant);
            } catch (IllegalArgumentException e) {
                require(false, "variant %s: %s", variant, String.valueOf(e.getMessage()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    default void required_spec742_sizesAreOfSamplesThatThereAre(Preset preset) {
        FittingTask task = seeded(1);
        PresetSettings settings = task.settings(preset);
        require(settings.trainSize() >= 1, "%d training samples", settings.trainSize());
        require(settings.testSize() >= 1, "%d test samples", settings.testSize());
        require(settings.batchSize() >= 1, "%d samples per step", settings.batchSize());
        require(settings.steps() >= 1, "%d steps", settings.steps());
        task.samples()
                .ifPresent(samples -> require(
                        (long) settings.trainSize() + settings.testSize() <= samples,
                        "%d training and %d test samples, but samples() is %d",
                        settings.trainSize(),
                        settings.testSize(),
                        samples));
    }

    /** Work is steps x samples per step x trained parameters of the variant {@code single}. */
    @Test
    default void required_spec743_largerPresetsAreMoreWork() {
        FittingTask task = seeded(1);
        double last = 0;
        for (Preset preset : Preset.values()) {
            PresetSettings settings = task.settings(preset);
            int batch = Math.min(settings.batchSize(), settings.trainSize());
            double parameters =
                    ParameterLayout.of(network(task, preset, Variant.SINGLE)).size();
            double work = (double) settings.steps() * batch * parameters;
            require(work >= last, "preset %s is less work than the one before it: %.3g, %.3g", preset, work, last);
            last = work;
        }
    }

    private static NetworkSpec network(FittingTask task, Preset preset, Variant variant) {
        PresetSettings settings = task.settings(preset);
        return variant.network(new NetworkRequest(
                task.domain().dimension(),
                settings.hiddenWidths(),
                task.outputDimension(),
                variant == Variant.MULTI2 ? settings.subnetScales() : settings.scales(),
                settings.firstActivation(),
                variant.activation(settings.activation()),
                false,
                settings.baselines()));
    }
}
