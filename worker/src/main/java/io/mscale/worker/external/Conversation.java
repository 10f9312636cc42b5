package io.mscale.worker.external;

import io.mscale.api.LibraryInfo;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.WorkerEvent;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a worker has told of a cell so far. Every event is checked against those before it and passed on as records have
 * it, with what only the host can tell added.
 */
final class Conversation {

    /** How a worker says that a cell has ended. */
    record End(
            CellStatus status,
            @Nullable String reason,
            double wallSeconds,
            @Nullable Long peakRssBytes,
            @Nullable Long peakDeviceBytes) {}

    private static final List<String> NAMES = List.of(
            EventName.STARTED,
            EventName.LIBRARY,
            EventName.READY,
            EventName.WARM_UP,
            EventName.PARITY,
            EventName.STEPS,
            EventName.EVALUATION,
            EventName.FINISHED);

    /** What is told at most once. */
    private static final Set<String> ONCE =
            Set.of(EventName.STARTED, EventName.LIBRARY, EventName.READY, EventName.WARM_UP, EventName.PARITY);

    private final Exchange exchange;
    private final Judge judge;
    private final Consumer<WorkerEvent> events;
    private final List<Double> losses = new ArrayList<>();
    private final List<Integer> evaluatedSteps = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private double wallSeconds;
    private int step;
    private double seconds;
    private int evaluations;
    private int evaluatedAt = -1;
    private double @Nullable [] firstPrediction;
    private double @Nullable [] prediction;
    private @Nullable Double trainMse;
    private @Nullable End end;

    /**
     * A conversation that has not begun.
     *
     * @param judge computes errors
     * @param events receives what records keep
     */
    Conversation(Exchange exchange, Judge judge, Consumer<WorkerEvent> events) {
        this.exchange = exchange;
        this.judge = judge;
        this.events = events;
    }

    /** The next event. */
    void hear(ExternalEvent event) throws IOException, ProtocolException {
        if (end != null) {
            throw new ProtocolException(event.where() + ": nothing may follow '" + EventName.FINISHED + "'");
        }
        double wall = event.amount("wallSeconds");
        wallSeconds = wall;
        String name = event.name();
        if (ONCE.contains(name) && !told.add(name)) {
            throw new ProtocolException(event.where() + ": '" + name + "' was told before");
        }
        switch (name) {
            case EventName.STARTED -> events.accept(new WorkerEvent.Started(wall));
            case EventName.LIBRARY -> events.accept(new WorkerEvent.Library(wall, library(event.object("library"))));
            case EventName.READY -> events.accept(new WorkerEvent.Ready(wall));
            case EventName.WARM_UP ->
                events.accept(new WorkerEvent.WarmUp(wall, event.count("steps"), event.amount("seconds")));
            case EventName.PARITY -> {
                if (judge.paritySteps() > 0) {
                    double[] first = event.numbers("losses", judge.paritySteps());
                    events.accept(new WorkerEvent.Parity(wall, judge.parity(first)));
                }
            }
            case EventName.STEPS -> steps(event, wall);
            case EventName.EVALUATION -> evaluation(event, wall);
            case EventName.FINISHED -> end = end(event, wall);
            default ->
                throw new ProtocolException(
                        event.where() + ": there is no event '" + name + "'; there are " + String.join(", ", NAMES));
        }
    }

    private void steps(ExternalEvent event, double wall) throws ProtocolException {
        requireReady(event);
        int taken = event.count("steps");
        int now = event.count("step");
        if (taken < 1 || now != step + taken) {
            throw new ProtocolException(event.where() + ": " + taken + " steps after step " + step + " lead to step "
                    + (step + taken) + ", not " + now);
        }
        step = now;
        seconds += event.amount("seconds");
        Double loss = event.numberOrNull("loss");
        losses.add(loss == null ? Double.NaN : loss);
        events.accept(new WorkerEvent.Steps(wall, now, taken, event.amount("seconds"), loss));
    }

