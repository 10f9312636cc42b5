package io.mscale.results.evidence;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.TaskSettings;
import io.mscale.record.run.Yardstick;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What cells of a report were to learn: a task with its options. Errors on different targets are not comparable.
 *
 * @param task the task's id
 * @param content its options by meaning, as in {@link TaskSettings#content}
 * @param name the task, and the options by which this target differs from the report's others of the same task; unique
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
        Map<String, Integer> uses = new HashMap<>();
        List<Target> targets = new ArrayList<>();
        options.forEach((key, own) -> {
            StringBuilder name = new StringBuilder(key.task());
            own.forEach((option, value) -> {
                if (differs(option, key, options.keySet())) {
                    name.append(", ").append(option).append(' ').append(value);
                }
            });
            int use = uses.merge(name.toString(), 1, Integer::sum);
            targets.add(new Target(key.task(), key.content(), name + (use == 1 ? "" : " (" + use + ")")));
        });
        return List.copyOf(targets);
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

    /** Whether the cell was to learn this. */
    public boolean isOf(CellRecord cell) {
        return is(cell.task(), cell.taskSettings());
    }

    /** Whether the standard method was given samples of this. */
    public boolean isOf(Yardstick yardstick) {
        return is(yardstick.task(), yardstick.taskSettings());
    }

    private boolean is(String otherTask, TaskSettings settings) {
        return otherTask.equals(task) && settings.content().equals(content);
    }
}
