package io.mscale.worker.training;

import io.mscale.api.MscaleBackend;
import io.mscale.api.MscaleModel;
import io.mscale.api.Probe;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.pde.BoundaryValueTask;
import io.mscale.api.pde.Region;
import io.mscale.api.support.FailureText;
import io.mscale.api.support.SystemMemory;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.Grid;
import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.StepCounts;
import io.mscale.record.cell.WorkerEvent;
import io.mscale.record.file.GridPicture;
import io.mscale.reference.Parity;
import io.mscale.worker.counters.StepCounter;
import io.mscale.worker.disturbance.DisturbanceWatch;
import io.mscale.worker.external.ExternalBackend;
import io.mscale.worker.external.WorkerFailure;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Trains one cell, from its specification to its outcome. Anything a backend throws becomes an outcome. */
public final class CellTraining {

    /** At least, and at least as many steps as have to be compared. */
    private static final double WARM_UP_SECONDS = 1;

    /** Parameters, gradient and Adam's two moments. */
    private static final int COPIES = 4;

    private CellTraining() {}

    /**
     * Trains a cell. Events go to {@code log}, files to {@code folder}.
     *
     * @param gate waits until the worker is given a turn, if the specification asks for turns
     */
    public static Outcome run(CellSpec spec, CellFolder folder, Runnable gate, EventLog log) {
        try {
            MscaleBackend backend = Providers.backend(spec.backend());
            Optional<String> refusal = backend.capabilities().refusal(spec.modelSpec(), spec.device());
            if (refusal.isPresent()) {
                return Outcome.unsupported("backend '" + spec.backend() + "' " + refusal.get());
            }
            Probe probe = backend.probe(spec.device(), spec.threads());
            if (probe instanceof Probe.Unavailable unavailable) {
                return Outcome.unsupported(unavailable.reason());
            }
            log.write(wall -> new WorkerEvent.Library(
                    wall,
                    ((Probe.Available) probe).library(),
                    backend.capabilities().bitReproducible()));
            Optional<String> tooLarge = tooLarge(spec);
            if (tooLarge.isPresent()) {
                return Outcome.failed(tooLarge.get());
            }
            return train(spec, backend, folder, gate, log);
        } catch (WorkerFailure e) {
            return new Outcome(e.status(), e.getMessage(), null, null);
        } catch (IOException | RuntimeException | Error e) {
            e.printStackTrace();
            return Outcome.failed(e);
        }
    }

