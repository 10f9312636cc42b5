package io.mscale.record.network;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.Precision;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.Units;
import io.mscale.api.training.Adam;
import io.mscale.api.training.MeanSquaredError;
import io.mscale.api.training.TrainingSpec;
import io.mscale.record.mapping.Inline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The contents of {@code network.json}: a trained function, the sum of one or more networks, with the parameters of all of
 * them in {@code parameters.npy}.
 *
 * @param origin what it was trained on, and with
 * @param variables its inputs and outputs
 * @param networks the networks that are added, each with its factor
 * @param parametersSha256 the digest of {@code parameters.npy}
 * @param optimizerSha256 the digest of {@code optimizer.npz}; null if the optimiser's state was not kept
 */
public record NetworkFile(
        String schema,
        @Inline Origin origin,
        @Inline Variables variables,
        List<Term> networks,
        String parametersSha256,
        @Nullable String optimizerSha256) {

    static final String SCHEMA = "mscale-network/1";

    public NetworkFile {
        networks = List.copyOf(networks);
        if (networks.isEmpty()) {
            throw new IllegalArgumentException("it has no network");
        }
        for (Term term : networks) {
            if (term.spec().inputs() != variables.inputs.size() || term.spec().outputs() != variables.outputs.size()) {
                throw new IllegalArgumentException("it has " + variables.inputs.size() + " inputs and "
                        + variables.outputs.size()
                        + " outputs, but a network of " + term.spec().inputs() + " and "
                        + term.spec().outputs());
            }
        }
    }

    /** Its inputs, in order. */
    public List<Variable> inputs() {
        return variables.inputs;
    }

    /** Its outputs, in order. */
    public List<Variable> outputs() {
        return variables.outputs;
    }

    /** The network's numbers for points in the user's units, both row-major [points x inputs]. */
    public double[] scaled(double[] points) {
        double[] scaled = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            scaled[i] = inputs().get(i % inputs().size()).column().scaled(points[i]);
        }
        return scaled;
    }

    /** The values in the user's units that a network's outputs stand for, both row-major [points x outputs]. */
    public double[] inUnits(double[] y) {
        double[] values = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            values[i] = outputs().get(i % outputs().size()).column().value(y[i]);
        }
        return values;
    }

    /**
     * What a network was trained on, and with.
     *
     * @param steps the optimiser steps that made it what it is
     */
    public record Origin(
            String task, String variant, long seed, String backend, Device device, Precision precision, long steps) {}

    /** Inputs and outputs, in order. */
    public record Variables(List<Variable> inputs, List<Variable> outputs) {

        public Variables {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }

        /** Those of a task: named as its data name them, or {@code x1}, {@code x2}, ..., {@code y1}, {@code y2}, .... */
        public static Variables of(FittingTask task) {
            List<Variable> inputs = new ArrayList<>();
            for (int i = 0; i < task.domain().dimension(); i++) {
                double lower = task.domain().lower().get(i);
                double upper = task.domain().upper().get(i);
                Units.Column column = column(task.units().map(Units::inputs), i, "x");
                inputs.add(new Variable(
                        column.name(), column.centre(), column.spread(), column.value(lower), column.value(upper)));
            }
            List<Variable> outputs = new ArrayList<>();
            for (int i = 0; i < task.outputDimension(); i++) {
                Units.Column column = column(task.units().map(Units::outputs), i, "y");
                outputs.add(new Variable(column.name(), column.centre(), column.spread(), null, null));
            }
            return new Variables(inputs, outputs);
        }

        private static Units.Column column(Optional<List<Units.Column>> columns, int i, String letter) {
            return columns.map(named -> named.get(i)).orElseGet(() -> new Units.Column(letter + (i + 1), 0, 1));
        }
    }

    /**
     * An input or output. The network's number is (value - {@code centre}) / {@code spread}.
     *
     * @param lower the least value in the domain that it was trained on; null for outputs
     * @param upper the largest
     */
    public record Variable(
            String name,
            double centre,
            double spread,
            @Nullable Double lower,
            @Nullable Double upper) {

        /** Its scaling. */
        public Units.Column column() {
            return new Units.Column(name, centre, spread);
        }
    }

    /**
     * One of the networks.
     *
     * @param factor what its outputs are multiplied by
     * @param firstParameter the index of its first parameter among all
     * @param spec what it was made from
     * @param form the same spelled out for programs that evaluate it
     */
    public record Term(double factor, int firstParameter, NetworkSpec spec, NetworkForm form) {

        /** Nothing is trained; a backend asks for it all the same. */
        private static final TrainingSpec UNTRAINED =
                new TrainingSpec(new MeanSquaredError(), Adam.withDefaults(1e-3, 0), 1, 0);

        /** The model of a backend that only evaluates it. */
        public ModelSpec evaluated(Precision precision, int threads) {
            return new ModelSpec(spec, UNTRAINED, precision, threads);
        }
    }
}
