package io.mscale.backend.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.mscale.api.Precision;

/** Conversion between doubles and tensors of a model's precision. */
final class Tensors {

    private Tensors() {}

    static DataType type(Precision precision) {
        return precision == Precision.FLOAT32 ? DataType.FLOAT32 : DataType.FLOAT64;
    }

    /** Creates a tensor of this type from values rounded to it. */
    static NDArray create(NDManager manager, double[] values, Shape shape, DataType type) {
        if (type == DataType.FLOAT64) {
            return manager.create(values, shape);
        }
        float[] narrow = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            narrow[i] = (float) values[i];
        }
        return manager.create(narrow, shape);
    }

    /** Creates a tensor of points [samples x columns] with a column of ones appended. */
    static NDArray withOnes(NDManager manager, double[] values, int columns, DataType type) {
        int samples = values.length / columns;
        double[] wider = new double[samples * (columns + 1)];
        for (int s = 0; s < samples; s++) {
            System.arraycopy(values, s * columns, wider, s * (columns + 1), columns);
            wider[s * (columns + 1) + columns] = 1;
        }
        return create(manager, wider, new Shape(samples, columns + 1), type);
    }

    /**
     * Returns part of a flat tensor, starting at {@code from}, in another shape. It shares memory, unlike NDArray.get.
     */
    static NDArray view(NDArray flat, int from, Shape shape) {
        try (NDArray row = JniUtils.slice((PtNDArray) flat, 0, from, from + shape.size(), 1)) {
            return row.reshape(shape);
        }
    }

    /** Returns some rows of a tensor; they share its memory. */
    static NDArray rows(NDArray tensor, int from, int to) {
        return range(tensor, 0, from, to);
    }

    /** Returns the indices {@code from} to {@code to}, exclusive, of one dimension of a tensor; they share its memory. */
    static NDArray range(NDArray tensor, int dimension, int from, int to) {
        return JniUtils.slice((PtNDArray) tensor, dimension, from, to, 1);
    }

    /**
     * Copies a tensor's values into {@code target}. Waits for the device, since the copy is queued behind all earlier
     * work. DJL's own copy from a GPU leaks a tensor and its manager on each read.
     */
    static void read(StepScript script, NDArray source, double[] target) {
        try (NDManager host = source.getManager().newSubManager(Device.cpu())) {
            NDArray copy = host.zeros(source.getShape(), source.getDataType());
            try (StepScript.Call fetch = script.call(host, "fetch", source, copy)) {
                fetch.run();
            }
            if (source.getDataType() == DataType.FLOAT64) {
                System.arraycopy(copy.toDoubleArray(), 0, target, 0, target.length);
                return;
            }
            float[] narrow = copy.toFloatArray();
            for (int i = 0; i < target.length; i++) {
                target[i] = narrow[i];
            }
        }
    }
}
