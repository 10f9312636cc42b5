package io.mscale.report.figure;

import io.mscale.report.text.Text;
import io.mscale.results.evidence.Contest;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long contestants trained until they reached the targets of several tasks, as far as that can be compared.
 *
 * @param setting what is the same for all of them, in words
 * @param tasks the tasks that were trained so, in the order of the report
 * @param rows one for each contestant and variant that computed what it should on one task at least
 * @param notes what is left out, or counts as missed without having been tried
 */
record TargetTimes(String setting, List<String> tasks, List<Row> rows, List<String> notes) {

    /** A target met before the first step took no time, but factors need some: one that no clock tells from none. */
    private static final double SHORTEST = 1e-9;

    /** Beyond every training: factors of what a damaged record says can be drawn still. */
    private static final double LONGEST = 1e99;

    TargetTimes {
        tasks = List.copyOf(tasks);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /**
     * One contestant's times with one variant.
     *
     * @param seconds for each task; infinite if the target was not reached
     */
    record Row(String contestant, String variant, Map<String, Double> seconds) {

        boolean reachedAny() {
            return seconds.values().stream().anyMatch(Double::isFinite);
        }
    }

    /** Of the setting in which the targets of most tasks were reached, of those with several tasks if there are any. */
    static TargetTimes of(Evidence evidence) {
        List<Entry> all = Entry.of(evidence.cells());
        List<Entry> trusted = all.stream().filter(Entry::isTrusted).toList();
        Setting setting = all.stream()
                .map(Setting::of)
                .distinct()
                .max(Comparator.comparing(
                                (Setting candidate) -> tasks(in(candidate, all)).size() > 1)
                        .thenComparing(candidate ->
                                tasks(reached(in(candidate, trusted))).size()))
                .orElseThrow();
        List<Entry> alike = alike(in(setting, trusted));
        List<String> tasks = tasks(in(setting, all));
        List<Row> rows = rows(alike, tasks);
        List<String> notes = new ArrayList<>();
        if (alike.size() < trusted.size()) {
            notes.add("only what was trained " + setting.words() + " is drawn; " + (trusted.size() - alike.size())
                    + " of " + trusted.size() + " entries were trained elsewhere or otherwise");
        }
        List<Entry> tried = in(setting, all).stream()
                .filter(entry -> !entry.isTrusted() || alike.contains(entry))
                .toList();
        notes.addAll(untried(rows, tried, tasks));
        return new TargetTimes(setting.words(), tasks, rows, notes);
    }

    private static List<Entry> in(Setting setting, List<Entry> entries) {
        return entries.stream()
                .filter(entry -> Setting.of(entry).equals(setting))
                .toList();
    }

    private static List<Entry> reached(List<Entry> entries) {
        return entries.stream().filter(entry -> Double.isFinite(seconds(entry))).toList();
    }

    private static List<String> tasks(List<Entry> entries) {
        return entries.stream().map(TargetTimes::task).distinct().toList();
    }

    /** Within a task all have the same target, and those of a variant the same network and training, the first one's. */
    private static List<Entry> alike(List<Entry> entries) {
        Map<String, Double> targets = new HashMap<>();
        Map<List<String>, Contest> contests = new HashMap<>();
        List<Entry> alike = new ArrayList<>();
        for (Entry entry : entries) {
            Contest contest = entry.contest();
            double target = entry.representative().cell().measurement().targetMse();
            if (targets.computeIfAbsent(contest.task(), task -> target) == target
                    && contests.computeIfAbsent(List.of(contest.task(), contest.variant()), key -> contest)
                            .equals(contest)) {
                alike.add(entry);
            }
        }
        return alike;
    }

    private static List<Row> rows(List<Entry> entries, List<String> tasks) {
        Map<List<String>, Map<String, Double>> rows = new LinkedHashMap<>();
        for (Entry entry : entries) {
            rows.computeIfAbsent(key(entry), key -> missed(tasks)).put(task(entry), seconds(entry));
        }
        return rows.entrySet().stream()
                .map(row -> new Row(row.getKey().get(0), row.getKey().get(1), row.getValue()))
                .toList();
    }

    private static Map<String, Double> missed(List<String> tasks) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        tasks.forEach(task -> seconds.put(task, Double.POSITIVE_INFINITY));
        return seconds;
    }

    /** Says it once, with an example: many contestants may lack many tasks. */
    private static List<String> untried(List<Row> rows, List<Entry> tried, List<String> tasks) {
        for (Row row : rows) {
            for (String task : tasks) {
                if (tried.stream()
                        .noneMatch(entry -> task(entry).equals(task)
                                && key(entry).equals(List.of(row.contestant(), row.variant())))) {
                    return List.of(Text.oneLine("a task without an entry to compare, as " + task + " by "
                            + row.contestant() + " " + row.variant() + ", counts as not reached"));
                }
            }
        }
        return List.of();
    }

    private static List<String> key(Entry entry) {
        return List.of(entry.contestant(), entry.contest().variant());
    }

    private static String task(Entry entry) {
        return entry.contest().task();
    }

    private static double seconds(Entry entry) {
        Double seconds = entry.secondsToTarget();
        return seconds == null || !Double.isFinite(seconds)
                ? Double.POSITIVE_INFINITY
                : Math.max(SHORTEST, Math.min(LONGEST, seconds));
    }
}
