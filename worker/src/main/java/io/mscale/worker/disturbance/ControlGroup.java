package io.mscale.worker.disturbance;

import io.mscale.api.support.ControlGroups;
import io.mscale.api.support.SystemFolders;
import io.mscale.record.cell.Disturbance;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The limit on processor time of the control group of this process, or of the group above it with the tightest limit. Both
 * versions of Linux's control groups; containers see their own group as the topmost.
 */
final class ControlGroup {

    private final List<Path> folders;

    /** Of this process, as the folders describe it. */
    ControlGroup(SystemFolders system) {
        this.folders = ControlGroups.folders(system, "cpu");
    }

    /** What the limit has done since the group exists; null if there is none. */
    Disturbance.@Nullable Quota quota() {
        return folders.stream()
                .flatMap(folder -> Stream.of(ofSecondVersion(folder), ofFirstVersion(folder))
                        .flatMap(Optional::stream))
                .min(Comparator.comparingDouble(Disturbance.Quota::processors))
                .orElse(null);
    }

    private static Optional<Disturbance.Quota> ofSecondVersion(Path folder) {
        List<String> limit = ProcFile.lines(folder.resolve("cpu.max"));
        String[] fields = limit.isEmpty() ? new String[0] : limit.get(0).split(" ", -1);
        return fields.length < 2
                ? Optional.empty()
                : quota(
                        ProcFile.number(fields[0]),
                        ProcFile.number(fields[1]),
                        ProcFile.lines(folder.resolve("cpu.stat")),
                        "throttled_usec ",
                        1e6);
    }

    private static Optional<Disturbance.Quota> ofFirstVersion(Path folder) {
        return quota(
                ProcFile.number(String.join("", ProcFile.lines(folder.resolve("cpu.cfs_quota_us")))),
                ProcFile.number(String.join("", ProcFile.lines(folder.resolve("cpu.cfs_period_us")))),
                ProcFile.lines(folder.resolve("cpu.stat")),
                "throttled_time ",
                1e9);
    }

    private static Optional<Disturbance.Quota> quota(
            double micros, double period, List<String> counts, String waited, double unitsPerSecond) {
        // "max" and -1 mean no limit.
        return micros <= 0 || period <= 0
                ? Optional.empty()
                : Optional.of(new Disturbance.Quota(
                        micros / period,
                        (long) count(counts, "nr_periods "),
                        (long) count(counts, "nr_throttled "),
                        count(counts, waited) / unitsPerSecond));
    }

    private static double count(List<String> counts, String name) {
        return Math.max(0, ProcFile.number(ProcFile.field(counts, name)));
    }
}
