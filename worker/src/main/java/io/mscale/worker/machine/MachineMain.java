package io.mscale.worker.machine;

import io.mscale.api.Precision;
import io.mscale.api.support.CacheSizes;
import io.mscale.record.file.AtomicFile;
import io.mscale.record.json.RecordJson;
import io.mscale.record.run.MachinePeak;
import io.mscale.worker.ParentWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures the peak performance of the processor and writes the {@link MachinePeak} as JSON. Arguments: the number of
 * threads, the output file, and the precisions in which arithmetic is measured. The system property {@value #PROCESSORS} replaces the folder {@code
 * /sys/devices/system/cpu} from which the cache sizes are read.
 */
public final class MachineMain {

    static final String PROCESSORS = "mscale.machine.processors";

    private MachineMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        ParentWatch watch = ParentWatch.start();
        Set<Precision> precisions =
                Stream.of(args).skip(2).map(Precision::named).collect(Collectors.toSet());
        MachinePeak peak = measure(Integer.parseInt(args[0]), precisions);
        AtomicFile.write(Path.of(args[1]), RecordJson.compact(peak));
        watch.exit(0);
    }

    private static MachinePeak measure(int threads, Set<Precision> precisions) throws InterruptedException {
        Map<Precision, Double> gflops = new EnumMap<>(Precision.class);
        Integer vectorBits = null;
        Team team = new Team(threads);
        List<PeakKernel> kernels = PeakRate.kernels(precisions);
        Thread writing = new Thread(() -> firstWriting(threads), "first-writing");
        writing.start();
        List<PeakKernel> ready = kernels.stream().filter(PeakRate::isReady).toList();
        writing.join();
        for (PeakKernel kernel : ready) {
            Double rate = orNull(() -> PeakRate.gflops(kernel, team));
            if (rate != null) {
                gflops.put(kernel.precision(), rate);
                vectorBits = kernel.vectorBits();
            }
        }
        CopyArrays arrays = CopyArrays.planned(
                CacheSizes.allTogether(Path.of(System.getProperty(PROCESSORS, CacheSizes.PROCESSORS.toString()))),
                Runtime.getRuntime().maxMemory(),
                threads);
        Double copy = orNull(() -> arrays.gigabytesPerSecond(team));
        return new MachinePeak(
                gflops.get(Precision.FLOAT32),
                gflops.get(Precision.FLOAT64),
                copy,
                copy == null ? null : arrays.bytes(),
                copy == null ? null : arrays.wantedBytes(),
                vectorBits,
                threads);
    }

    /** Loads the classes that writing needs, so that this does not delay the end. */
    private static void firstWriting(int threads) {
        try {
            RecordJson.compact(MachinePeak.notMeasured(threads));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Measurement {
        @Nullable
        Double take() throws InterruptedException, ExecutionException;
    }

    /** Returns null for a measurement that fails, so that the others are kept. */
    private static @Nullable Double orNull(Measurement measurement) throws InterruptedException {
        try {
            return measurement.take();
        } catch (ExecutionException e) {
            e.printStackTrace();
            return null;
        }
    }
}
