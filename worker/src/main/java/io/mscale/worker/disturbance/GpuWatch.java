package io.mscale.worker.disturbance;

import io.mscale.api.Device;
import io.mscale.api.support.ShortCommand;
import io.mscale.record.cell.Disturbance;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code nvidia-smi} tells of a graphics processor before and after a training. Facts for the record only: whatever goes
 * wrong leaves them out.
 */
final class GpuWatch {

    /** Bits of the reasons for a lower clock, as NVIDIA's management library defines them. */
    private static final long POWER = 0x04 | 0x80;

    private static final long HEAT = 0x20 | 0x40;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String program;
    private final String id;
    private final Disturbance.@Nullable GpuMoment before;
    private @Nullable Integer others;
    private boolean isMute;

    /**
     * Reads the first moment.
     *
     * @param program {@code nvidia-smi}
     * @param visible the environment variable {@code CUDA_VISIBLE_DEVICES}, from which devices are counted; null if not set
     */
    GpuWatch(String program, Device device, @Nullable String visible) {
        this.program = program;
        String[] entries = visible == null ? new String[0] : visible.split(",", -1);
        this.id = device.index() < entries.length ? entries[device.index()].strip() : Integer.toString(device.index());
        this.before = moment();
    }

    /** Reads the last moment; null if one of the two is not known. */
    Disturbance.@Nullable GpuUse end() {
        Disturbance.GpuMoment after = moment();
        return before == null || after == null ? null : new Disturbance.GpuUse(before, after, others);
    }

    private Disturbance.@Nullable GpuMoment moment() {
        Integer now = otherProcesses();
        if (now != null && (others == null || now > others)) {
            others = now;
        }
        // The second name replaces the first in later drivers.
        return Stream.of("clocks_throttle_reasons.active", "clocks_event_reasons.active")
                .flatMap(reasons ->
                        ask("--query-gpu=clocks.sm,clocks.max.sm," + reasons + ",utilization.gpu,temperature.gpu"))
                .findFirst()
                .map(GpuWatch::parsed)
                .orElse(null);
    }

    private static Disturbance.@Nullable GpuMoment parsed(String line) {
        String[] fields = line.split(", *", -1);
        if (fields.length != 5) {
            return null;
        }
        Double utilization = numberOrNull(fields[3]);
        return new Disturbance.GpuMoment(
                numberOrNull(fields[0]),
                numberOrNull(fields[1]),
                reasons(fields[2]),
                utilization == null ? null : Double.valueOf(Math.min(1, utilization / 100)),
                numberOrNull(fields[4]));
    }

    private static List<String> reasons(String mask) {
        if (!mask.matches("0x[0-9a-fA-F]{1,16}")) {
            return List.of();
        }
        long bits = Long.parseUnsignedLong(mask.substring(2), 16);
        List<String> reasons = new ArrayList<>();
        if ((bits & POWER) != 0) {
            reasons.add("power");
        }
        if ((bits & HEAT) != 0) {
            reasons.add("heat");
        }
        return reasons;
    }

    private static @Nullable Double numberOrNull(String field) {
        double number = ProcFile.number(field);
        return number < 0 ? null : number;
    }

    /** How many processes beside this one and its children compute on it; null if this one is not listed by its number. */
    private @Nullable Integer otherProcesses() {
        List<String> listed = ask("--query-compute-apps=pid").map(String::strip).toList();
        Set<String> own = Stream.concat(
                        Stream.of(ProcessHandle.current()),
                        ProcessHandle.current().descendants())
                .map(process -> Long.toString(process.pid()))
                .collect(Collectors.toSet());
        // In a container the driver lists none, or numbers of another name space.
        return listed.stream().anyMatch(own::contains)
                ? (int) listed.stream().filter(pid -> !own.contains(pid)).count()
                : null;
    }

    /** The lines of an answer; none if there is no answer. A driver that did not answer in time is not asked again. */
    private Stream<String> ask(String query) {
        if (isMute) {
            return Stream.empty();
        }
        try {
            Optional<ShortCommand.Answer> answer =
                    ShortCommand.run(List.of(program, "-i", id, query, "--format=csv,noheader,nounits"), PATIENCE);
            isMute = answer.isEmpty();
            return answer.filter(given -> given.exitCode() == 0).stream()
                    .flatMap(given -> given.text().lines());
        } catch (IOException e) {
            return Stream.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Stream.of();
        }
    }
}
