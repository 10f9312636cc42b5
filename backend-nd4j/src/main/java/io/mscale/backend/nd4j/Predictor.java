package io.mscale.backend.nd4j;

import io.mscale.api.ModelSpec;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Evaluates the network in pieces of one size; results beyond the last point are computed but not read. */
final class Predictor implements AutoCloseable {

    private final int size;
    private final NativeArrays arrays;
    private final HostCopy points;
    private final ForwardPass pass;
    private final Program program = new Program();

    Predictor(ModelSpec spec, Network network) {
        Grain grain = network.grain();
        size = Pieces.of(grain.evaluatedSamples(), spec.network(), 1, grain).size();
        arrays = new NativeArrays(spec.precision());
        INDArray inputs = arrays.withOnes(size, spec.network().inputs(), 1);
        points = new HostCopy(inputs, size * spec.network().inputs());
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
        for (int first = 0; first < samples; first += size) {
            int count = Math.min(size, samples - first);
            for (int c = 0; c < dimensions; c++) {
                for (int s = 0; s < count; s++) {
                    points.set(c * size + s, x[(first + s) * dimensions + c]);
                }
            }
            points.copy();
            program.run();
            double[] out = pass.prediction().data().asDouble();
            for (int o = 0; o < outputs; o++) {
                for (int s = 0; s < count; s++) {
                    y[(first + s) * outputs + o] = out[o * size + s];
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
