package io.mscale.results.evidence;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.DataFile;
import io.mscale.record.cell.TaskSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What cells of a report were to learn: a task with its options. Errors on different targets are not comparable.
 *
 * @param task the task's id
 * @param content its options by meaning, as in {@link TaskSettings#content}
 * @param name the task, and the options by which this target differs from the report's others of the same task;
 *     of a file its last name, with as many folders as tell it from the others; unique
 */
public record Target(String task, Map<String, String> content, String name) {

    private record Key(String task, Map<String, String> content) {

        static Key of(CellRecord cell) {
            return new Key(cell.task(), cell.taskSettings().content());
        }
    }

    public Target {
        content = Map.copyOf(content);
    }

    /** The targets of cells, in order of appearance. */
    static List<Target> of(List<CellRecord> cells) {
        Map<Key, Map<String, String>> options = new LinkedHashMap<>();
        cells.forEach(
                cell -> options.putIfAbsent(Key.of(cell), cell.taskSettings().options()));
        Set<String> paths = cells.stream()
                .flatMap(cell -> cell.taskSettings().files().stream())
                .map(DataFile::path)
                .collect(Collectors.toSet());
        Map<String, Integer> uses = new HashMap<>();
        List<Target> targets = new ArrayList<>();
        options.forEach((key, own) -> {
            StringBuilder name = new StringBuilder(key.task());
            own.forEach((option, value) -> {
                if (differs(option, key, options.keySet())) {
                    name.append(", ")
                            .append(option)
                            .append(' ')
                            .append(paths.contains(value) ? shortest(value, paths) : value);
                }
            });
            int use = uses.merge(name.toString(), 1, Integer::sum);
            targets.add(new Target(key.task(), key.content(), name + (use == 1 ? "" : " (" + use + ")")));
        });
        return List.copyOf(targets);
    }

    /** The end of a path that no other path has, in whole names. */
    private static String shortest(String path, Set<String> paths) {
        int names = 1;
        while (!end(path, names).equals(path) && isShared(path, names, paths)) {
            names++;
        }
        return end(path, names);
    }

    private static boolean isShared(String path, int names, Set<String> paths) {
        String end = end(path, names);
        return paths.stream()
                .anyMatch(other -> !other.equals(path) && end(other, names).equals(end));
    }

    /** The last names of a path, of this system or another; the path if it has no more. */
    private static String end(String path, int names) {
        int from = path.length();
        for (int i = 0; i < names && from >= 0; i++) {
            from = Math.max(path.lastIndexOf('/', from - 1), path.lastIndexOf('\\', from - 1));
        }
        return path.substring(from + 1);
    }

    private static boolean differs(String option, Key key, Iterable<Key> all) {
        for (Key other : all) {
            if (other.task().equals(key.task())
                    && !Objects.equals(
                            other.content().get(option), key.content().get(option))) {
                return true;
            }
        }
        return false;
    }

    /** The name of the target of a task with its settings; the task's id if it is none of these targets. */
    static String name(List<Target> targets, String task, TaskSettings settings) {
        return targets.stream()
                .filter(target -> target.is(task, settings))
                .map(Target::name)
                .findFirst()
                .orElse(task);
    }

    /** Whether the cell was to learn this. */
    public boolean isOf(CellRecord cell) {
        return is(cell.task(), cell.taskSettings());
    }

    private boolean is(String otherTask, TaskSettings settings) {
        return otherTask.equals(task) && settings.content().equals(content);
    }
}
