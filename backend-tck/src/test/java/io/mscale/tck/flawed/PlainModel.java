package io.mscale.tck.flawed;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.network.Structure;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.Adam;
import io.mscale.api.training.BatchSchedule;
import io.mscale.api.training.Loss;
import io.mscale.api.training.TrainingSpec;
import io.mscale.reference.ReferenceModel;
import io.mscale.reference.Rounding;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Adam around the reference's gradients, with at most one mistake; one that leaks does not train. Parameters are rounded after
 * every step.
 */
public class PlainModel extends MscaleModel {

    /** When the device has done what was asked of it, by {@link System#nanoTime}. */
    private long busyUntil = System.nanoTime();

    private final Flaw flaw;
    private final int number;
    private final List<double[]> leaked = new ArrayList<>();
    private final List<ByteBuffer> leakedNative = new ArrayList<>();
    private double[] parameters = new double[0];
    private double[] m;
    private double[] v;
    private long resumedAt;

    /** What a device still has to do when a step returns too early. */
    private Runnable pending = () -> {};

    private @Nullable Dataset data;
    private @Nullable BatchSchedule schedule;

    /** Makes no mistake. */
    public PlainModel(ModelSpec spec, Device device) {
        this(spec, device, Flaw.NONE, 0);
    }

    PlainModel(ModelSpec spec, Device device, Flaw flaw, int number) {
        super(spec, device);
        this.flaw = flaw;
        this.number = number;
        this.m = new double[layout().size()];
        this.v = new double[layout().size()];
    }

    @Override
    protected void writeParameters(double[] flat) {
        boolean shares = flaw == Flaw.SHARES_PARAMETERS && spec().precision() == Precision.FLOAT64;
        parameters = shares ? flat : round(flat);
        if (flaw != Flaw.KEEPS_MOMENTS) {
            Arrays.fill(m, 0);
            Arrays.fill(v, 0);
        }
        resumedAt = 0;
    }

    @Override
    protected void readMoments(double[] first, double[] second) {
        Adam adam = spec().training().adam();
        double correction = flaw == Flaw.MOMENTS_TOLD_CORRECTED ? adam.firstMomentCorrection(stepsTaken() + 1) : 1;
        Arrays.setAll(first, i -> m[i] / correction);
        System.arraycopy(v, 0, second, 0, second.length);
    }

    @Override
    protected void writeMoments(double[] first, double[] second) {
        double factor = flaw == Flaw.MOMENTS_ROUNDED ? 1 + 1e-13 : 1;
        Arrays.setAll(m, i -> factor * first[i]);
        if (flaw != Flaw.SECOND_MOMENTS_FORGOTTEN) {
            v = second.clone();
        }
        resumedAt = stepsTaken();
    }

    @Override
    protected double evaluateGradient(long step, double[] gradient) {
        switch (flaw) {
            case GRADIENT_TAKES_A_STEP -> {
                System.arraycopy(model(parameters, batch(step)).gradient(), 0, gradient, 0, gradient.length);
                return takeStep(step);
            }
            case GRADIENT_OF_FIRST_BATCH -> {
                return super.evaluateGradient(1, gradient);
            }
            default -> {
                return super.evaluateGradient(step, gradient);
            }
        }
    }

    @Override
    protected void readParameters(double[] flat) {
        while (System.nanoTime() < busyUntil) {
            LockSupport.parkNanos(busyUntil - System.nanoTime());
        }
        System.arraycopy(parameters, 0, flat, 0, flat.length);
    }

    @Override
    protected void upload(Dataset dataset, BatchSchedule batches) {
        if (flaw == Flaw.STALE_DATA && data != null) {
            return;
        }
        if (flaw == Flaw.DATA_RESET_MOMENTS) {
            Arrays.fill(m, 0);
            Arrays.fill(v, 0);
        }
        data = dataset;
        schedule = flaw == Flaw.PARTS_MIXED ? new BatchSchedule(spec().training(), dataset.size()) : batches;
    }

