package io.mscale.record.cell;

import io.mscale.api.LibraryInfo;
import io.mscale.api.ModelSpec;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.record.work.FlopCount;
import io.mscale.record.work.TrafficCount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Folds a cell's events into its record. The worker does so when it ends; anyone who finds a truncated log does the
 * same with the events that are there, so that no measurement is lost.
 */
public final class CellHistory {

    private final CellSpec spec;
    private final List<CellRecord.CurvePoint> curve = new ArrayList<>();
    private final List<TrainedRound> rounds = new ArrayList<>();
    private final List<Disturbance.CanaryReading> canary = new ArrayList<>();
    private final List<Double> stepSamples = new ArrayList<>();
    private final List<Integer> lastSteps = new ArrayList<>();
    private final List<Timing.Turn> turns = new ArrayList<>();
    private @Nullable LibraryInfo library;
    private @Nullable Boolean bitReproducible;
    private @Nullable Double startupSeconds;
    private @Nullable Double firstStepSeconds;
    private int steps;
    private double trainSeconds;
    private CellRecord.@Nullable TimeToTarget timeToTarget;
    private CellRecord.@Nullable Parity parity;
    private List<KernelRate> kernel = List.of();
    private @Nullable StepCounts counts;
    private WorkerEvent.@Nullable Machine machine;
    private WorkerEvent.@Nullable Finished finished;

    /** Creates a history without events. */
    public CellHistory(CellSpec spec) {
        this.spec = spec;
    }

    /** Adds the next event. */
    public void add(WorkerEvent event) {
        if (event instanceof WorkerEvent.Library told) {
            library = told.library();
            bitReproducible = told.bitReproducible();
        } else if (event instanceof WorkerEvent.Ready) {
            startupSeconds = event.wallSeconds();
        } else if (event instanceof WorkerEvent.WarmUp warmUp) {
            firstStepSeconds = warmUp.seconds();
        } else if (event instanceof WorkerEvent.Parity compared) {
            parity = compared.parity();
        } else if (event instanceof WorkerEvent.Round begun) {
            rounds.add(begun.round());
        } else if (event instanceof WorkerEvent.Kernel computed) {
            kernel = computed.rates();
        } else if (event instanceof WorkerEvent.Steps block) {
            addSteps(block);
        } else if (event instanceof WorkerEvent.Turn ended) {
            turns.add(ended.turn());
        } else if (event instanceof WorkerEvent.Evaluation evaluation) {
            addEvaluation(evaluation);
        } else if (event instanceof WorkerEvent.Counts counted) {
            counts = counted.counts();
        } else if (event instanceof WorkerEvent.Canary reading) {
            canary.add(new Disturbance.CanaryReading(reading.seconds(), reading.rate()));
        } else if (event instanceof WorkerEvent.Machine watched) {
            machine = watched;
        } else if (event instanceof WorkerEvent.Finished end) {
            finished = end;
        }
        // The start of the JVM and waits are not recorded; unknown events come from a later version.
    }

    /** Steps taken so far. */
    public int steps() {
        return steps;
    }

    /** Training time so far, in seconds. */
    public double trainSeconds() {
        return trainSeconds;
    }

    /** The last event of a complete log; null if the log is truncated. */
    public WorkerEvent.@Nullable Finished finished() {
        return finished;
    }

    /**
     * Builds the record from the events so far.
     *
     * @param status how the cell ended
     * @param reason the reason, if there is one to give
     */
    public CellRecord toRecord(CellStatus status, @Nullable String reason) {
        ModelSpec model = spec.modelSpec();
        NetworkSpec network = model.network();
        double flopsPerStep = FlopCount.of(network, spec.training().loss()).perStep(spec.samplesPerStep());
        return new CellRecord(
                spec.cell(),
                new CellRecord.Outcome(status, reason),
                library,
                new CellWork(
                        Math.multiplyExact(
                                spec.training().rounds().rounds(),
                                ParameterLayout.of(network).trainableSize()),
                        flopsPerStep,
                        TrafficCount.of(network, spec.training().loss())
                                .bytesPerStep(spec.samplesPerStep(), model.precision()),
                        rounds,
                        bitReproducible,
                        counts),
                accuracy(),
                timing(flopsPerStep),
                finished == null ? null : finished.memory(),
                parityAfterTraining(),
                kernel,
                curve);
    }