    /**
     * Why this machine cannot hold a cell; empty if it can, or if the system does not report its memory. A network that
     * cannot fit is refused before the machine starts to swap. Counted is what every backend needs: parameters, gradient
     * and moments in the model's precision, initial parameters and data in double, in every round anew. Activations take more, by an amount
     * that depends on the backend.
     */
    private static Optional<String> tooLarge(CellSpec cell) {
        CellSpec.Training training = cell.training();
        int rounds = training.rounds().rounds();
        long parameters =
                (long) rounds * ParameterLayout.of(cell.modelSpec().network()).size();
        long samples = (long) rounds * ((long) training.trainSize() + training.testSize())
                + training.validation().validationSize();
        long valuesPerSample = (long) cell.network().inputs()
                + training.loss()
                        .targetColumns(cell.network().inputs(), cell.network().outputs());
        long bytes = parameters * (COPIES * cell.precision().bytes() + Double.BYTES)
                + samples * valuesPerSample * Double.BYTES;
        Long available = SystemMemory.availableBytes();
        return available == null || bytes <= available
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "not enough memory: %,d parameters with gradient, moments and data need at least %.1f GB; %.1f GB"
                                + " are available",
                        parameters,
                        bytes / 1e9,
                        available / 1e9));
    }

    private static Outcome train(CellSpec spec, MscaleBackend backend, CellFolder folder, Runnable gate, EventLog log)
            throws IOException {
        PreparedModel prepared = new PreparedModel(spec, backend);
        try (Rounds rounds = new Rounds(spec, backend, prepared, log)) {
            MscaleModel model = prepared.model();
            log.write(WorkerEvent.Ready::new);
            // Warm-up comes first: with its few samples the parity check would train the JIT compiler on the wrong
            // loop lengths.
            double[] firstLosses = warmUp(prepared, log);
            if (Parity.isPossible(model.spec())) {
                Parity parity =
                        Parity.of(backend, model.spec(), spec.device(), prepared.train(), prepared.initialParameters());
                CellRecord.Parity record = new CellRecord.Parity(
                        Parity.STEPS,
                        EventLog.finiteOrNull(parity.maxRelativeError()),
                        EventLog.finiteOrNull(parity.allowed()),
                        EventLog.finiteOrNull(parity.rounding()),
                        parity.passed());
                log.write(wall -> new WorkerEvent.Parity(wall, record));
                if (parity.problem().isPresent()) {
                    return Outcome.failed(parity.problem().get());
                }
            }
            Optional<String> wrong = new ModelChecks(prepared).beforeTraining(firstLosses);
            if (wrong.isPresent()) {
                return Outcome.failed(wrong.get());
            }
            if (spec.measurement().kernel()) {
                log.write(wall -> new WorkerEvent.Kernel(wall, KernelRates.of(prepared)));
            }
            Evaluator evaluator = new Evaluator(prepared.task(), prepared.train(), prepared.test());
            ValidationWatch validation = new ValidationWatch(spec.training().validation(), prepared.validation());
            NetworkSum networks = rounds.sum();
            Trained trained = train(spec, prepared.stages(), rounds, evaluator, validation, gate, log);
            Outcome outcome = trained.outcome();
            if (outcome.status() == CellStatus.OK) {
                PredictionFile.write(
                        folder.prediction(),
                        networks.predict(prepared.test().x()),
                        prepared.test(),
                        prepared.task().units());
                LearnedFile.write(
                        folder.learned(), networks, prepared, spec.training().noise() > 0);
                outcome = outcome.withSimilarity(writePicture(networks, prepared.task(), folder));
                // before the checks, which take another step
                outcome = outcome.withSolution(solution(spec, prepared));
                Optional<KeptFiles> kept = spec.measurement().keep()
                        ? Optional.of(new KeptFiles(spec, backend, networks, trained.keptStep()))
                        : Optional.empty();
                wrong = rounds.problemAfterTraining();
                if (wrong.isPresent()) {
                    return Outcome.failed(wrong.get());
                }
                if (kept.isPresent()) {
                    kept.get().write(folder, prepared.task());
                }
            }
            Outcome measured = outcome.withMemory(rounds.peakDeviceBytes());
            if (measured.status() == CellStatus.OK && spec.measurement().counters()) {
                log.write(wall -> new WorkerEvent.Counts(wall, counts(backend, model)));
            }
            return measured;
        }
    }

    /** Null if the task is no boundary-value problem. */
    private static CellRecord.@Nullable SolutionErrors solution(CellSpec spec, PreparedModel prepared) {
        return prepared.task() instanceof BoundaryValueTask task
                        && spec.training().rounds().equals(CellSpec.Rounds.ONE)
                ? SolutionMeter.of(task, prepared, spec.seed())
                : null;
    }

    /** Of the first round's network if there are several; all have one shape. Nothing that fails here unmakes the training. */
    private static StepCounts counts(MscaleBackend backend, MscaleModel model) {
        try {
            return backend instanceof ExternalBackend
                    ? StepCounts.none("a program of its own computes the steps")
                    : StepCounter.count(model::train);
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
            return StepCounts.none(FailureText.of(e));
        }
    }

    /**
     * A training that has ended.
     *
     * @param steps the steps it took
     */
    private record Trained(Outcome outcome, int steps) {

        /** The step whose parameters were kept. */
        int keptStep() {
            Integer best =
                    outcome.accuracy() == null ? null : outcome.accuracy().bestStep();
            return best == null ? steps : best;
        }
    }

    private static Trained train(
            CellSpec spec,
            PenaltyStages stages,
            Rounds rounds,
            Evaluator evaluator,
            ValidationWatch validation,
            Runnable gate,
            EventLog log) {
        DisturbanceWatch watch = new DisturbanceWatch(spec, log::write);
        TrainingLoop loop = new TrainingLoop(spec, stages, rounds.sum(), evaluator, validation, gate, log, watch);
        Outcome outcome = rounds.train(loop);
        watch.end(loop.seconds());
        return new Trained(outcome, loop.step());
    }

    /**
     * Takes uncounted steps, so that just-in-time compilation, thread pools and caches have settled when the clock
     * starts. Returns the losses of the first; the model is not reset.
     */
    private static double[] warmUp(PreparedModel prepared, EventLog log) {
        long start = System.nanoTime();
        double[] losses = new double[ModelChecks.FIRST_LOSSES];
        losses[0] = prepared.model().train(1);
        double firstSeconds = (System.nanoTime() - start) / 1e9;
        int steps = 1;
        while (steps < losses.length || System.nanoTime() - start < WARM_UP_SECONDS * 1e9) {
            double loss = prepared.model().train(1);
            if (steps < losses.length) {
                losses[steps] = loss;
            }
            steps++;
        }
        int taken = steps;
        log.write(wall -> new WorkerEvent.WarmUp(wall, taken, firstSeconds));
        return losses;
    }

    /** Returns how similar the pictures are; null if the target is none. */
    private static @Nullable Double writePicture(NetworkSum networks, FittingTask task, CellFolder folder)
            throws IOException {
        Optional<Grid> grid = task.picture();
        if (grid.isPresent()) {
            double[] points = grid.get().points();
            double[] prediction = networks.predict(points);
            double[] truth = task.targets(points);
            if (task instanceof BoundaryValueTask solved) {
                clearHoles(solved.problem().region(), points, prediction, truth);
            }
            GridPicture picture = GridPicture.of(grid.get(), task.outputDimension(), truth, prediction);
            task.units().map(picture::in).orElse(picture).write(folder.picture());
            if (task.peak().isPresent()) {
                return EventLog.finiteOrNull(
                        StructuralSimilarity.of(picture, task.peak().getAsDouble()));
            }
        }
        return null;
    }

    /** There is neither a target nor a prediction in a hole. */
    private static void clearHoles(Region region, double[] points, double[] prediction, double[] truth) {
        int d = region.dimension();
        for (int i = 0; i < truth.length; i++) {
            if (!region.contains(Arrays.copyOfRange(points, i * d, (i + 1) * d))) {
                prediction[i] = Double.NaN;
                truth[i] = Double.NaN;
            }
        }
    }
}