    @Override
    protected double takeSteps(long firstStep, int steps) {
        if (flaw == Flaw.RETURNS_EARLY) {
            busyUntil = Math.max(busyUntil, System.nanoTime()) + 200_000_000L * steps;
        }
        if (flaw == Flaw.LONG_BLOCK_IS_HALVED) {
            return super.takeSteps(firstStep, Math.min(steps, Math.max(10, steps / 2)));
        }
        if (flaw != Flaw.BLOCK_REPEATS_ITS_FIRST_STEP) {
            return super.takeSteps(firstStep, steps);
        }
        double loss = 0;
        for (int i = 0; i < steps; i++) {
            loss = takeStep(firstStep);
        }
        return loss;
    }

    @Override
    protected void evaluate(double[] x, int samples, double[] y) {
        double[] result = model(parameters, pointsOnly(x, samples)).forward(x);
        switch (flaw) {
            case PREDICTION_SHRUNK -> Arrays.setAll(result, i -> 0.9 * result[i]);
            case PREDICTION_ROUNDED -> Arrays.setAll(result, i -> Math.rint(1e3 * result[i]) / 1e3);
            default -> {}
        }
        System.arraycopy(round(result), 0, y, 0, y.length);
        if (flaw == Flaw.PREDICTION_DISTURBS_TRAINING) {
            m[0] = samples;
        }
    }

    @Override
    protected void release() {
        data = null;
    }

    @Override
    protected double takeStep(long t) {
        if (flaw == Flaw.HANGS) {
            waitForEver();
        }
        if (flaw == Flaw.EXITS) {
            System.exit(0);
        }
        if (flaw.leaks()) {
            leak();
            return 0;
        }
        pending.run();
        Dataset batch = batch(flaw == Flaw.FIRST_BATCH_AGAIN ? 1 : t);
        ReferenceModel reference = model(parameters, batch);
        double[] gradient = reference.gradient();
        double loss = reference.step();
        if (flaw == Flaw.UPDATE_COMES_LATE) {
            pending = () -> update(t, gradient);
        } else {
            update(t, flawed(gradient));
        }
        if (flaw == Flaw.LOSS_AFTER_UPDATE) {
            loss = model(parameters, batch).loss();
        }
        return switch (flaw) {
            case LOSS_SUMMED_OVER_OUTPUTS -> loss * spec().network().outputs();
            case LOSS_HALVED -> loss / 2;
            default -> loss;
        };
    }

    /** Nothing else is done in such a step, for the rules on memory take thousands. */
    private void leak() {
        switch (flaw) {
            case LEAKS_PER_STEP -> leaked.add(new double[1024]);
            case LEAKS_NATIVE_MEMORY -> leakedNative.add(ByteBuffer.allocateDirect(1 << 17));
            default -> {} // the backend keeps the model
        }
    }