    private void evaluation(ExternalEvent event, double wall) throws IOException, ProtocolException {
        requireReady(event);
        if (event.count("step") != step || evaluatedAt == step) {
            throw new ProtocolException(event.where()
                    + (evaluatedAt == step
                            ? ": step " + step + " was evaluated before"
                            : ": the network is at step " + step));
        }
        evaluatedAt = step;
        evaluatedSteps.add(step);
        trainMse = event.numberOrNull("trainMse");
        prediction = row(evaluations++);
        firstPrediction = firstPrediction == null && step == 0 ? prediction : firstPrediction;
        events.accept(judge.evaluation(wall, step, seconds, trainMse, prediction));
    }

    private void requireReady(ExternalEvent event) throws ProtocolException {
        if (!told.contains(EventName.READY)) {
            throw new ProtocolException(event.where() + ": it comes before '" + EventName.READY + "'");
        }
    }

    /** A prediction is there before the event that tells of it. */
    private double[] row(int index) throws IOException, ProtocolException {
        int values = judge.testValues();
        long size = (long) values * Double.BYTES;
        if (!Files.exists(exchange.predictions()) || Files.size(exchange.predictions()) < size * (index + 1)) {
            throw new ProtocolException("predictions.f64 does not hold " + (index + 1) + " times " + values
                    + " numbers at evaluation " + (index + 1));
        }
        byte[] bytes = new byte[Math.toIntExact(size)];
        try (RandomAccessFile file = new RandomAccessFile(exchange.predictions().toFile(), "r")) {
            file.seek(size * index);
            file.readFully(bytes);
        }
        double[] row = new double[values];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(row);
        return row;
    }

    private static LibraryInfo library(ExternalEvent library) throws ProtocolException {
        return new LibraryInfo(
                library.text("name"),
                library.text("version"),
                library.textOrNull("blas"),
                library.count("threads"),
                library.textOrNull("build"),
                library.textOrNull("deviceName"));
    }

    /** Reads the library out of an answer to a probe. */
    static LibraryInfo library(Map<String, Object> fields) throws ProtocolException {
        return library(new ExternalEvent(fields, "answer.json").object("library"));
    }

    private static End end(ExternalEvent event, double wall) throws ProtocolException {
        CellStatus status =
                switch (event.text("status")) {
                    case "ok" -> CellStatus.OK;
                    case "failed" -> CellStatus.FAILED;
                    case "unsupported" -> CellStatus.UNSUPPORTED;
                    default -> throw event.wrong("status", "ok, failed or unsupported");
                };
        String reason = event.textOrNull("reason");
        if (status != CellStatus.OK && reason == null) {
            throw event.wrong("reason", "a string if the status is not ok");
        }
        return new End(status, reason, wall, bytesOrNull(event, "peakRssBytes"), bytesOrNull(event, "peakDeviceBytes"));
    }

    /** An amount of memory that need not be told. */
    private static @Nullable Long bytesOrNull(ExternalEvent event, String field) {
        return event.fields().get(field) instanceof Number bytes && bytes.longValue() > 0 ? bytes.longValue() : null;
    }

    /** What the worker has told of what is told once. */
    Set<String> told() {
        return Set.copyOf(told);
    }

    /** When the last event was, in seconds since the worker's launch; 0 if there was none. */
    double wallSeconds() {
        return wallSeconds;
    }

    /** Training time so far. */
    double seconds() {
        return seconds;
    }

    /** The steps after which the network was evaluated, in order. */
    List<Integer> evaluatedSteps() {
        return List.copyOf(evaluatedSteps);
    }

    /** How it ended; null as long as the worker has not said so. */
    @Nullable
    End end() {
        return end;
    }

    /** Steps taken so far. */
    int step() {
        return step;
    }

    /** The losses told so far, one for each block of steps; NaN where they were not finite. */
    double[] losses() {
        return losses.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The training error of the last evaluation; NaN if it was not finite, or there was none. */
    double trainMse() {
        return trainMse == null ? Double.NaN : trainMse;
    }

    /** The network at the test points before the first step; null if the worker has not told. */
    double @Nullable [] firstPrediction() {
        return firstPrediction;
    }

    /** The network at the test points after the last step; null if the worker has not told. */
    double @Nullable [] prediction() {
        return evaluatedAt == step ? prediction : null;
    }
}
