package io.mscale.results.evidence;

import io.mscale.record.run.LikeMachines;
import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import io.mscale.record.run.Yardstick;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The data that a report is based on.
 *
 * @param runs the runs in the user's order; at least one
 */
public record Evidence(List<ReportedRun> runs) {

    public Evidence {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("a report needs at least one run");
        }
    }

    public static Evidence of(RunFolder folder, RunRecord record) {
        return new Evidence(List.of(new ReportedRun("", folder, record)));
    }

    /** Returns the evidence of several runs, each marked with its folder's name, numbered where names coincide. */
    public static Evidence of(Map<RunFolder, RunRecord> records) {
        if (records.size() == 1) {
            Map.Entry<RunFolder, RunRecord> only = records.entrySet().iterator().next();
            return of(only.getKey(), only.getValue());
        }
        Map<String, Integer> uses = new HashMap<>();
        return new Evidence(records.entrySet().stream()
                .map(entry -> {
                    String name = String.valueOf(
                            entry.getKey().path().toAbsolutePath().normalize().getFileName());
                    int use = uses.merge(name, 1, Integer::sum);
                    return new ReportedRun(use == 1 ? name : name + "#" + use, entry.getKey(), entry.getValue());
                })
                .toList());
    }

    /** The competing cells, run by run, in planned order. */
    public List<ReportedCell> cells() {
        return cells(false);
    }

    /** The second halves of self-checks, which only serve to measure noise. */
    public List<ReportedCell> twins() {
        return cells(true);
    }

    /** All cells including twins, run by run, in planned order. */
    public List<ReportedCell> cellsAndTwins() {
        LikeMachines machines =
                new LikeMachines(runs.stream().map(ReportedRun::machine).toList());
        return runs.stream()
                .flatMap(run -> run.cells(machines.of(run.machine())).stream())
                .toList();
    }

    private List<ReportedCell> cells(boolean twins) {
        return cellsAndTwins().stream()
                .filter(cell -> cell.cell().measurement().twin() == twins)
                .toList();
    }

    /** The tasks in order of appearance. */
    public List<String> tasks() {
        return distinct(cell -> cell.cell().task());
    }

    /** The targets in order of appearance. */
    public List<Target> targets() {
        return Target.of(cells().stream().map(ReportedCell::cell).toList());
    }

    /** The competing cells of a target, run by run, in planned order. */
    public List<ReportedCell> cells(Target target) {
        return cells().stream().filter(cell -> target.isOf(cell.cell())).toList();
    }

    /** The name of a standard method's target; that of its task if no cell of the report has the same. */
    public String targetName(Yardstick yardstick) {
        return Target.name(targets(), yardstick.task(), yardstick.taskSettings());
    }

    /**
     * How many samples a standard method was given, such as {@code 100 samples}; empty unless the report has methods of
     * the same target with other numbers of samples.
     */
    public String samples(Yardstick yardstick) {
        List<Yardstick> ofTheTarget = runs.stream()
                .flatMap(run -> run.record().yardsticks().stream())
                .filter(other -> other.task().equals(yardstick.task())
                        && other.taskSettings()
                                .content()
                                .equals(yardstick.taskSettings().content()))
                .toList();
        List<String> differing = new ArrayList<>();
        if (ofTheTarget.stream().anyMatch(other -> other.trainSize() != yardstick.trainSize())) {
            differing.add(yardstick.trainSize() + " samples");
        }
        if (ofTheTarget.stream().anyMatch(other -> other.testSize() != yardstick.testSize())) {
            differing.add(yardstick.testSize() + " test points");
        }
        return String.join(", ", differing);
    }

    /** The variants in order of appearance. */
    public List<String> variants() {
        return distinct(cell -> cell.cell().form());
    }

    /** The contestants in order of appearance. */
    public List<String> contestants() {
        return distinct(ReportedCell::contestant);
    }

    public List<ReportedCell> cells(String task) {
        return cells().stream().filter(cell -> cell.cell().task().equals(task)).toList();
    }

    /** Groups things by a key; groups and their members keep the order of appearance. */
    public static <K, T> Map<K, List<T>> groupBy(List<T> things, Function<T, K> key) {
        return things.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }

    private List<String> distinct(Function<ReportedCell, String> name) {
        return cells().stream().map(name).distinct().toList();
    }
}
