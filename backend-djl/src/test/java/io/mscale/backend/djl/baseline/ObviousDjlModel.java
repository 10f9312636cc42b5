package io.mscale.backend.djl.baseline;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationRun;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.Adam;
import io.mscale.api.training.BatchSchedule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The straightforward implementation with DJL: full batches, eager operations, autograd, and Adam as array operations,
 * as a careful user who does not optimise for speed would write it. CPU only. Only one thread of a process may train at
 * a time, since DJL allows one gradient collector.
 */
public final class ObviousDjlModel extends MscaleModel {

    private final Engine engine = Engine.getEngine("PyTorch");
    private final NDManager manager = engine.newBaseManager(ai.djl.Device.cpu());
    private final DataType type;
    private final NDArray scales;
    private final List<NDArray> parameters = new ArrayList<>();
    private final List<NDArray> firstMoments = new ArrayList<>();
    private final List<NDArray> secondMoments = new ArrayList<>();
    private @Nullable NDArray x;
    private @Nullable NDArray y;
    private @Nullable BatchSchedule schedule;

    /** Builds a model without parameters or data. It uses the number of threads that libtorch is set to. */
    public ObviousDjlModel(ModelSpec spec) {
        super(spec, Device.CPU);
        type = spec.precision() == Precision.FLOAT32 ? DataType.FLOAT32 : DataType.FLOAT64;
        double[] perNeuron = spec.network().scalePerNeuron();
        scales = create(perNeuron, new Shape(perNeuron.length));
    }

    @Override
    protected void writeParameters(double[] flat) {
        List.of(parameters, firstMoments, secondMoments).forEach(arrays -> {
            arrays.forEach(NDArray::close);
            arrays.clear();
        });
        for (ParameterLayout.Layer blocks : layout().layers()) {
            ParameterLayout.Block layer = blocks.blocks().get(0);
            addParameter(flat, layer.weightOffset(), new Shape(layer.outputs(), layer.inputs()));
            addParameter(flat, layer.biasOffset(), new Shape(layer.outputs()));
        }
    }

    private void addParameter(double[] flat, int offset, Shape shape) {
        double[] values = new double[(int) shape.size()];
        System.arraycopy(flat, offset, values, 0, values.length);
        NDArray parameter = create(values, shape);
        parameter.setRequiresGradient(true);
        parameters.add(parameter);
        firstMoments.add(manager.zeros(shape, type));
        secondMoments.add(manager.zeros(shape, type));
    }

    @Override
    protected void readParameters(double[] flat) {
        int next = 0;
        for (NDArray parameter : parameters) {
            for (Number value : parameter.toArray()) {
                flat[next++] = value.doubleValue();
            }
        }
    }

    @Override
    protected void upload(Dataset dataset, BatchSchedule newSchedule) {
        x = create(dataset.x(), new Shape(dataset.size(), dataset.inputs()));
        y = create(dataset.y(), new Shape(dataset.size(), dataset.outputs()));
        schedule = newSchedule;
    }

    @Override
    protected double takeStep(long step) {
        JniUtils.setGradMode(false); // per thread; the collector turns it on for the forward pass
        NDArray points = x;
        NDArray targets = y;
        if (points == null || targets == null || schedule == null) {
            throw new IllegalStateException("no data was bound");
        }
        // Results belong to the manager of their first operand; attached to the step's manager, they are freed with it.
        try (NDManager ofStep = manager.newSubManager()) {
            temporarily(ofStep, List.of(points, targets, scales));
            temporarily(ofStep, parameters);
            NDArray batchX = points;
            NDArray batchY = targets;
            if (!schedule.isFullBatch()) {
                int[] samples = new int[schedule.batchSize()];
                schedule.batch(step, samples);
                NDArray indices = ofStep.create(samples).toType(DataType.INT64, false);
                batchX = points.get(indices);
                batchY = targets.get(indices);
            }
            double loss;
            try (GradientCollector collector = engine.newGradientCollector()) {
                NDArray meanSquare = network(batchX).sub(batchY).square().mean();
                collector.backward(meanSquare);
                loss = number(meanSquare);
            }
            update(ofStep, step);
            return loss;
        }
    }

    private void update(NDManager ofStep, long step) {
        Adam adam = spec().training().adam();
        temporarily(ofStep, firstMoments);
        temporarily(ofStep, secondMoments);
        for (int i = 0; i < parameters.size(); i++) {
            NDArray gradient = parameters.get(i).getGradient();
            NDArray m = firstMoments.get(i);
            NDArray v = secondMoments.get(i);
            m.muli(adam.beta1()).addi(gradient.mul(1 - adam.beta1()));
            v.muli(adam.beta2()).addi(gradient.square().mul(1 - adam.beta2()));
            NDArray correctedM = m.div(adam.firstMomentCorrection(step));
            NDArray correctedV = v.div(adam.secondMomentCorrection(step));
            parameters
                    .get(i)
                    .subi(correctedM.div(correctedV.sqrt().add(adam.epsilon())).mul(adam.learningRateAt(step)));
            gradient.subi(gradient); // the next step accumulates into it
        }
    }

    /** Evaluates the network at {@code points}, [samples x inputs]. */
    private NDArray network(NDArray points) {
        NDArray z = points.matMul(parameters.get(0).transpose()).mul(scales).add(parameters.get(1));
        for (int layer = 1; layer < layout().layers().size(); layer++) {
            List<ActivationRun> runs = spec().network().activationRuns(layer - 1);
            NDArray h = activate(runs.get(0).activation(), z);
            z = h.matMul(parameters.get(2 * layer).transpose()).add(parameters.get(2 * layer + 1));
        }
        return z;
    }

    private static NDArray activate(Activation activation, NDArray z) {
        return switch (activation) {
            case IDENTITY -> z;
            case RELU -> ai.djl.nn.Activation.relu(z);
            case TANH -> z.tanh();
            case SIN -> z.sin();
            case COS -> z.cos();
            case SINCOS -> z.sin().add(z.cos()).mul(0.5);
            default -> throw new IllegalArgumentException("the baseline does not support activation " + activation);
        };
    }

    @Override
    protected void evaluate(double[] points, int samples, double[] values) {
        try (NDManager ofCall = manager.newSubManager()) {
            NDArray array = create(points, new Shape(samples, spec().network().inputs()));
            array.attach(ofCall);
            temporarily(ofCall, List.of(scales));
            temporarily(ofCall, parameters);
            int next = 0;
            for (Number value : network(array).toArray()) {
                values[next++] = value.doubleValue();
            }
        }
    }

    @Override
    protected void release() {
        manager.close();
    }

    private static void temporarily(NDManager inside, List<NDArray> arrays) {
        new NDList(arrays).tempAttach(inside);
    }

    private NDArray create(double[] values, Shape shape) {
        NDArray wide = manager.create(values, shape);
        if (type == DataType.FLOAT64) {
            return wide;
        }
        try (wide) {
            return wide.toType(type, true);
        }
    }

    private static double number(NDArray scalar) {
        return scalar.toArray()[0].doubleValue();
    }
}
