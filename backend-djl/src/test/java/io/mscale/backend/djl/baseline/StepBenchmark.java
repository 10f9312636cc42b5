package io.mscale.backend.djl.baseline;

import ai.djl.pytorch.jni.JniUtils;
import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.backend.djl.DjlBackend;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * One step at paper size, each way in JVMs of its own: as the backend takes it, and written the obvious way, which is the
 * 1.0 that the backend is measured by. {@code docs/05-backends.md} has the command line.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(2)
public class StepBenchmark {

    /** Which way. */
    @Param({"obvious", "backend"})
    public String model = "";

    /** CPU threads. */
    @Param("2")
    public int threads;

    private @Nullable MscaleModel ready;

    /** JMH's own program, in JVMs that are set as a worker of the backend is. */
    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        var settings =
                new DjlBackend().workerSettings(Device.CPU, Runtime.getRuntime().availableProcessors());
        new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(arguments))
                        .include(StepBenchmark.class.getName())
                        .jvmArgsAppend(settings.jvmOptions().toArray(String[]::new))
                        .build())
                .run();
    }

    /** Builds the model and gives it parameters and data. */
    @Setup
    public void prepare() {
        ModelSpec spec = PaperStep.spec(threads);
        ready = PaperStep.ready(
                model.equals("backend") ? new DjlBackend().create(spec, Device.CPU) : new ObviousDjlModel(spec));
        JniUtils.setNumThreads(threads);
    }

    /** Frees the model. */
    @TearDown
    public void close() {
        if (ready != null) {
            ready.close();
        }
    }

    /** One optimiser step. */
    @Benchmark
    public double step() {
        if (ready == null) {
            throw new IllegalStateException("not set up");
        }
        return ready.train(1);
    }
}
