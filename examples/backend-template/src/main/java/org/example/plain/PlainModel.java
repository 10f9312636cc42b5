package org.example.plain;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationRun;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.Adam;
import io.mscale.api.training.BatchSchedule;
import java.util.Arrays;
import java.util.List;

/**
 * One sample after the other, layer by layer. Parameters and moments are stored in float32, as declared; sums are taken
 * in double. State and arguments were checked by {@link MscaleModel} before a hook is called.
 */
final class PlainModel extends MscaleModel {

    private final NetworkSpec network = spec().network();
    /** The only block of each layer: other structures are not declared. */
    private final List<ParameterLayout.Block> layers =
            layout().layers().stream().map(layer -> layer.blocks().get(0)).toList();

    /** What each neuron of each hidden layer computes. */
    private final Activation[][] activations;

    private final double[] scale = network.scalePerNeuron();
    private final float[] parameters = new float[layout().size()];
    private final float[] firstMoment = new float[layout().size()];
    private final float[] secondMoment = new float[layout().size()];
    private final double[] gradient = new double[layout().size()];

    /** Input of each layer, and at the end the network's output. */
    private final double[][] h;
    /** Each layer's value before its activation, and the loss's derivative with respect to it. */
    private final double[][] z;
    private final double[][] delta;

    private double[] x = {};
    private double[] y = {};
    private int[] batch = {};
    private BatchSchedule schedule;

    PlainModel(ModelSpec spec, Device device) {
        super(spec, device);
        List<Integer> widths = network.layerWidths();
        h = widths.stream().map(double[]::new).toArray(double[][]::new);
        z = widths.stream().skip(1).map(double[]::new).toArray(double[][]::new);
        activations = new Activation[network.hiddenWidths().size()][];
        for (int l = 0; l < activations.length; l++) {
            activations[l] = new Activation[z[l].length];
            for (ActivationRun run : network.activationRuns(l)) {
                Arrays.fill(activations[l], run.from(), run.to(), run.activation());
            }
        }
        delta = widths.stream().skip(1).map(double[]::new).toArray(double[][]::new);
    }

    @Override
    protected void writeParameters(double[] flat) {
        for (int i = 0; i < flat.length; i++) {
            parameters[i] = (float) flat[i];
        }
        Arrays.fill(firstMoment, 0);
        Arrays.fill(secondMoment, 0);
    }

    @Override
    protected void readParameters(double[] flat) {
        for (int i = 0; i < flat.length; i++) {
            flat[i] = parameters[i];
        }
    }

    /** Optional, as is the next: with both, trainings can be continued, and other optimisers may ask for gradients. */
    @Override
    protected void readMoments(double[] first, double[] second) {
        for (int i = 0; i < first.length; i++) {
            first[i] = firstMoment[i];
            second[i] = secondMoment[i];
        }
    }

    @Override
    protected void writeMoments(double[] first, double[] second) {
        for (int i = 0; i < first.length; i++) {
            firstMoment[i] = (float) first[i];
            secondMoment[i] = (float) second[i];
        }
    }

    @Override
    protected void upload(Dataset dataset, BatchSchedule newSchedule) {
        x = dataset.x();
        y = dataset.y();
        schedule = newSchedule;
        batch = new int[newSchedule.batchSize()];
    }

    @Override
    protected void evaluate(double[] points, int samples, double[] result) {
        int outputs = network.outputs();
        for (int sample = 0; sample < samples; sample++) {
            forward(points, sample);
            System.arraycopy(h[layers.size()], 0, result, sample * outputs, outputs);
        }
    }

    @Override
    protected void release() {
        // Nothing native to free.
    }

    @Override
    protected double takeStep(long step) {
        schedule.batch(step, batch);
        Arrays.fill(gradient, 0);
        int outputs = network.outputs();
        double values = (double) batch.length * outputs;
        double squaredErrors = 0;
        for (int sample : batch) {
            forward(x, sample);
            for (int o = 0; o < outputs; o++) {
                double error = h[layers.size()][o] - y[sample * outputs + o];
                squaredErrors += error * error;
                delta[layers.size() - 1][o] = 2 * error / values;
            }
            backward();
        }
        update(step);
        return squaredErrors / values;
    }

    private void forward(double[] points, int sample) {
        System.arraycopy(points, sample * network.inputs(), h[0], 0, network.inputs());
        for (int l = 0; l < layers.size(); l++) {
            ParameterLayout.Block layer = layers.get(l);
            for (int o = 0; o < layer.outputs(); o++) {
                double sum = 0;
                for (int i = 0; i < layer.inputs(); i++) {
                    sum += parameters[layer.weightOffset() + o * layer.inputs() + i] * h[l][i];
                }
                z[l][o] = factor(l, o) * sum + parameters[layer.biasOffset() + o];
                boolean hidden = l < layers.size() - 1;
                h[l + 1][o] = hidden ? activations[l][o].value(z[l][o]) : z[l][o];
            }
        }
    }

    private void backward() {
        for (int l = layers.size() - 1; l >= 0; l--) {
            ParameterLayout.Block layer = layers.get(l);
            double[] below = new double[layer.inputs()];
            for (int o = 0; o < layer.outputs(); o++) {
                double d = delta[l][o];
                gradient[layer.biasOffset() + o] += d;
                for (int i = 0; i < layer.inputs(); i++) {
                    int weight = layer.weightOffset() + o * layer.inputs() + i;
                    gradient[weight] += d * factor(l, o) * h[l][i];
                    below[i] += d * parameters[weight];
                }
            }
            for (int i = 0; l > 0 && i < below.length; i++) {
                delta[l - 1][i] = below[i] * activations[l - 1][i].derivative(z[l - 1][i]);
            }
        }
    }

    /** The scales multiply W0 x, and nothing else. */
    private double factor(int layer, int neuron) {
        return layer == 0 ? scale[neuron] : 1;
    }

    private void update(long step) {
        Adam adam = spec().training().adam();
        double rate = adam.learningRateAt(step);
        double firstCorrection = adam.firstMomentCorrection(step);
        double secondCorrection = adam.secondMomentCorrection(step);
        for (int i = 0; i < parameters.length; i++) {
            double g = gradient[i];
            firstMoment[i] = (float) (adam.beta1() * firstMoment[i] + (1 - adam.beta1()) * g);
            secondMoment[i] = (float) (adam.beta2() * secondMoment[i] + (1 - adam.beta2()) * g * g);
            double root = Math.sqrt(secondMoment[i] / secondCorrection);
            parameters[i] -= (float) (rate * (firstMoment[i] / firstCorrection) / (root + adam.epsilon()));
        }
    }
}