    private void addSteps(WorkerEvent.Steps block) {
        steps = block.step();
        trainSeconds += block.seconds();
        if (spec.measurement().timing() != TimingMode.NONE && block.isSample()) {
            stepSamples.add(block.seconds() / block.steps());
            lastSteps.add(block.step());
        }
    }

    private void addEvaluation(WorkerEvent.Evaluation event) {
        curve.add(new CellRecord.CurvePoint(
                event.step(),
                event.seconds(),
                event.trainMse(),
                event.testMse(),
                event.frequencies(),
                event.validationMse(),
                event.loss()));
        double target = spec.measurement().targetMse();
        if (event.testMse() == null || event.testMse() > target) {
            // Errors oscillate: what is exceeded again has not been learned.
            timeToTarget = null;
        } else if (timeToTarget == null) {
            timeToTarget = new CellRecord.TimeToTarget(target, event.seconds(), event.step());
        }
    }

    /**
     * Agreement over the first steps is not enough: the loss must also have fallen during training, unless that goes on with
     * one that may have left nothing to gain.
     */
    private CellRecord.@Nullable Parity parityAfterTraining() {
        boolean isPlausible = spec.continues() != null || trainingErrorFell(curve);
        return parity == null || isPlausible ? parity : parity.failed();
    }

    private CellRecord.@Nullable Accuracy accuracy() {
        if (finished != null && finished.accuracy() != null) {
            return finished.accuracy();
        }
        if (curve.isEmpty()) {
            return null;
        }
        CellRecord.CurvePoint last = curve.get(curve.size() - 1);
        return new CellRecord.Accuracy(last.trainMse(), last.testMse(), null, null, last.frequencies())
                .validated(last.validationMse(), null);
    }

    private @Nullable Timing timing(double flopsPerStep) {
        if (startupSeconds == null) {
            return null;
        }
        CellRecord.StepTime step = stepSamples.isEmpty() ? null : stepTime();
        Double gflops = step == null || step.median() == 0 ? null : flopsPerStep / step.median() / 1e9;
        Double peak = spec.measurement().peakGflops();
        return new Timing(
                startupSeconds,
                firstStepSeconds,
                steps,
                trainSeconds,
                step,
                trainSeconds > 0 ? steps / trainSeconds : null,
                gflops,
                gflops == null || peak == null ? null : gflops / peak,
                timeToTarget,
                null,
                turns,
                disturbance());
    }

    /** Null if the machine was not watched. */
    private @Nullable Disturbance disturbance() {
        return canary.isEmpty() && machine == null
                ? null
                : new Disturbance(
                        spec.canaryThreads(),
                        canary,
                        machine == null ? null : machine.machine(),
                        machine == null ? null : machine.gpu());
    }

    private CellRecord.StepTime stepTime() {
        double[] sorted =
                stepSamples.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new CellRecord.StepTime(
                Quantile.of(sorted, 0.5), Quantile.of(sorted, 0.05), Quantile.of(sorted, 0.95), stepSamples, lastSteps);
    }

    /**
     * Whether the training error is lower at the end of a curve than at its beginning, or where there is a loss instead, if
     * it was ever below its first: it changes its meaning where a penalty grows. A curve with one point or an unrecorded
     * error gets the benefit of the doubt.
     */
    public static boolean trainingErrorFell(List<CellRecord.CurvePoint> curve) {
        if (curve.size() < 2) {
            return true;
        }
        Double before = curve.get(0).trainMse();
        Double after = curve.get(curve.size() - 1).trainMse();
        List<Double> losses = curve.stream()
                .map(CellRecord.CurvePoint::loss)
                .filter(Objects::nonNull)
                .toList();
        if (losses.size() > 1) {
            return Collections.min(losses) < losses.get(0);
        }
        return before == null || after == null || after < before;
    }
}
