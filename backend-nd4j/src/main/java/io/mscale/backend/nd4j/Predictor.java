package io.mscale.backend.nd4j;

import io.mscale.api.ModelSpec;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Evaluates the network, always in pieces of one size; what is behind the last point is computed and not read. */
final class Predictor implements AutoCloseable {

    private static final int LARGEST = 256;

    private final int size;
    private final NativeArrays arrays;
    private final INDArray inputs;
    private final ForwardPass pass;
    private final Program program = new Program();

    Predictor(ModelSpec spec, Network network) {
        size = Pieces.of(LARGEST, spec.network(), 1).size();
        arrays = new NativeArrays(spec.precision());
        inputs = arrays.withOnes(size, spec.network().inputs(), 1);
        pass = new ForwardPass(network, arrays, size);
        pass.append(program, inputs);
    }

    /**
     * Evaluates the network.
     *
     * @param x points, row-major [samples x inputs]
     * @param y receives the result, row-major [samples x outputs]
     */
    void run(double[] x, int samples, double[] y) {
        int dimensions = x.length / samples;
        int outputs = y.length / samples;
        DataBuffer in = inputs.data();
        DataBuffer out = pass.prediction().data();
        for (int first = 0; first < samples; first += size) {
            int count = Math.min(size, samples - first);
            for (int c = 0; c < dimensions; c++) {
                for (int s = 0; s < count; s++) {
                    in.put((long) c * size + s, x[(first + s) * dimensions + c]);
                }
            }
            program.run();
            for (int o = 0; o < outputs; o++) {
                for (int s = 0; s < count; s++) {
                    y[(first + s) * outputs + o] = out.getDouble((long) o * size + s);
                }
            }
        }
    }

    @Override
    public void close() {
        program.close();
        pass.close();
        arrays.close();
    }
}
