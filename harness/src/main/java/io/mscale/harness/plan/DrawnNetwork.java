package io.mscale.harness.plan;

import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Variant;
import io.mscale.api.task.PresetSettings;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.RunOptions;
import java.util.List;

/** A network that a run would train, known without a backend. */
public record DrawnNetwork(Variant variant, NetworkSpec network) {

    /** The networks that a run with these options would train on a task, in the order of its forms. */
    public static List<DrawnNetwork> of(RunOptions options, ChosenTask chosen) {
        NetworkChoice networks = new NetworkChoice(options);
        return Form.of(options).stream()
                .map(form -> {
                    PresetSettings settings = options.settings(chosen.task(), form.recipe);
                    NetworkChoice.Chosen network = UsageException.naming(
                            "--width, --scales",
                            () -> networks.of(
                                    chosen.task(),
                                    settings,
                                    form.training(options, chosen.task(), settings),
                                    form,
                                    form.firstSeed(options)));
                    return new DrawnNetwork(form.variant, network.network().spec());
                })
                .toList();
    }
}
