package io.mscale.worker.bench;

import io.mscale.record.cell.CellSpec;
import io.mscale.record.json.RecordJson;
import io.mscale.worker.ParentWatch;
import io.mscale.worker.training.ModelChecks;
import io.mscale.worker.training.PreparedModel;
import io.mscale.worker.training.Providers;
import java.io.IOException;
import java.nio.file.Path;
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

/**
 * The JMH benchmarks: one optimiser step, and one prediction of the test set, of the cell whose {@code spec.json} the
 * parameter {@code spec} names. Works with any backend; the class path determines which one is measured.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ModelBenchmark {

    /** Set by a process that starts this JVM, or JMH's, with a pipe to its standard input. */
    private static final String WATCH_PARENT = "mscale.watchParent";

    /** The path to a cell's {@code spec.json}. */
    @Param("")
    public String spec = "";

    private @Nullable PreparedModel prepared;
    private double[] testPoints = {};

    /** Builds the model. */
    @Setup
    public void prepare() throws IOException {
        if (Boolean.getBoolean(WATCH_PARENT)) {
            // If JMH's process is killed, this fork must not keep running.
            ParentWatch.start();
        }
        if (spec.isEmpty()) {
            throw new IllegalArgumentException("pass a cell's specification: -p spec=RUN_DIR/cells/CELL/spec.json");
        }
        CellSpec cell = RecordJson.readSpec(Path.of(spec));
        prepared = new PreparedModel(cell, Providers.backend(cell.backend()));
        ModelChecks.require(prepared);
        testPoints = prepared.test().x();
    }

    /** Frees the model. */
    @TearDown
    public void close() {
        ready().close();
    }

    /** One optimiser step. */
    @Benchmark
    public double step() {
        return ready().model().train(1);
    }

    /** Evaluates the network on all test points. */
    @Benchmark
    public double[] predict() {
        return ready().model().predict(testPoints);
    }

    private PreparedModel ready() {
        if (prepared == null) {
            throw new IllegalStateException("not set up");
        }
        return prepared;
    }
}
