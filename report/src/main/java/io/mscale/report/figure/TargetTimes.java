package io.mscale.report.figure;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.task.Preset;
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
 * Training times until contestants reached the targets of several tasks, as far as they are comparable.
 *
 * @param tasks the tasks trained with that setting, in the order of the report
 * @param rows one for each contestant and variant that passed its checks on at least one task
 * @param notes what is left out, and what counts as missed although it was not tried
 */
record TargetTimes(String setting, List<String> tasks, List<Row> rows, List<String> notes) {

    /**
     * Stands for the time of a target met before the first step: ratios need a positive time, below any clock's
     * resolution.
     */
    private static final double SHORTEST = 1e-9;

    /** Longer than any training, so that even the ratios of a damaged record can be drawn. */
    private static final double LONGEST = 1e99;

    /** Settings that must agree over several tasks; networks and trainings differ between tasks anyway. */
    private record Setting(Device device, String machine, Preset preset, Precision precision) {

        static Setting of(Entry entry) {
            Contest.Terms terms = entry.contest().terms();
            return new Setting(entry.contest().device(), terms.machine(), terms.preset(), terms.precision());
        }

        /** The setting on one line, without the machine, which is named elsewhere. */
        String words() {
            return Text.oneLine("on " + device + ", preset " + preset + ", " + precision);
        }
    }

    /**
     * Times of one contestant with one variant.
     *
     * @param seconds for each task; infinite if the target was not reached
     */
    record Row(String contestant, String variant, Map<String, Double> seconds) {

        boolean reachedAny() {
            return seconds.values().stream().anyMatch(Double::isFinite);
        }
    }

    /** Times for the setting in which most tasks' targets were reached; settings with several tasks take precedence. */
    static TargetTimes of(Evidence evidence) {
        List<Entry> all = Entry.of(evidence.cells());
        List<Entry> trusted = all.stream().filter(Entry::isTrusted).toList();
        Setting setting = all.stream()
                .map(Setting::of)
                .distinct()
                .max(Comparator.comparing(
                                (Setting candidate) -> tasks(in(candidate, all)).size() > 1)
                        .thenComparing(candidate -> reachedTasks(in(candidate, trusted))))
                .orElseThrow();
        List<Entry> alike = alike(in(setting, trusted));
        List<Entry> tried = in(setting, all).stream()
                .filter(entry -> !entry.isTrusted() || alike.contains(entry))
                .toList();
        List<String> anyTask = tasks(in(setting, all));
        List<String> tasks = anyTask.stream()
                .filter(task -> alike.stream().map(TargetTimes::key).allMatch(key -> tried.stream()
                        .anyMatch(
                                entry -> task(entry).equals(task) && key(entry).equals(key))))
                .toList();
        List<String> notes = new ArrayList<>();
        if (alike.size() < trusted.size()) {
            notes.add("only what was trained " + setting.words() + " is drawn; " + (trusted.size() - alike.size())
                    + " of " + trusted.size() + " entries were trained elsewhere or otherwise");
        }
        if (tasks.size() < anyTask.size() && tasks.size() > 1) {
            notes.add(Text.oneLine("only over the tasks that everyone was trained on: " + String.join(", ", tasks)
                    + " of " + String.join(", ", anyTask)));
        }
        return new TargetTimes(setting.words(), tasks, rows(alike, tasks), notes);
    }

    private static List<Entry> in(Setting setting, List<Entry> entries) {
        return entries.stream()
                .filter(entry -> Setting.of(entry).equals(setting))
                .toList();
    }

    private static long reachedTasks(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> Double.isFinite(seconds(entry)))
                .map(TargetTimes::task)
                .distinct()
                .count();
    }

    private static List<String> tasks(List<Entry> entries) {
        return entries.stream().map(TargetTimes::task).distinct().toList();
    }

    /**
     * Keeps comparable entries: within a task the same target, within a variant the same network and training as the
     * first.
     */
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
        List<Row> rows = new ArrayList<>();
        Evidence.groupBy(entries, TargetTimes::key).forEach((key, group) -> {
            Map<String, Double> seconds = new LinkedHashMap<>();
            tasks.forEach(task -> seconds.put(task, Double.POSITIVE_INFINITY));
            group.stream()
                    .filter(entry -> tasks.contains(task(entry)))
                    .forEach(entry -> seconds.put(task(entry), seconds(entry)));
            rows.add(new Row(key.get(0), key.get(1), seconds));
        });
        return rows;
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
