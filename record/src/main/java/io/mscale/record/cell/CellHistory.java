package io.mscale.record.cell;

import io.mscale.api.LibraryInfo;
import io.mscale.api.ModelSpec;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.record.work.FlopCount;
import io.mscale.record.work.TrafficCount;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Folds a cell's events into its record. The worker does it at the end of its own events; whoever finds a log that
 * breaks off does the same with what is there, so that nothing measured is lost.
 */
public final class CellHistory {

    private final CellSpec spec;
    private final List<CellRecord.CurvePoint> curve = new ArrayList<>();
    private final List<Double> stepSamples = new ArrayList<>();
    private final List<Integer> lastSteps = new ArrayList<>();
    private @Nullable LibraryInfo library;
    private @Nullable Double startupSeconds;
    private @Nullable Double firstStepSeconds;
    private int steps;
    private double trainSeconds;
    private CellRecord.@Nullable TimeToTarget timeToTarget;
    private CellRecord.@Nullable Parity parity;
    private @Nullable WorkerEvent finished;

    /** A history without events. */
    public CellHistory(CellSpec spec) {
        this.spec = spec;
    }

    /** Adds the next event. */
    public void add(WorkerEvent event) {
        switch (event.event()) {
            case WorkerEvent.LIBRARY -> library = event.library();
            case WorkerEvent.READY -> startupSeconds = event.wallSeconds();
            case WorkerEvent.WARM_UP -> firstStepSeconds = event.seconds();
            case WorkerEvent.PARITY -> parity = event.parity();
            case WorkerEvent.STEPS -> addSteps(event);
            case WorkerEvent.EVALUATION -> addEvaluation(event);
            case WorkerEvent.FINISHED -> finished = event;
            default -> {
                // STARTED carries nothing for the record; unknown events belong to a later version.
            }
        }
    }

    /** Steps taken so far. */
    public int steps() {
        return steps;
    }

    /** Training time so far, in seconds. */
    public double trainSeconds() {
        return trainSeconds;
    }

    /** The last event of a complete log; null if the log breaks off. */
    public @Nullable WorkerEvent finished() {
        return finished;
    }

    /**
     * The record of what is known now.
     *
     * @param status how the cell ended
     * @param reason why, if there is anything to say
     */
    public CellRecord toRecord(CellStatus status, @Nullable String reason) {
        ModelSpec model = spec.modelSpec();
        NetworkSpec network = model.network();
        double flopsPerStep = FlopCount.of(network).perStep(spec.samplesPerStep());
        return new CellRecord(
                spec.id(),
                spec.backend(),
                spec.device(),
                spec.task(),
                spec.variant(),
                spec.preset(),
                spec.repeat(),
                spec.seed(),
                spec.precision(),
                status,
                reason,
                library,
                spec.network(),
                spec.training(),
                spec.measurement(),
                spec.worker(),
                ParameterLayout.of(network).size(),
                flopsPerStep,
                TrafficCount.of(network).bytesPerStep(spec.samplesPerStep(), model.precision()),
                accuracy(),
                timing(flopsPerStep),
                finished == null ? null : new CellRecord.Memory(finished.peakRssBytes(), finished.peakDeviceBytes()),
                parityAfterTraining(),
                List.copyOf(curve),
                spec.setting(),
                spec.taskSettings());
    }

    private void addSteps(WorkerEvent event) {
        if (event.step() == null || event.steps() == null || event.seconds() == null) {
            return;
        }
        steps = event.step();
        trainSeconds += event.seconds();
        if (!spec.measurement().timing().equals("none")) {
            stepSamples.add(event.seconds() / event.steps());
            lastSteps.add(event.step());
        }
    }

    private void addEvaluation(WorkerEvent event) {
        if (event.step() == null || event.seconds() == null) {
            return;
        }
        List<CellRecord.Frequency> frequencies = event.frequencies();
        curve.add(new CellRecord.CurvePoint(
                event.step(),
                event.seconds(),
                event.trainMse(),
                event.testMse(),
                frequencies == null ? List.of() : frequencies));
        double target = spec.measurement().targetMse();
        if (timeToTarget == null && event.testMse() != null && event.testMse() <= target) {
            timeToTarget = new CellRecord.TimeToTarget(target, event.seconds(), event.step());
        }
    }

    /** Agreement over the first steps is not enough: the loss must have fallen in the training itself. */
    private CellRecord.@Nullable Parity parityAfterTraining() {
        return parity == null
                ? null
                : new CellRecord.Parity(
                        parity.steps(),
                        parity.maxRelativeError(),
                        parity.passed() && CellRecord.CurvePoint.trainingErrorFell(curve));
    }

    private CellRecord.@Nullable Accuracy accuracy() {
        if (finished != null && finished.accuracy() != null) {
            return finished.accuracy();
        }
        if (curve.isEmpty()) {
            return null;
        }
        CellRecord.CurvePoint last = curve.get(curve.size() - 1);
        return new CellRecord.Accuracy(last.trainMse(), last.testMse(), null, null, last.frequencies());
    }

    private CellRecord.@Nullable Timing timing(double flopsPerStep) {
        if (startupSeconds == null) {
            return null;
        }
        CellRecord.StepTime step = stepSamples.isEmpty() ? null : stepTime();
        Double gflops = step == null || step.median() == 0 ? null : flopsPerStep / step.median() / 1e9;
        Double peak = spec.measurement().peakGflops();
        return new CellRecord.Timing(
                startupSeconds,
                firstStepSeconds,
                steps,
                trainSeconds,
                step,
                trainSeconds > 0 ? steps / trainSeconds : null,
                gflops,
                gflops == null || peak == null ? null : gflops / peak,
                timeToTarget,
                null);
    }

    private CellRecord.StepTime stepTime() {
        double[] sorted =
                stepSamples.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new CellRecord.StepTime(
                Quantile.of(sorted, 0.5), Quantile.of(sorted, 0.05), Quantile.of(sorted, 0.95), stepSamples, lastSteps);
    }
}
