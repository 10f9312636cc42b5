package io.mscale.worker.external;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.task.Dataset;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.WorkerEvent;
import io.mscale.reference.TckCase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One case of a conformance rule for external workers: a problem, and what must come back.
 *
 * @param rule the rule's name
 * @param wanted the network, its training and data
 * @param steps optimiser steps to take
 * @param warmUp steps to take before and undo
 * @param target the test error at which training is to stop; null for none
 * @param check what must hold
 */
record Trial(
        String rule,
        TckCase wanted,
        int steps,
        int warmUp,
        @Nullable Double target,
        Check check) {

    private static final int TEST_POINTS = 40;

    /** What must hold of an answer; tells what does not. */
    interface Check {
        Optional<String> problem(TckCase wanted, Answer answer) throws ProtocolException;
    }

    /** What a worker made of a trial. */
    static final class Answer implements Judge {

        private final ModelSpec model;
        private final Exchange exchange;
        private final List<double[]> predictions = new ArrayList<>();
        private final Conversation conversation;
        private final int values;

        private Answer(ModelSpec model, Exchange exchange) {
            this.model = model;
            this.exchange = exchange;
            this.values = TEST_POINTS * model.network().outputs();
            this.conversation = new Conversation(exchange, this, event -> {});
        }

        /** Hears all events; fails if the worker never came to an end. */
        private void hear() throws IOException, ProtocolException {
            EventReader reader = new EventReader(exchange.events());
            reader.poll(conversation::hear);
            reader.requireWhole();
            if (conversation.end() == null) {
                throw new ProtocolException("it ended before it had finished");
            }
        }

        Conversation.End end() {
            return Objects.requireNonNull(conversation.end());
        }

        int step() {
            return conversation.step();
        }

        double[] losses() {
            return conversation.losses();
        }

        /** The network at the test points at each evaluation, in order. */
        List<double[]> predictions() {
            return predictions;
        }

        double[] parameters() throws ProtocolException {
            return Results.parameters(model, exchange);
        }

        @Override
        public int paritySteps() {
            return 0;
        }

        @Override
        public int testValues() {
            return values;
        }

        @Override
        public double testMse(double[] prediction) {
            throw new IllegalStateException("a trial has no targets at its test points");
        }

        @Override
        public CellRecord.Parity parity(double[] losses) {
            throw new IllegalStateException("no losses were asked for");
        }

        @Override
        public WorkerEvent evaluation(
                double wallSeconds, int step, double seconds, @Nullable Double trainMse, double[] prediction) {
            predictions.add(prediction);
            return new WorkerEvent.Evaluation(wallSeconds, step, seconds, trainMse, null, List.of());
        }
    }

    Trial(String rule, TckCase wanted, int steps, Check check) {
        this(rule, wanted, steps, 0, null, check);
    }

    ModelSpec model(int threads) {
        return new ModelSpec(wanted.network(), wanted.training(), wanted.precision(), threads);
    }

    /** The points at which predictions are compared; their targets are 0. */
    static Dataset test(TckCase wanted) {
        int outputs = wanted.network().outputs();
        return new Dataset(
                wanted.network().inputs(), outputs, wanted.points(TEST_POINTS), new double[TEST_POINTS * outputs]);
    }

    void write(Exchange exchange, Device device, int threads) throws IOException {
        ModelSpec model = model(threads);
        Dataset train = wanted.data();
        Problem.of(rule, device.toString(), model, train.size(), steps)
                .withEnd(target, null)
                .withWarmUp(new Problem.WarmUp(warmUp, 0))
                .write(exchange, model, train, test(wanted), wanted.parameters());
    }

    /** What is wrong with what the worker left; empty if nothing is. */
    Optional<String> judge(Exchange exchange, int threads) throws IOException {
        Answer answer = new Answer(model(threads), exchange);
        try {
            answer.hear();
            return check.problem(wanted, answer);
        } catch (ProtocolException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
