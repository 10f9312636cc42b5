package io.mscale.harness.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.mscale.api.Capabilities;
import io.mscale.api.MscaleBackend;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.Variant;
import io.mscale.api.option.Named;
import io.mscale.api.option.Names;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.Preset;
import io.mscale.api.task.TaskOption;
import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.BackendsCommand;
import io.mscale.harness.cli.CommandLine;
import io.mscale.harness.cli.PluginOptions;
import io.mscale.harness.cli.TaskOptions;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.discovery.FoundBackend;
import io.mscale.harness.discovery.Tasks;
import io.mscale.record.json.RecordJson;
import io.mscale.report.text.Text;
import io.mscale.results.study.Studies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** {@code list}: lists the available backends, tasks, variants, activations and studies. */
public final class ListCommand extends BackendsCommand {

    /** What can be listed. */
    static final List<String> KINDS = List.of("backends", "tasks", "variants", "activations", "studies");

    private static final String ACTIVATIONS = "activations";

    private static final String VARIANTS = "variants";

    private static final String DRAW = "--draw";

    private static final String PRESET = "--preset";

    /** What the user named; empty for everything. */
    @Parameter
    private List<String> kinds = new ArrayList<>();

    @ParametersDelegate
    private final TaskOptions taskOptions = new TaskOptions();

    @Parameter(names = PRESET)
    private Preset preset = Preset.QUICK;

    @Parameter(names = "--json")
    private boolean json;

    @Parameter(names = "--formulas")
    private boolean formulas;

    @Parameter(names = DRAW)
    private boolean draw;

    @Override
    protected Optional<TaskOptions> ofTasks() {
        return Optional.of(taskOptions);
    }

    @Override
    public ExitCode execute(Console console) throws IOException {
        Map<String, List<Map<String, Object>>> lists = new LinkedHashMap<>();
        List<String> chosen = kinds();
        List<String> drawings = draw ? VariantDrawings.lines(console, taskOptions, preset) : List.of();
        for (String kind : chosen) {
            lists.put(kind, entries(kind));
        }
        if (json) {
            console.out().print(RecordJson.text(lists));
        } else {
            lists.forEach((kind, entries) -> {
                console.out().println(console.bold(kind));
                if (formulas && kind.equals(ACTIVATIONS)) {
                    FormulaTable.lines().forEach(line -> console.out().println(line.isEmpty() ? "" : "  " + line));
                } else if (draw) {
                    drawings.forEach(console.out()::println);
                } else {
                    print(console, entries);
                }
                console.out().println();
            });
        }
        return ExitCode.OK;
    }

    /** The kinds to list. */
    List<String> kinds() {
        for (String kind : kinds) {
            if (!KINDS.contains(kind)) {
                throw Names.unknown("list", kind, KINDS);
            }
        }
        if (formulas && !kinds.isEmpty() && !kinds.contains(ACTIVATIONS)) {
            throw new UsageException("--formulas: only activations have formulas; write list activations --formulas");
        }
        if (draw && (formulas || json || (!kinds.isEmpty() && !kinds.equals(List.of(VARIANTS))))) {
            throw new UsageException(DRAW + ": only variants are drawn, as text; write list variants " + DRAW);
        }
        Set<String> ofDrawings = CommandLine.optionNames(TaskOptions.class);
        ofDrawings.add(PRESET);
        ofDrawings.remove(TaskOptions.FOLDER);
        ofDrawings.removeIf(option -> draw || !isGiven(option));
        for (String option : ofDrawings) {
            throw new UsageException(option + ": only drawings depend on it; write list variants " + DRAW);
        }
        return !kinds.isEmpty() ? kinds : formulas ? List.of(ACTIVATIONS) : draw ? List.of(VARIANTS) : KINDS;
    }

    private List<Map<String, Object>> entries(String kind) throws IOException {
        Distribution distribution = Distribution.ofThisProgram();
        Stream<Map<String, Object>> entries =
                switch (kind) {
                    case "backends" -> backends(distribution).all().stream().map(ListCommand::backend);
                    case "tasks" ->
                        Tasks.discover(distribution, taskOptions.tasksDir()).all().stream()
                                .map(ListCommand::task);
                    case "variants" ->
                        Stream.of(Variant.values()).map(variant -> entry(variant.id(), variant.description()));
                    case "studies" -> Studies.ALL.stream().map(study -> entry(study.id(), study.claim()));
                    default -> ActivationPattern.all().stream().map(this::activation);
                };
        return entries.toList();
    }

    private Map<String, Object> activation(ActivationPattern pattern) {
        Map<String, Object> entry = entry(pattern.id(), pattern.description());
        if (formulas) {
            entry.put("formulas", FormulaTable.json(pattern));
        }
        return entry;
    }

    private static Map<String, Object> backend(FoundBackend found) {
        MscaleBackend provider = found.provider();
        if (provider == null) {
            Map<String, Object> entry = entry(found.id(), "broken: " + found.problem());
            entry.put("usable", false);
            return entry;
        }
        Capabilities capabilities = provider.capabilities();
        Map<String, Object> entry = entry(found.id(), provider.description());
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

    private static Map<String, Object> task(Tasks.Found found) {
        FittingTask task = found.task();
        Map<String, Object> entry = entry(found.id(), task == null ? "broken: " + found.problem() : task.description());
        entry.put("usable", task != null);
        List<TaskOption> options = task == null ? List.of() : task.options();
        entry.put("options", options.stream().map(ListCommand::option).toList());
        return entry;
    }

    private static Map<String, Object> option(TaskOption option) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", option.name());
        entry.put("value", option.value());
        entry.put("usage", PluginOptions.usage(option));
        entry.put("meaning", option.meaning());
        entry.put("default", option.standard());
        return entry;
    }

    private static Map<String, Object> entry(String id, String description) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", id);
        entry.put("description", description);
        return entry;
    }

    private static void print(Console console, List<Map<String, Object>> entries) {
        for (Map<String, Object> entry : entries) {
            String id = String.format("  %-20s ", entry.get("id"));
            String devices = entry.containsKey("devices")
                    ? "  (" + joined(entry, "devices") + "; " + joined(entry, "precisions") + ")"
                    : "";
            console.out().println(id + Text.oneLine(String.valueOf(entry.get("description"))) + devices);
            if (entry.get("options") instanceof List<?> taskOptions) {
                taskOptions.forEach(option -> console.out().println(optionLine((Map<?, ?>) option)));
            }
        }
    }

    private static String optionLine(Map<?, ?> option) {
        String standard = String.valueOf(option.get("default"));
        String line = String.format(
                "%s: %s%s",
                option.get("usage"), option.get("meaning"), standard.isEmpty() ? "" : " (" + standard + ")");
        return " ".repeat(17) + Text.oneLine(line);
    }

    private static String joined(Map<String, Object> entry, String key) {
        return entry.get(key) instanceof List<?> list
                ? String.join(", ", list.stream().map(String::valueOf).toList())
                : "";
    }
}
