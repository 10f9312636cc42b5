package io.mscale.harness.machine;

import io.mscale.api.Device;
import io.mscale.api.WorkerSettings;
import io.mscale.harness.fork.WorkerProcess;
import io.mscale.record.run.Gpu;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The GPUs visible to workers, as CUDA numbers them: device {@code gpu:N} is the one at index N. Used for the record
 * only, so failures merely leave the facts out.
 *
 * @param gpus the GPUs that could be identified
 * @param problem why there are none; empty if there are some
 */
public record VisibleGpus(List<Gpu> gpus, String problem) {

    private static final String VISIBLE = "CUDA_VISIBLE_DEVICES";

    public VisibleGpus {
        gpus = List.copyOf(gpus);
    }

    /** The GPUs visible to workers with the user's settings. */
    public static VisibleGpus find(WorkerSettings users) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put(WorkerProcess.DEVICE_ORDER, WorkerProcess.BY_BUS);
        environment.putAll(users.environment());
        return find(NvidiaSmi.OF_THIS_MACHINE, environment);
    }

    /** The GPU that workers use; null if unknown or if they use the CPU. */
    public static @Nullable Gpu used(Device device, WorkerSettings users) {
        return device.kind() == Device.Kind.CPU ? null : find(users).at(device).orElse(null);
    }

    /** The GPU behind a device; empty if unknown. */
    Optional<Gpu> at(Device device) {
        return device.kind() == Device.Kind.GPU
                ? gpus.stream().skip(device.index()).findFirst()
                : Optional.empty();
    }

    /** The GPUs visible to a process with that environment. */
    static VisibleGpus find(NvidiaSmi nvidiaSmi, Map<String, String> environment) {
        List<NvidiaSmi.Listed> all;
        try {
            all = nvidiaSmi.ask();
        } catch (IOException e) {
            return unknown(String.valueOf(e.getMessage()));
        }
        String order = environment.get(WorkerProcess.DEVICE_ORDER);
        if (!WorkerProcess.BY_BUS.equals(order) && all.size() > 1) {
            return unknown("workers have " + WorkerProcess.DEVICE_ORDER + "=" + order
                    + ", so that a number does not tell which of " + all.size() + " it is");
        }
        String visible = environment.get(VISIBLE);
        List<NvidiaSmi.Listed> seen = visible == null ? all : named(all, visible);
        return seen.isEmpty()
                ? unknown(VISIBLE + "='" + visible + "' names none of the " + all.size() + " that nvidia-smi lists")
                : new VisibleGpus(seen.stream().map(NvidiaSmi.Listed::gpu).toList(), "");
    }

    private static VisibleGpus unknown(String problem) {
        return new VisibleGpus(List.of(), problem);
    }

    /** Interprets the variable as CUDA does: an invalid entry ends the list, a duplicate makes the whole list empty. */
    private static List<NvidiaSmi.Listed> named(List<NvidiaSmi.Listed> all, String variable) {
        List<NvidiaSmi.Listed> named = new ArrayList<>();
        for (String entry : variable.split(",", -1)) {
            Optional<NvidiaSmi.Listed> gpu = named(entry.strip(), all);
            if (gpu.isEmpty()) {
                break;
            }
            if (named.contains(gpu.get())) {
                return List.of();
            }
            named.add(gpu.get());
        }
        return named;
    }

    /** Resolves an entry: a number, or an unambiguous prefix of a UUID. */
    private static Optional<NvidiaSmi.Listed> named(String entry, List<NvidiaSmi.Listed> all) {
        List<NvidiaSmi.Listed> found = all.stream()
                .filter(listed -> entry.matches("\\d{1,4}")
                        ? listed.gpu().index() == Integer.parseInt(entry)
                        : entry.startsWith("GPU-") && listed.uuid().startsWith(entry))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}
