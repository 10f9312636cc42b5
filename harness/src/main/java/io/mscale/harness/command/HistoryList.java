package io.mscale.harness.command;

import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.cli.HistoryOptions;
import io.mscale.record.json.RecordJson;
import io.mscale.report.change.ChangeTexts;
import io.mscale.report.table.Table;
import io.mscale.results.history.Baselines;
import io.mscale.results.history.History;
import io.mscale.results.history.HistoryRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code history list}: one line per run. */
final class HistoryList {

    private static final List<String> HEADER = List.of("started", "run", "commit", "machine", "baseline", "cells");

    private final Console console;
    private final HistoryOptions options;
    private final History history;

    HistoryList(Console console, HistoryOptions options, History history) {
        this.console = console;
        this.options = options;
        this.history = history;
    }

    ExitCode execute() throws IOException {
        List<HistoryRun> runs = HistoryCommand.read(console, history).runs();
        Baselines.Names names = history.baselines().allNames();
        if (options.json()) {
            List<Map<String, Object>> entries = new ArrayList<>();
            runs.forEach(run -> entries.add(entry(run, names)));
            console.out().print(RecordJson.text(Map.of("runs", entries)));
            return ExitCode.OK;
        }
        Table table = new Table(HEADER.size() - 1, HEADER);
        runs.forEach(run -> table.row(List.of(
                run.startedAt().toString(),
                run.record().runId(),
                ChangeTexts.commit(run.record()),
                run.machine().key(),
                String.join(", ", names.of(run)),
                Integer.toString(run.record().cells().size()))));
        table.lines().forEach(console.out()::println);
        return ExitCode.OK;
    }

    private static Map<String, Object> entry(HistoryRun run, Baselines.Names names) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("startedAt", run.startedAt().toString());
        entry.put("runId", run.record().runId());
        entry.put("commit", run.record().tool().commit());
        entry.put("machine", run.machine().key());
        entry.put("baselines", names.of(run));
        entry.put("cells", run.record().cells().size());
        entry.put("file", run.file().toString());
        return entry;
    }
}
