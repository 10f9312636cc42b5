package io.mscale.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.mscale.api.Device;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Structure;
import io.mscale.api.training.Energy;
import io.mscale.api.training.Loss;
import io.mscale.api.training.Residual;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Buffers for one piece of a batch. In lists, the entries of a branch are consecutive. A sample takes one row, but several in
 * the gradient of a loss that contains derivatives of the network: all values come first, and then each kind of derivative
 * of all samples.
 *
 * @param z the arguments of the hidden layers' activations, each [rows x neurons]; of the values only in the first layer,
 *     and under an energy in every layer
 * @param h the values of the activations
 * @param g the derivatives of the loss with respect to z; in the forward pass, scratch between z and h
 * @param spare two more scratch buffers, for activations of two parts
 * @param out the contribution of each branch to the output, [rows x outputs]; under an energy of the values only
 * @param error the output minus the target, [rows x outputs], or in general the derivative of the loss with respect to the
 *     output
 * @param ones a one per sample; where blocks share their weights, per sample and block
 * @param samples the number of samples in a piece
 */
record LayerBuffers(
        List<NDArray> z,
        List<NDArray> h,
        List<NDArray> g,
        List<NDArray> spare,
        List<NDArray> out,
        NDArray error,
        NDArray ones,
        int samples) {

    /** The largest piece of a batch on the CPU, and of points to evaluate on any device; larger ones are not faster. */
    static final int MOST = 1000;

    /** Fewer samples would make products of very wide layers inefficient, even if they exceed the cache. */
    private static final int FEWEST = 16;

    /** Values of the widest layer in a piece: 1.2 MB of float32, so that the three buffers of a thread stay in cache. */
    private static final int CPU_VALUES = 300_000;

    /** 256 MB of float32 per buffer: enough work for all cores of a GPU in each operation. */
    private static final int GPU_VALUES = 64 << 20;

    /** Creates buffers for pieces of {@code samples} samples. */
    static LayerBuffers of(
            NDManager manager, NetworkSpec network, List<Branch> branches, DataType type, Loss loss, int samples) {
        int planes = planes(loss, network);
        boolean isByTangents = loss instanceof Residual;
        long rows = (long) samples * planes;
        long outputRows = isByTangents ? rows : samples;
        BiFunction<Branch, Integer, Shape> ofLayer =
                (branch, width) -> isByTangents ? branch.shape(rows, width) : branch.planes(planes, samples, width);
        List<NDArray> z = new ArrayList<>();
        List<NDArray> out = new ArrayList<>();
        for (Branch branch : branches) {
            for (int width : branch.widths()) {
                boolean isFirst = z.size() % branch.widths().size() == 0;
                z.add(manager.zeros(branch.shape(isFirst ? samples : outputRows, width), type));
            }
            out.add(manager.zeros(branch.shape(outputRows, network.outputs()), type));
        }
        Shape spare = new Shape((long) samples * widestOfTwoParts(network, branches));
        return new LayerBuffers(
                z,
                perNeuron(manager, branches, type, ofLayer),
                perNeuron(manager, branches, type, ofLayer),
                List.of(manager.zeros(spare, type), manager.zeros(spare, type)),
                out,
                manager.zeros(new Shape(rows, network.outputs()), type),
                manager.ones(new Shape((long) samples * mostBlocksOfASample(network)), type),
                samples);
    }

    /** Creates a buffer for each hidden layer of each branch, [samples x neurons]. */
    static List<NDArray> perNeuron(NDManager manager, List<Branch> branches, DataType type, int samples) {
        return perNeuron(manager, branches, type, (branch, width) -> branch.shape(samples, width));
    }

    private static List<NDArray> perNeuron(
            NDManager manager, List<Branch> branches, DataType type, BiFunction<Branch, Integer, Shape> shape) {
        return branches.stream()
                .flatMap(branch -> branch.widths().stream().map(width -> shape.apply(branch, width)))
                .map(each -> manager.zeros(each, type))
                .toList();
    }

    private static int planes(Loss loss, NetworkSpec network) {
        return loss instanceof Energy ? EnergyGradient.PLANES : loss.rows(network.inputs());
    }

    /**
     * Returns the number of samples that should pass through the network at a time on one thread. What counts in a cache is the
     * rows of a product, and planes have one each: with half as many samples an energy's steps take 5% longer.
     */
    static int samples(NetworkSpec network, Device device, Loss loss, int samples) {
        int widest = Collections.max(network.layerWidths());
        int rows = loss instanceof Energy ? 1 : planes(loss, network);
        int most = device.kind() == Device.Kind.CPU
                ? Math.min(MOST, CPU_VALUES / (widest * rows))
                : GPU_VALUES / (widest * planes(loss, network));
        return Math.min(Math.max(FEWEST, most), samples);
    }

    /** Returns the largest number of values per sample of any layer with a two-part activation; 0 if there is none. */
    private static int widestOfTwoParts(NetworkSpec network, List<Branch> branches) {
        int widest = 0;
        for (Branch branch : branches) {
            for (int layer = 0; layer < branch.widths().size(); layer++) {
                boolean two = network.activationOf(layer).parts().size() > 1;
                widest = two ? Math.max(widest, branch.neurons(layer)) : widest;
            }
        }
        return widest;
    }

    /** Returns the maximum number of rows per row of a layer in a product of blocks that share their weights. */
    private static int mostBlocksOfASample(NetworkSpec network) {
        return network.structure() == Structure.SHARED_TRUNK ? network.scales().count() : 1;
    }
}