    private static void waitForEver() {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            throw new IllegalStateException("the device does not answer", e);
        }
    }

    private double[] flawed(double[] gradient) {
        ParameterLayout.Block first = layout().layers().get(0).blocks().get(0);
        if (flaw == Flaw.GRADIENT_SIGN) {
            gradient[first.biasOffset()] *= -1;
        }
        if (flaw == Flaw.SQUARED_SCALE_IN_GRADIENT) {
            double[] scales = spec().network().scalePerNeuron();
            for (int i = 0; i < first.weights(); i++) {
                gradient[i] *= scales[i / first.inputs()];
            }
        }
        if (flaw == Flaw.SCALES_NOT_TRAINED && layout().scaleOffset() >= 0) {
            Arrays.fill(gradient, layout().scaleOffset(), layout().size(), 0);
        }
        if (flaw == Flaw.SUBNETS_LINKED && spec().network().structure() == Structure.SUBNETS) {
            List<ParameterLayout.Block> blocks = layout().layers().get(1).blocks();
            gradient[blocks.get(0).weightOffset()] +=
                    gradient[blocks.get(blocks.size() - 1).weightOffset()];
        }
        if (flaw == Flaw.NOISE) {
            gradient[0] *= 1 + 1e-6 * number;
        }
        return gradient;
    }

    private void update(long step, double[] gradient) {
        Adam adam = spec().training().adam();
        long t = flaw == Flaw.STEPS_COUNTED_FROM_RESUMPTION ? step - resumedAt : step;
        boolean corrects = flaw != Flaw.NO_BIAS_CORRECTION;
        double first = corrects ? adam.firstMomentCorrection(t) : 1;
        double second = corrects ? adam.secondMomentCorrection(t) : 1;
        double epsilon = flaw == Flaw.EPSILON_OUTSIDE_CORRECTION ? adam.epsilon() / Math.sqrt(second) : adam.epsilon();
        double learningRate = flaw == Flaw.NO_DECAY ? adam.learningRate() : adam.learningRateAt(t);
        int firstTrained = layout().trainable().get(0).from();
        if (flaw == Flaw.TRAINS_FROZEN_PARAMETERS && firstTrained > 0) {
            parameters[0] += learningRate;
        }
        for (int i = firstTrained; i < gradient.length; i++) {
            m[i] = adam.beta1() * m[i] + (1 - adam.beta1()) * gradient[i];
            v[i] = adam.beta2() * v[i] + (1 - adam.beta2()) * gradient[i] * gradient[i];
            double root = flaw == Flaw.EPSILON_INSIDE_ROOT
                    ? Math.sqrt(v[i] / second + epsilon)
                    : Math.sqrt(v[i] / second) + epsilon;
            parameters[i] -= learningRate * (m[i] / first) / root;
        }
        parameters = round(parameters);
    }

    private ReferenceModel model(double[] at, Dataset samples) {
        double[] used = at.clone();
        if (flaw == Flaw.SCALED_BIAS) {
            double[] scales = spec().network().scalePerNeuron();
            for (int i = 0; i < scales.length; i++) {
                used[layout().layers().get(0).blocks().get(0).biasOffset() + i] *= scales[i];
            }
        }
        TrainingSpec given = spec().training();
        NetworkSpec network = spec().network();
        return new ReferenceModel(
                flaw == Flaw.OMEGA_FORGOTTEN ? network.withOmega(1) : network,
                new TrainingSpec(given.loss(), given.optimizer(), samples.size(), given.batchSeed()),
                used,
                samples);
    }

    private Dataset batch(long t) {
        Dataset all = data;
        BatchSchedule batches = schedule;
        if (all == null || batches == null) {
            throw new IllegalStateException("train before bind");
        }
        int[] indices = new int[batches.batchSize()];
        batches.batch(t, indices);
        int count =
                flaw == Flaw.LAST_SAMPLES_FORGOTTEN && indices.length > 64 ? indices.length / 64 * 64 : indices.length;
        double[] x = new double[count * all.inputs()];
        double[] y = new double[count * all.outputs()];
        double[] allX = all.x();
        double[] allY = all.y();
        for (int i = 0; i < count; i++) {
            System.arraycopy(allX, indices[i] * all.inputs(), x, i * all.inputs(), all.inputs());
            System.arraycopy(allY, indices[i] * all.outputs(), y, i * all.outputs(), all.outputs());
        }
        return new Dataset(all.inputs(), all.outputs(), x, flawedTargets(y, all.inputs(), all.outputs()));
    }

    /** Energy has the columns A, C, F; a residual P, Q_1, ..., Q_d, R, F, w. */
    private double[] flawedTargets(double[] y, int inputs, int columns) {
        boolean isEnergy = spec().training().loss().equals(Loss.energy());
        boolean isResidual = spec().training().loss().equals(Loss.residual());
        for (int row = 0; row < y.length; row += columns) {
            if (flaw == Flaw.REACTION_DOUBLED && (isEnergy || isResidual)) {
                y[row + (isEnergy ? 1 : 0)] *= 2;
            }
            if (flaw == Flaw.SLOPES_FORGOTTEN && isEnergy) {
                y[row] = 0;
            }
            if (flaw == Flaw.SLOPES_FORGOTTEN && isResidual) {
                Arrays.fill(y, row + 1, row + 1 + inputs, 0);
            }
        }
        return y;
    }

    private Dataset pointsOnly(double[] x, int samples) {
        int inputs = spec().network().inputs();
        int columns =
                spec().training().loss().targetColumns(inputs, spec().network().outputs());
        return new Dataset(inputs, columns, x, new double[samples * columns]);
    }

    private double[] round(double[] values) {
        boolean narrow = flaw == Flaw.FLOAT32_IN_DISGUISE || spec().precision() == Precision.FLOAT32;
        return Rounding.round(narrow ? Precision.FLOAT32 : Precision.FLOAT64, values);
    }
}
