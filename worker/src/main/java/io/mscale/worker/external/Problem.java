package io.mscale.worker.external;

import com.fasterxml.jackson.jr.ob.JSON;
import io.mscale.api.ModelSpec;
import io.mscale.api.network.ActivationRun;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.Adam;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.external.BackendFile;
import io.mscale.record.file.AtomicFile;
import io.mscale.record.file.NpyArray;
import io.mscale.worker.training.BlockSize;
import io.mscale.worker.training.CellData;
import io.mscale.worker.training.EvaluationSchedule;
import io.mscale.worker.training.ParityCheck;
import io.mscale.worker.training.Warmup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code problem.json} holds: a cell with everything worked out that a specification leaves to its reader. Arrays lie
 * beside it.
 *
 * @param schema {@link #SCHEMA}
 * @param protocol the version of the worker protocol
 * @param cell the cell's name
 * @param device {@code cpu}, {@code gpu} or {@code gpu:N}
 * @param threads the CPU threads that may be kept busy
 * @param precision the format to store and compute in
 * @param inputs input dimensions
 * @param outputs output dimensions
 * @param parameters how many there are
 * @param layers the layers in order
 * @param scaleBlocks the first-layer neurons of each scale, in order
 * @param scaleOffset where trained scales lie among the parameters, or -1
 * @param trainable the parameters the optimiser changes
 * @param omega the factor on every activation's argument
 * @param adam the optimiser
 * @param steps optimiser steps to take
 * @param batchSize samples of a step; as many as there are means all of them in their order
 * @param batchSeed where the order of smaller batches comes from
 * @param evaluateAt the steps after which the network is evaluated
 * @param targetMse the test error at which training stops; null if it does not
 * @param timeLimitSeconds training time after which training stops; null if it does not
 * @param warmUp what is not counted
 * @param clock how many steps are taken between two readings of the clock
 * @param paritySteps how many losses are compared with the reference; 0 for none
 * @param picture whether there is a picture to predict
 */
record Problem(
        String schema,
        int protocol,
        String cell,
        String device,
        int threads,
        String precision,
        int inputs,
        int outputs,
        int parameters,
        List<Layer> layers,
        List<Integer> scaleBlocks,
        int scaleOffset,
        List<ParameterLayout.Range> trainable,
        double omega,
        Adam adam,
        int steps,
        int batchSize,
        long batchSeed,
        List<Integer> evaluateAt,
        @Nullable Double targetMse,
        @Nullable Double timeLimitSeconds,
        WarmUp warmUp,
        Clock clock,
        int paritySteps,
        boolean picture) {

    static final String SCHEMA = "mscale-problem/1";

    private static final JSON JSON_TEXT = JSON.std
            .with(JSON.Feature.WRITE_NULL_PROPERTIES)
            .with(JSON.Feature.PRETTY_PRINT_OUTPUT)
            .with(JSON.Feature.WRITE_RECORD_FIELDS_IN_DECLARATION_ORDER)
            .without(JSON.Feature.USE_IS_GETTERS);

    /** A layer with its activations, of which the last layer has none. */
    record Layer(int inputs, int outputs, List<ParameterLayout.Block> blocks, List<Run> activations) {}

    /** Neurons {@code from} to {@code to - 1} compute an activation. */
    record Run(String activation, int from, int to) {}

    /** At least as many steps, and at least as long. */
    record WarmUp(int steps, double seconds) {

        /** What a measurement needs. */
        static final WarmUp STANDARD = new WarmUp(Warmup.LEAST_STEPS, Warmup.LEAST_SECONDS);

        /** Where nothing is measured. */
        static final WarmUp NONE = new WarmUp(0, 0);
    }

    /** The numbers of the rule that {@link BlockSize} states. */
    record Clock(int singleSteps, double shortestSeconds, double longestSeconds, int mostSamples) {

        static final Clock STANDARD = new Clock(
                BlockSize.SINGLE_STEPS, BlockSize.SHORTEST_SECONDS, BlockSize.LONGEST_SECONDS, BlockSize.MOST_SAMPLES);
    }

    /** The problem of a cell. */
    static Problem of(CellSpec spec, CellData data) {
        ModelSpec model = spec.modelSpec();
        CellSpec.Measurement measurement = spec.measurement();
        return of(
                        spec.id(),
                        spec.device().toString(),
                        model,
                        data.train().size(),
                        spec.training().steps())
                .withEnd(measurement.stopAtTarget() ? measurement.targetMse() : null, measurement.timeLimitSeconds())
                .withWarmUp(WarmUp.STANDARD)
                .withParityAndPicture(
                        ParityCheck.isPossible(model) ? ParityCheck.STEPS : 0,
                        data.task().picture().isPresent());
    }

    /** The training of a model, without warm-up, an early end, parity check or picture. */
    static Problem of(String cell, String device, ModelSpec model, int samples, int steps) {
        NetworkSpec network = model.network();
        ParameterLayout layout = ParameterLayout.of(network);
        return new Problem(
                SCHEMA,
                BackendFile.PROTOCOL,
                cell,
                device,
                model.threads(),
                model.precision().id(),
                network.inputs(),
                network.outputs(),
                layout.size(),
                layers(network, layout),
                network.scaleBlockSizes(),
                layout.scaleOffset(),
                layout.trainable(),
                network.omega(),
                model.training().adam(),
                steps,
                Math.min(model.training().batchSize(), samples),
                model.training().batchSeed(),
                EvaluationSchedule.steps(steps),
                null,
                null,
                WarmUp.NONE,
                Clock.STANDARD,
                0,
                false);
    }

    Problem withEnd(@Nullable Double target, @Nullable Double limit) {
        return with(target, limit, warmUp, paritySteps, picture);
    }

    Problem withWarmUp(WarmUp other) {
        return with(targetMse, timeLimitSeconds, other, paritySteps, picture);
    }

    private Problem withParityAndPicture(int losses, boolean wanted) {
        return with(targetMse, timeLimitSeconds, warmUp, losses, wanted);
    }

    private Problem with(
            @Nullable Double target, @Nullable Double limit, WarmUp otherWarmUp, int losses, boolean pictureWanted) {
        return new Problem(
                schema,
                protocol,
                cell,
                device,
                threads,
                precision,
                inputs,
                outputs,
                parameters,
                layers,
                scaleBlocks,
                scaleOffset,
                trainable,
                omega,
                adam,
                steps,
                batchSize,
                batchSeed,
                evaluateAt,
                target,
                limit,
                otherWarmUp,
                clock,
                losses,
                pictureWanted);
    }

    private static List<Layer> layers(NetworkSpec network, ParameterLayout layout) {
        List<Layer> layers = new ArrayList<>();
        for (int l = 0; l < layout.layers().size(); l++) {
            ParameterLayout.Layer layer = layout.layers().get(l);
            List<ActivationRun> runs = l < layout.layers().size() - 1 ? network.activationRuns(l) : List.of();
            layers.add(new Layer(
                    layer.inputs(),
                    layer.outputs(),
                    layer.blocks(),
                    runs.stream()
                            .map(run -> new Run(run.activation().id(), run.from(), run.to()))
                            .toList()));
        }
        return layers;
    }

    /**
     * Writes the problem and its arrays.
     *
     * @param picture the points of the picture, row-major [points x inputs]
     */
    void write(Exchange exchange, ModelSpec model, CellData data, Optional<double[]> picture) throws IOException {
        write(exchange, model, data.train(), data.test(), data.initial());
        if (paritySteps > 0) {
            write(exchange, "parity", ParityCheck.samples(model, data.train()));
        }
        if (picture.isPresent()) {
            double[] points = picture.get();
            NpyArray.of(points, points.length / inputs, inputs).write(exchange.array("picture_x"));
        }
    }

    /** The same without parity check and picture. */
    void write(Exchange exchange, ModelSpec model, Dataset train, Dataset test, double[] initial) throws IOException {
        AtomicFile.write(exchange.problem(), JSON_TEXT.asString(this));
        NpyArray.of(initial).write(exchange.array("parameters"));
        NpyArray.of(model.network().scalePerNeuron()).write(exchange.array("scales"));
        write(exchange, "train", train);
        write(exchange, "test", test);
    }

    private static void write(Exchange exchange, String name, Dataset data) throws IOException {
        NpyArray.of(data.x(), data.size(), data.inputs()).write(exchange.array(name + "_x"));
        NpyArray.of(data.y(), data.size(), data.outputs()).write(exchange.array(name + "_y"));
    }
}
