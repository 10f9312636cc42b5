package io.mscale.backend.simd.benchmark;

import static io.mscale.backend.simd.Kernels.WIDTH;
import static io.mscale.backend.simd.benchmark.KernelBenchmark.CHUNK;
import static io.mscale.backend.simd.benchmark.KernelBenchmark.OUTPUTS;
import static io.mscale.backend.simd.benchmark.KernelBenchmark.PARAMETERS;
import static io.mscale.backend.simd.benchmark.KernelBenchmark.SAMPLE_PANELS;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.backend.simd.SimdBackend;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link KernelBenchmark} and {@link PeakBenchmark} in JVMs set as a worker of the backend is, and prints what each
 * kernel reaches of the peak and its part of a step at the publication's size on one thread: where the next machine's gap is.
 */
public final class Roofline {

    private static final String PEAK = "peak";
    private static final int SAMPLES = 10_000;
    private static final int NEURONS = 3000;
    private static final int HIDDEN_LAYERS = 2;
    private static final double NEURON_PANELS = Math.ceil((double) NEURONS / WIDTH);
    private static final double PANELS = Math.ceil((double) SAMPLES / WIDTH);
    private static final double TILES = NEURON_PANELS * PANELS;

    /**
     * A kernel's place in a step.
     *
     * @param flops floating-point operations of a call, as products are counted; 0 for what is not a product
     * @param values numbers that a call computes or updates
     * @param calls calls in a step
     */
    private record Place(double flops, double values, double calls) {}

    private static final Map<String, Place> PLACES = places();

    private Roofline() {}

    /** JMH's own program and a table after it. */
    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        CommandLineOptions asked = new CommandLineOptions(arguments);
        List<String> jvmOptions =
                new ArrayList<>(new SimdBackend().workerSettings(Device.CPU, 1).jvmOptions());
        jvmOptions.addAll(asked.getJvmArgsAppend().orElse(List.of()));
        var results = new Runner(new OptionsBuilder()
                        .parent(asked)
                        .include(Roofline.class.getPackageName() + ".")
                        .jvmArgsAppend(jvmOptions.toArray(String[]::new))
                        .build())
                .run();
        Map<Precision, Map<String, Double>> nanoseconds = new EnumMap<>(Precision.class);
        for (RunResult result : results) {
            Precision precision = Precision.valueOf(result.getParams().getParam("precision"));
            String name = result.getParams().getBenchmark().replaceFirst(".*\\.", "");
            nanoseconds
                    .computeIfAbsent(precision, key -> new LinkedHashMap<>())
                    .put(name, result.getPrimaryResult().getScore());
        }
        nanoseconds.forEach((precision, times) -> lines(precision, times).forEach(System.out::println));
    }

    private static List<String> lines(Precision precision, Map<String, Double> nanoseconds) {
        double peak = PeakBenchmark.FLOPS / nanoseconds.getOrDefault(PEAK, Double.NaN);
        List<String> lines = new ArrayList<>();
        lines.add(String.format("%n%s, one thread, peak %.1f GFLOP/s", precision, peak));
        lines.add(
                String.format("%-14s %10s %9s %11s %13s", "kernel", "GFLOP/s", "of peak", "values/ns", "ms of a step"));
        double sum = 0;
        double flops = 0;
        for (Map.Entry<String, Place> place : PLACES.entrySet()) {
            Double time = nanoseconds.get(place.getKey());
            if (time == null) {
                continue;
            }
            double ofStep = place.getValue().calls() * time * 1e-6;
            double rate = place.getValue().flops() / time;
            lines.add(String.format(
                    "%-14s %10s %9s %11.2f %13.2f",
                    place.getKey(),
                    rate == 0 ? "-" : String.format("%.1f", rate),
                    rate == 0 ? "-" : String.format("%.0f%%", 100 * rate / peak),
                    place.getValue().values() / time,
                    ofStep));
            sum += ofStep;
            flops += place.getValue().calls() * place.getValue().flops();
        }
        lines.add(String.format(
                "%-14s %10.1f %8.0f%% %11s %13.2f",
                "together", flops / sum * 1e-6, 100 * flops / sum * 1e-6 / peak, "", sum));
        return lines;
    }

    private static Map<String, Place> places() {
        double panel = (double) WIDTH * WIDTH;
        double product = 2 * panel * OUTPUTS;
        Map<String, Place> places = new LinkedHashMap<>();
        places.put("forward", new Place(product * CHUNK * SAMPLE_PANELS, 0, TILES / CHUNK / SAMPLE_PANELS));
        places.put("slopes", new Place(product, panel, TILES));
        places.put("weights", new Place(product * CHUNK, 0, TILES / CHUNK));
        places.put("first", new Place(4 * panel, panel, 2 * TILES));
        places.put("sine", new Place(0, panel, TILES));
        places.put("sineAndSlope", new Place(0, panel, TILES));
        double hiddenPanels = HIDDEN_LAYERS * (double) OUTPUTS / WIDTH;
        places.put("hiddenWeights", new Place(product * SAMPLE_PANELS, 0, hiddenPanels * PANELS / SAMPLE_PANELS));
        places.put("adam", new Place(0, PARAMETERS, NEURON_PANELS));
        return places;
    }
}
