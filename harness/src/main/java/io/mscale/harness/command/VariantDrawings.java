package io.mscale.harness.command;

import io.mscale.api.network.Variant;
import io.mscale.api.task.Preset;
import io.mscale.harness.Console;
import io.mscale.harness.cli.CommandLine;
import io.mscale.harness.cli.RunOptions;
import io.mscale.harness.cli.TaskOptions;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.discovery.Tasks;
import io.mscale.harness.plan.ChosenTask;
import io.mscale.harness.plan.DrawnNetwork;
import io.mscale.harness.run.RunCommand;
import io.mscale.report.network.NetworkText;
import io.mscale.report.text.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The network of every variant, drawn with letters: {@code list variants --draw}. */
final class VariantDrawings {

    private VariantDrawings() {}

    /**
     * The drawings, line by line.
     *
     * @param options the tasks and their options; with none, the task that a run would train
     */
    static List<String> lines(Console console, TaskOptions options, Preset preset) throws IOException {
        String all = Stream.of(Variant.values()).map(Variant::id).collect(Collectors.joining(","));
        RunOptions run = (RunOptions)
                CommandLine.read(new RunCommand(), "run", List.of("--variant", all, "--preset", preset.id()));
        Tasks tasks = Tasks.discover(Distribution.ofThisProgram(), options.tasksDir());
        List<String> lines = new ArrayList<>();
        for (ChosenTask task : ChosenTask.of(options, tasks)) {
            lines.add("  as trained on " + Text.oneLine(task.task().id()) + ", preset " + preset.id());
            for (DrawnNetwork drawn : DrawnNetwork.of(run, task)) {
                lines.add("");
                lines.add("  " + console.bold(drawn.variant().id()) + "  "
                        + drawn.variant().description());
                NetworkText.lines(drawn.network()).forEach(line -> lines.add("  " + line));
            }
            lines.add("");
        }
        return lines.subList(0, lines.size() - 1);
    }
}
