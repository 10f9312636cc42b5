package io.mscale.results.compare;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import io.mscale.record.sample.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Runs made by hand, to be compared. */
public final class Runs {

    private Runs() {}

    /** Repeats of a backend's multi-scale cell, one for each step in seconds; the errors are 0.1. */
    public static List<CellRecord> steps(String backend, double... steps) {
        return Samples.repeats(backend, false, steps).stream()
                .map(cell -> withSeed(cell, cell.repeat()))
                .toList();
    }

    private static CellRecord withSeed(CellRecord cell, long seed) {
        return Samples.with(cell, "cell.identity.seed", seed);
    }

    /** The same with an error and a seed for each repeat and a step of 0.1 s. */
    public static List<CellRecord> errors(String backend, double... errors) {
        List<CellRecord> cells = new ArrayList<>();
        for (double error : errors) {
            int repeat = cells.size() + 1;
            cells.add(withSeed(Samples.withMedianStep(Samples.ok(backend, "multi", repeat, error), 0.1), repeat));
        }
        return cells;
    }

    /** Values that scatter by so much around a level. */
    public static double[] scattered(SplittableRandom random, int count, double level, double scatter) {
        return DoubleStream.generate(() -> level * Math.exp(scatter * random.nextGaussian()))
                .limit(count)
                .toArray();
    }

    /** A run of these cells. */
    public static RunRecord run(List<CellRecord> cells) {
        return Samples.run(cells.toArray(CellRecord[]::new));
    }

    /** A run of these cells and those. */
    public static RunRecord run(List<CellRecord> cells, List<CellRecord> more) {
        return run(Stream.concat(cells.stream(), more.stream()).toList());
    }

    /** The same run on another machine. */
    public static RunRecord onCpu(RunRecord run, String cpu) {
        return Samples.with(run, "environment.machine.cpu", cpu);
    }

    /** A head held against a base. */
    public static RunComparison compare(RunRecord base, RunRecord head) {
        return RunComparison.of(new RunFolder(Path.of("base")), base, new RunFolder(Path.of("head")), head);
    }
}
