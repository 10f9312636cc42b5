package io.mscale.worker.external;

import io.mscale.api.Capabilities;
import io.mscale.api.ModelSpec;
import io.mscale.api.task.Grid;
import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.WorkerEvent;
import io.mscale.record.file.GridPicture;
import io.mscale.worker.log.EventLog;
import io.mscale.worker.training.CellData;
import io.mscale.worker.training.MemoryNeed;
import io.mscale.worker.training.Outcome;
import io.mscale.worker.training.PredictionFile;
import io.mscale.worker.training.TrainingLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The whole way of one cell that an external worker trains. Whatever it does becomes an outcome. */
public final class ExternalTraining {

    private static final Duration POLL = Duration.ofMillis(100);

    /** A worker that has told everything should end. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final CellSpec spec;
    private final CellFolder folder;
    private final ExternalBackend backend;
    private final EventLog log;

    /** A training in {@code folder} whose events go to {@code log}. */
    public ExternalTraining(CellSpec spec, CellFolder folder, ExternalBackend backend, EventLog log) {
        this.spec = spec;
        this.folder = folder;
        this.backend = backend;
        this.log = log;
    }

    /** How a cell has ended, and what the worker said last. */
    public record Ended(
            Outcome outcome,
            double wallSeconds,
            @Nullable Long peakRssBytes,
            @Nullable Long peakDeviceBytes) {}

    /** Trains the cell, writes all its files but the record, and logs every event but the last. */
    public Ended run() {
        try {
            Capabilities capabilities = backend.file().capabilities().parsed();
            Optional<String> refusal = capabilities.refusal(spec.modelSpec(), spec.device());
            if (refusal.isPresent()) {
                return ended(Outcome.unsupported("backend '" + spec.backend() + "' " + refusal.get()));
            }
            Optional<String> tooLarge = MemoryNeed.of(spec).refusal();
            if (tooLarge.isPresent()) {
                return ended(Outcome.failed(tooLarge.get()));
            }
            return train();
        } catch (IOException | RuntimeException | Error e) {
            e.printStackTrace();
            return ended(Outcome.failed(e));
        }
    }

    private Ended train() throws IOException {
        CellData data = CellData.of(spec);
        Exchange exchange = Exchange.create(folder.exchange());
        Problem.of(spec, data)
                .write(exchange, spec.modelSpec(), data, data.task().picture().map(Grid::points));
        CellJudge judge = new CellJudge(spec, data);
        Conversation conversation = new Conversation(exchange, judge, log::relay);
        ExternalProcess process;
        try {
            process = ExternalProcess.start(backend, "train", List.of(exchange.path()), ExternalProcess.Output.COPIED);
        } catch (IOException e) {
            return ended(Outcome.unsupported(backend.file().withAdvice(String.valueOf(e.getMessage()))));
        }
        Outcome outcome;
        try (process) {
            Optional<String> death = listen(process, exchange, conversation);
            outcome = death.isPresent() ? Outcome.crashed(death.get()) : outcome(exchange, conversation, data, judge);
        } catch (ProtocolException e) {
            outcome = Outcome.failed("the worker broke the protocol: " + e.getMessage());
        }
        if (outcome.status() == CellStatus.OK) {
            exchange.tryDelete();
        }
        Conversation.End end = conversation.end();
        return end == null
                ? new Ended(outcome, conversation.wallSeconds(), null, null)
                : new Ended(outcome, conversation.wallSeconds(), end.peakRssBytes(), end.peakDeviceBytes());
    }

    /** Reads events until the worker has ended; returns how it died if it did so before it had finished. */
    private Optional<String> listen(ExternalProcess process, Exchange exchange, Conversation conversation)
            throws IOException, ProtocolException {
        EventReader reader = new EventReader(exchange.events());
        try {
            boolean ended = false;
            long graceFrom = 0;
            while (!ended) {
                ended = process.hasEndedWithin(POLL);
                reader.poll(conversation::hear);
                if (conversation.end() != null) {
                    graceFrom = graceFrom == 0 ? System.nanoTime() : graceFrom;
                    if (System.nanoTime() - graceFrom > GRACE.toNanos()) {
                        System.out.println("the worker had finished and did not end; it was stopped");
                        return Optional.empty();
                    }
                }
            }
            reader.requireWhole();
            return conversation.end() != null
                    ? Optional.empty()
                    : Optional.of("the worker ended before it had finished, " + process.end());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("the worker was interrupted");
        }
    }

    private Outcome outcome(Exchange exchange, Conversation conversation, CellData data, CellJudge judge)
            throws IOException, ProtocolException {
        Conversation.End end = conversation.end();
        if (end == null || end.status() != CellStatus.OK) {
            String reason = end == null ? "the worker has not finished" : String.valueOf(end.reason());
            return end != null && end.status() == CellStatus.UNSUPPORTED
                    ? Outcome.unsupported(reason)
                    : Outcome.failed(reason);
        }
        double[] prediction = Completeness.require(spec, conversation, judge);
        Optional<String> divergence = divergence(conversation);
        if (divergence.isPresent()) {
            return Outcome.failed(divergence.get());
        }
        ModelSpec model = spec.modelSpec();
        Results.requireSameNetwork(
                model,
                data.train(),
                data.test(),
                data.initial(),
                Objects.requireNonNull(conversation.firstPrediction()),
                "it does not start from the parameters it was given");
        Results.requireSameNetwork(
                model,
                data.train(),
                data.test(),
                Results.parameters(model, exchange),
                prediction,
                "its predictions are not those of its parameters");
        CellRecord.Accuracy accuracy = judge.accuracy(prediction, conversation.trainMse());
        PredictionFile.write(
                folder.prediction(), prediction, data.test(), data.task().units());
        writePicture(exchange, data);
        return Outcome.ok(end.reason(), accuracy);
    }

    /** The last update can ruin a network whose losses were all well. */
    private static Optional<String> divergence(Conversation conversation) {
        double error = conversation.trainMse();
        double[] losses = conversation.losses();
        return TrainingLoop.isDiverged(error, losses.length == 0 ? error : losses[0])
                ? Optional.of(
                        "training diverged: after step " + conversation.step() + " the training error was " + error)
                : Optional.empty();
    }

    private void writePicture(Exchange exchange, CellData data) throws IOException, ProtocolException {
        Optional<Grid> grid = data.task().picture();
        if (grid.isPresent()) {
            double[] truth = data.task().targets(grid.get().points());
            GridPicture.of(grid.get(), data.task().outputDimension(), truth, Results.picture(exchange, truth.length))
                    .write(folder.picture());
        }
    }

    /** Without the worker's own last words. */
    private static Ended ended(Outcome outcome) {
        return new Ended(outcome, 0, null, null);
    }

    /** The last event of the log. */
    public static WorkerEvent lastEvent(Ended ended) {
        return new WorkerEvent.Finished(
                ended.wallSeconds(),
                ended.outcome().accuracy(),
                new CellRecord.Memory(ended.peakRssBytes(), ended.peakDeviceBytes()),
                ended.outcome().status(),
                ended.outcome().reason());
    }
}
