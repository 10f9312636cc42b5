package io.mscale.worker.training;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
import io.mscale.api.LibraryInfo;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleBackend;
import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.Probe;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.Structure;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.Adam;
import io.mscale.api.training.BatchSchedule;
import io.mscale.api.training.Loss;
import io.mscale.api.training.Optimizer;
import io.mscale.reference.ReferenceModel;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Trains with the reference's gradients, right or with a mistake; full batches in float64. */
public final class PlainBackend implements MscaleBackend {

    /** A mistake that only the model that is timed may make. */
    enum Mistake {
        NONE,
        SCALED_PREDICTIONS,
        ROUNDED_PREDICTIONS,
        FLOAT32,
        HALVED_LOSSES,
        LOSSES_AFTER_UPDATE,
        KEPT_MOMENTS,
        RETURNS_EARLY
    }

    private final Mistake mistake;

    /** Makes no mistake. */
    public PlainBackend() {
        this(Mistake.NONE);
    }

    PlainBackend(Mistake mistake) {
        this.mistake = mistake;
    }

    @Override
    public String id() {
        return "plain";
    }

    @Override
    public String description() {
        return "plain loops";
    }

    @Override
    public int apiVersion() {
        return API_VERSION;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.on(Device.Kind.CPU)
                .with(Precision.FLOAT64)
                .with(Structure.DENSE)
                .with(ActivationPattern.all().toArray(ActivationPattern[]::new))
                .with(Loss.meanSquaredError())
                .with(Optimizer.Kind.ADAM);
    }

    @Override
    public Probe probe(Device device, int threads) {
        return Probe.available(new LibraryInfo("loops", "1", null, 1, null, null));
    }

    @Override
    public MscaleModel create(ModelSpec spec, Device device) {
        return new Model(spec, mistake);
    }

    /** A network of any kind. */
    static class Model extends MscaleModel {

        private final Mistake mistake;
        private final double[] m;
        private final double[] v;
        private double[] parameters = {};
        private @Nullable Dataset data;
        private CompletableFuture<Void> pending = CompletableFuture.completedFuture(null);

        Model(ModelSpec spec, Mistake mistake) {
            super(spec, Device.CPU);
            this.mistake = mistake;
            m = new double[layout().size()];
            v = new double[layout().size()];
        }

        @Override
        protected void writeParameters(double[] flat) {
            pending.join();
            parameters = flat.clone();
            if (mistake != Mistake.KEPT_MOMENTS) {
                Arrays.fill(m, 0);
                Arrays.fill(v, 0);
            }
        }

        @Override
        protected void readParameters(double[] flat) {
            pending.join();
            System.arraycopy(parameters, 0, flat, 0, flat.length);
        }

        @Override
        protected void upload(Dataset dataset, BatchSchedule schedule) {
            data = dataset;
        }

        @Override
        protected double takeStep(long step) {
            return takeSteps(step, 1);
        }

        @Override
        protected double takeSteps(long firstStep, int steps) {
            if (mistake == Mistake.RETURNS_EARLY) {
                pending = pending.thenRunAsync(() -> {
                    update(firstStep, steps);
                    sleep(200 * steps);
                });
                return 1;
            }
            return update(firstStep, steps);
        }

        private static void sleep(int milliseconds) {
            try {
                Thread.sleep(milliseconds);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private double update(long firstStep, int steps) {
            double loss = Double.NaN;
            for (long t = firstStep; t < firstStep + steps; t++) {
                Adam adam = spec().training().adam();
                double[] gradient = reference().gradient();
                loss = reference().loss();
                for (int i = 0; i < parameters.length; i++) {
                    m[i] = adam.beta1() * m[i] + (1 - adam.beta1()) * gradient[i];
                    v[i] = adam.beta2() * v[i] + (1 - adam.beta2()) * gradient[i] * gradient[i];
                    parameters[i] -= adam.learningRateAt(t)
                            * (m[i] / adam.firstMomentCorrection(t))
                            / (Math.sqrt(v[i] / adam.secondMomentCorrection(t)) + adam.epsilon());
                }
            }
            return switch (mistake) {
                case HALVED_LOSSES -> loss / 2;
                case LOSSES_AFTER_UPDATE -> reference().loss();
                default -> loss;
            };
        }

        private ReferenceModel reference() {
            return new ReferenceModel(spec().network(), spec().training(), parameters, Objects.requireNonNull(data));
        }

        @Override
        protected void evaluate(double[] x, int samples, double[] y) {
            pending.join();
            double[] exact = reference().forward(x);
            Arrays.setAll(y, i -> switch (mistake) {
                case SCALED_PREDICTIONS -> 0.9 * exact[i];
                case ROUNDED_PREDICTIONS -> Math.rint(1000 * exact[i]) / 1000;
                case FLOAT32 -> (float) exact[i];
                default -> exact[i];
            });
        }

        @Override
        protected void release() {}
    }
}
