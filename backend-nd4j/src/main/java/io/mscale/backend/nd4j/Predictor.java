package io.mscale.backend.nd4j;

import io.mscale.api.network.NetworkSpec;
import io.mscale.backend.nd4j.NativeArrays.HostCopy;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Evaluates the network in pieces of one size; results beyond the last point are computed but not read. */
final class Predictor implements AutoCloseable {

    private final int size;
    private final NativeArrays arrays;
    private final HostCopy points;
    private final ForwardPass pass;
    private final Program program = new Program();

    Predictor(Network network) {
        NetworkSpec spec = network.spec();
        size = network.grain().evaluatedSamples(spec);
        arrays = new NativeArrays(network.precision());
        INDArray inputs = arrays.withOnes(size, spec.inputs(), 1);
        points = new HostCopy(inputs, (long) size * spec.inputs());
        pass = new ForwardPass(network, arrays, size, SampleRows.VALUE);
        pass.append(program, inputs);
    }

    /** Evaluates points, row-major [samples x inputs], into {@code y}, row-major [samples x outputs]. */
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
            double[] out = pass.outputs.get(0).data().asDouble();
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
