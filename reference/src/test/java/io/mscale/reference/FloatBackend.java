package io.mscale.reference;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
import io.mscale.api.LibraryInfo;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleBackend;
import io.mscale.api.MscaleModel;
import io.mscale.api.Probe;
import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationRun;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.Adam;
import io.mscale.api.training.BatchSchedule;
import java.util.Arrays;

/** Dense networks in float32 arithmetic, whatever the precision asked for, in full batches; right or with a mistake. */
final class FloatBackend implements MscaleBackend {

    enum Mistake {
        NONE,
        EPSILON_INSIDE_ROOT,
        EPSILON_OF_ITS_OWN,
        NO_BIAS_CORRECTION,
        NO_DECAY,
        SCALED_BIAS,
        LOSS_AFTER_UPDATE
    }

    private final Mistake mistake;

    FloatBackend(Mistake mistake) {
        this.mistake = mistake;
    }

    @Override
    public String id() {
        return "float";
    }

    @Override
    public String description() {
        return "float32 loops";
    }

    @Override
    public int apiVersion() {
        return API_VERSION;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.on(Device.Kind.CPU);
    }

    @Override
    public Probe probe(Device device, int threads) {
        return Probe.available(new LibraryInfo("loops", "1", null, 1, null, null));
    }

    @Override
    public MscaleModel create(ModelSpec spec, Device device) {
        return new Model(spec);
    }

    private final class Model extends MscaleModel {

        private final float[] scales;

        /** Of every layer's neurons but the last's. */
        private final Activation[][] activations;

        private float[] p = {};
        private float[] m = {};
        private float[] v = {};
        private float[] x = {};
        private float[] y = {};

        Model(ModelSpec spec) {
            super(spec, Device.CPU);
            scales = floats(spec.network().scalePerNeuron());
            activations = new Activation[layout().layers().size() - 1][];
            for (int l = 0; l < activations.length; l++) {
                activations[l] = new Activation[layout().layers().get(l).outputs()];
                for (ActivationRun run : spec.network().activationRuns(l)) {
                    Arrays.fill(activations[l], run.from(), run.to(), run.activation());
                }
            }
        }

        @Override
        protected void writeParameters(double[] flat) {
            p = floats(flat);
            m = new float[p.length];
            v = new float[p.length];
        }

        @Override
        protected void readParameters(double[] flat) {
            for (int i = 0; i < flat.length; i++) {
                flat[i] = p[i];
            }
        }

        @Override
        protected void upload(Dataset dataset, BatchSchedule schedule) {
            x = floats(dataset.x());
            y = floats(dataset.y());
        }

        @Override
        protected double takeStep(long step) {
            float[] g = new float[p.length];
            double loss = gradient(g);
            Adam adam = spec().training().adam();
            float epsilon = mistake == Mistake.EPSILON_OF_ITS_OWN ? 1e-8f : (float) adam.epsilon();
            boolean corrects = mistake != Mistake.NO_BIAS_CORRECTION;
            float first = corrects ? (float) adam.firstMomentCorrection(step) : 1;
            float second = corrects ? (float) adam.secondMomentCorrection(step) : 1;
            float rate = (float) adam.learningRateAt(mistake == Mistake.NO_DECAY ? 1 : step);
            for (int i = 0; i < p.length; i++) {
                m[i] = (float) adam.beta1() * m[i] + (float) (1 - adam.beta1()) * g[i];
                v[i] = (float) adam.beta2() * v[i] + (float) (1 - adam.beta2()) * g[i] * g[i];
                float mean = v[i] / second;
                float root = mistake == Mistake.EPSILON_INSIDE_ROOT
                        ? (float) Math.sqrt(mean + epsilon)
                        : (float) Math.sqrt(mean) + epsilon;
                p[i] -= rate * (m[i] / first) / root;
            }
            return mistake == Mistake.LOSS_AFTER_UPDATE ? gradient(g) : loss;
        }

        /** Adds to g and returns the loss. */
        private double gradient(float[] g) {
            int layers = layout().layers().size();
            float[][] h = new float[layers][];
            float[][] z = new float[layers][];
            float loss = 0;
            int inputs = spec().network().inputs();
            int samples = x.length / inputs;
            for (int s = 0; s < samples; s++) {
                float[] delta = forward(x, s * inputs, h, z);
                for (int k = 0; k < delta.length; k++) {
                    float error = delta[k] - y[s * delta.length + k];
                    loss += error * error;
                    delta[k] = 2 * error / (samples * delta.length);
                }
                for (int l = layers - 1; l >= 0; l--) {
                    delta = backward(l, delta, h[l], l == 0 ? h[0] : z[l - 1], g);
                }
            }
            return loss / y.length;
        }

        private float[] forward(float[] points, int from, float[][] h, float[][] z) {
            int layers = layout().layers().size();
            for (int l = 0; l < layers; l++) {
                ParameterLayout.Layer layer = layout().layers().get(l);
                ParameterLayout.Block block = layer.blocks().get(0);
                h[l] = l == 0 ? new float[layer.inputs()] : activated(l - 1, z[l - 1]);
                if (l == 0) {
                    System.arraycopy(points, from, h[0], 0, layer.inputs());
                }
                z[l] = new float[layer.outputs()];
                for (int i = 0; i < layer.outputs(); i++) {
                    float sum = 0;
                    for (int j = 0; j < layer.inputs(); j++) {
                        sum += p[block.weightOffset() + i * layer.inputs() + j] * h[l][j];
                    }
                    float scale = l == 0 ? scales[i] : 1;
                    float bias = p[block.biasOffset() + i];
                    z[l][i] = scale * sum + (mistake == Mistake.SCALED_BIAS ? scale * bias : bias);
                }
            }
            return z[layers - 1].clone();
        }

        private float[] activated(int l, float[] z) {
            float[] h = new float[z.length];
            for (int i = 0; i < z.length; i++) {
                h[i] = (float) activations[l][i].value(z[i]);
            }
            return h;
        }

        private float[] backward(int l, float[] delta, float[] h, float[] zBefore, float[] g) {
            ParameterLayout.Layer layer = layout().layers().get(l);
            ParameterLayout.Block block = layer.blocks().get(0);
            float[] before = new float[layer.inputs()];
            for (int i = 0; i < layer.outputs(); i++) {
                float scale = l == 0 ? scales[i] : 1;
                for (int j = 0; j < layer.inputs(); j++) {
                    int at = block.weightOffset() + i * layer.inputs() + j;
                    g[at] += scale * delta[i] * h[j];
                    before[j] += p[at] * delta[i];
                }
                g[block.biasOffset() + i] += mistake == Mistake.SCALED_BIAS ? scale * delta[i] : delta[i];
            }
            for (int j = 0; l > 0 && j < before.length; j++) {
                before[j] *= (float) activations[l - 1][j].derivative(zBefore[j]);
            }
            return before;
        }

        @Override
        protected void evaluate(double[] points, int samples, double[] result) {
            throw new UnsupportedOperationException("parity asks for losses alone");
        }

        @Override
        protected void release() {}
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
