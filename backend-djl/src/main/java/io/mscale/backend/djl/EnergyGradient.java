package io.mscale.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.training.Energy;
import java.util.List;

/**
 * The gradient of the {@link Energy}, with six products for each matrix of weights: twice a fit's, whatever the number d
 * of inputs. Tangents along the batch, as {@link io.mscale.api.training.Loss} has them, take 3 (1 + d) products.
 *
 * <p>With hidden layers h_l = s(w z_l), z_l = h_(l-1) W_l + b_l, h_0 = x, u = h_L W + b, and S1_l = w s'(w z_l), S2_l = w^2
 * s''(w z_l), everything for each of the N samples of a batch, element by element where no matrix is:
 *
 * <pre>
 * p_l = du/dh_l:        p_L = W^T,  q_l = p_l S1_l = du/dz_l,  p_(l-1) = q_l W_l^T,  grad u = q_1 W_1^T
 * loss:                 sum of (1/2 A |grad u|^2 + 1/2 C u^2 - F u) / N
 * its derivative:       dloss = sum of v . d(grad u) + U du,  v = A grad u / N,  U = (C u - F) / N
 * </pre>
 *
 * <p>where v and U count as constants. As v does not move, v . grad u is the derivative of u along v, a tangent that goes
 * forward once, for all inputs together. What it adds to u's own derivatives goes back with those:
 *
 * <pre>
 * tangent               t_0 = v,  y_l = t_(l-1) W_l,  t_l = S1_l y_l,  v . grad u = t_L W
 * by u and v . grad u   (U, 1) by the output,  so that by t_l it is p_l, and by y_l it is q_l
 * by h_l                H_L = U W^T,  H_(l-1) = Z_l W_l^T
 * by z_l                Z_l = S1_l H_l + S2_l y_l p_l
 * weights               dW_l = h_(l-1)^T Z_l + t_(l-1)^T q_l,  db_l = sum of Z_l
 * </pre>
 *
 * <p>In the first layer W_1 stands for K W_1, whose gradient is that of weights and scales. Points with A = 0, as those on
 * a boundary, have v = 0. The gradient is the whole gradient, not only in the mean: only products were put in another
 * order. It is what automatic differentiation would find, less what it stores and computes twice.
 */
final class EnergyGradient {

    /** How often a sample is found in the {@link LayerBuffers}: h and t, Z and q. */
    static final int PLANES = 2;

    private EnergyGradient() {}

    /**
     * Returns buffers for pieces of {@code samples} samples that the script's {@code gradient_of_energy} needs beside the
     * others: S2_l, p_l, and (x, v) with a last column as the data's.
     */
    static List<Object> buffers(
            NDManager manager, NetworkSpec network, List<Branch> branches, DataType type, int samples) {
        NDArray points = manager.zeros(new Shape((long) PLANES * samples, network.inputs() + 1L), type);
        return List.of(
                LayerBuffers.perNeuron(manager, branches, type, samples),
                LayerBuffers.perNeuron(manager, branches, type, samples),
                points);
    }
}
