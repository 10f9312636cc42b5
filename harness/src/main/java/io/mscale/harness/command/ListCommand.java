package io.mscale.harness.command;

import io.mscale.api.Capabilities;
import io.mscale.api.MscaleBackend;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.Variant;
import io.mscale.api.option.Named;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.TaskOption;
import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.cli.ListOptions;
import io.mscale.harness.discovery.Backends;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.discovery.FoundBackend;
import io.mscale.harness.discovery.FoundTask;
import io.mscale.harness.discovery.Tasks;
import io.mscale.record.json.RecordJson;
import io.mscale.report.text.Text;
import io.mscale.results.study.Studies;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code list}: lists the available backends, tasks, variants, activations and studies. */
public final class ListCommand {

    private final Distribution distribution;
    private final Console console;
    private final ListOptions options;

    /** A listing under these options. */
    public ListCommand(Distribution distribution, Console console, ListOptions options) {
        this.distribution = distribution;
        this.console = console;
        this.options = options;
    }

    /** Prints the lists. */
    public ExitCode execute() throws IOException {
        Map<String, List<Map<String, Object>>> lists = new LinkedHashMap<>();
        for (String kind : options.kinds()) {
            lists.put(kind, entries(kind));
        }
        if (options.json()) {
            console.out().print(RecordJson.text(lists));
        } else {
            lists.forEach(this::print);
        }
        return ExitCode.OK;
    }

    private List<Map<String, Object>> entries(String kind) throws IOException {
        return switch (kind) {
            case "backends" ->
                Backends.discover(distribution, options.backendsDir()).all().stream()
                        .map(ListCommand::backend)
                        .toList();
            case "tasks" ->
                Tasks.discover(distribution, options.tasksDir()).all().stream()
                        .map(ListCommand::task)
                        .toList();
            case "variants" ->
                Arrays.stream(Variant.values())
                        .map(variant -> entry(variant, variant.description()))
                        .toList();
            case "studies" ->
                Studies.ALL.stream().map(study -> entry(study, study.claim())).toList();
            default ->
                ActivationPattern.all().stream()
                        .map(activation -> entry(activation, activation.description()))
                        .toList();
        };
    }

    private static Map<String, Object> backend(FoundBackend found) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", found.id());
        MscaleBackend provider = found.provider();
        if (provider == null) {
            entry.put("description", "broken: " + found.problem());
            entry.put("usable", false);
            return entry;
        }
        Capabilities capabilities = provider.capabilities();
        entry.put("description", provider.description());
        entry.put("usable", true);
        entry.put("devices", ids(capabilities.devices()));
        entry.put("precisions", ids(capabilities.precisions()));
        entry.put("structures", ids(capabilities.structures()));
        entry.put("activations", ids(capabilities.activations()));
        entry.put("networkOptions", ids(capabilities.options()));
        entry.put("losses", ids(capabilities.losses()));
        entry.put("optimizers", ids(capabilities.optimizers()));
        return entry;
    }

    private static List<String> ids(Collection<? extends Named> named) {
        return named.stream().map(Named::id).toList();
    }

    private static Map<String, Object> task(FoundTask found) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", found.id());
        FittingTask task = found.task();
        entry.put("description", task == null ? "broken: " + found.problem() : task.description());
        entry.put("usable", task != null);
        entry.put(
                "options",
                task == null
                        ? List.of()
                        : task.options().stream().map(ListCommand::option).toList());
        return entry;
    }

    private static Map<String, Object> option(TaskOption option) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", option.name());
        entry.put("value", option.value());
        entry.put("meaning", option.meaning());
        entry.put("default", option.standard());
        return entry;
    }

    private static Map<String, Object> entry(Named named, String description) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", named.id());
        entry.put("description", description);
        return entry;
    }

    private void print(String kind, List<Map<String, Object>> entries) {
        console.out().println(console.bold(kind));
        for (Map<String, Object> entry : entries) {
            StringBuilder line = new StringBuilder(String.format("  %-20s ", entry.get("id")));
            line.append(Text.oneLine(String.valueOf(entry.get("description"))));
            if (entry.containsKey("devices")) {
                line.append("  (").append(joined(entry, "devices"));
                line.append("; ").append(joined(entry, "precisions")).append(')');
            }
            console.out().println(line);
            if (entry.get("options") instanceof List<?> taskOptions) {
                taskOptions.forEach(option -> console.out().println(optionLine((Map<?, ?>) option)));
            }
        }
        console.out().println();
    }

    private static String optionLine(Map<?, ?> option) {
        String standard = String.valueOf(option.get("default"));
        String line = String.format(
                "--%s %s: %s%s",
                option.get("name"),
                option.get("value"),
                option.get("meaning"),
                standard.isEmpty() ? "" : " (" + standard + ")");
        return " ".repeat(17) + Text.oneLine(line);
    }

    private static String joined(Map<String, Object> entry, String key) {
        return entry.get(key) instanceof List<?> list
                ? String.join(", ", list.stream().map(String::valueOf).toList())
                : "";
    }
}
