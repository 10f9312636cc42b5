package io.mscale.worker.disturbance;

import io.mscale.record.cell.Disturbance;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The limit on processor time of the control group of this process, or of the group above it with the tightest limit. Both
 * versions of Linux's control groups; containers see their own group as the topmost.
 */
final class ControlGroup {

    private final Path root;
    private final List<String> memberships;

    /**
     * Of a process.
     *
     * @param proc {@code /proc}, or a folder that stands for it
     * @param root where the groups are mounted, {@code /sys/fs/cgroup} as a rule
     */
    ControlGroup(Path proc, Path root) {
        this.root = root;
        this.memberships = ProcFile.lines(proc.resolve("self/cgroup"));
    }

    /** What the limit has done since the group exists; null if there is none. */
    Disturbance.@Nullable Quota quota() {
        Disturbance.Quota tightest = null;
        for (String membership : memberships) {
            // "0::/user.slice" in version 2, "4:cpu,cpuacct:/docker/1a2b" in version 1
            String[] fields = membership.split(":", 3);
            if (fields.length < 3) {
                continue;
            }
            boolean second = fields[1].isEmpty();
            if (second || List.of(fields[1].split(",", -1)).contains("cpu")) {
                for (Path folder : folders(fields[1], fields[2].replaceFirst("^/+", ""))) {
                    Disturbance.Quota quota = second ? ofSecondVersion(folder) : ofFirstVersion(folder);
                    if (quota != null && (tightest == null || quota.processors() < tightest.processors())) {
                        tightest = quota;
                    }
                }
            }
        }
        return tightest;
    }

    /** The folder of a group, and of those above it. */
    private List<Path> folders(String controllers, String group) {
        Path mount = controllers.isEmpty() ? root : root.resolve(controllers);
        // Beside groups of version 1, those of version 2 are below "unified"; a bare "cpu" may be the name of a link.
        return Stream.iterate(
                        mount.resolve(group).normalize(),
                        folder -> folder != null && folder.startsWith(mount),
                        Path::getParent)
                .toList();
    }

    private static Disturbance.@Nullable Quota ofSecondVersion(Path folder) {
        List<String> limit = ProcFile.lines(folder.resolve("cpu.max"));
        String[] fields = limit.isEmpty() ? new String[0] : limit.get(0).split(" ", -1);
        return fields.length < 2
                ? null
                : quota(
                        ProcFile.number(fields[0]),
                        ProcFile.number(fields[1]),
                        ProcFile.lines(folder.resolve("cpu.stat")),
                        "throttled_usec ",
                        1e6);
    }

    private static Disturbance.@Nullable Quota ofFirstVersion(Path folder) {
        return quota(
                ProcFile.number(String.join("", ProcFile.lines(folder.resolve("cpu.cfs_quota_us")))),
                ProcFile.number(String.join("", ProcFile.lines(folder.resolve("cpu.cfs_period_us")))),
                ProcFile.lines(folder.resolve("cpu.stat")),
                "throttled_time ",
                1e9);
    }

    private static Disturbance.@Nullable Quota quota(
            double micros, double period, List<String> counts, String waited, double unitsPerSecond) {
        // "max" and -1 mean no limit.
        return micros <= 0 || period <= 0
                ? null
                : new Disturbance.Quota(
                        micros / period,
                        (long) count(counts, "nr_periods "),
                        (long) count(counts, "nr_throttled "),
                        count(counts, waited) / unitsPerSecond);
    }

    private static double count(List<String> counts, String name) {
        return Math.max(0, ProcFile.number(ProcFile.field(counts, name)));
    }
}
