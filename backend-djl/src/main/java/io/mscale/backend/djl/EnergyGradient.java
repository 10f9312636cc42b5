package io.mscale.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.training.Energy;
import java.util.List;

/**
 * The gradient of the {@link Energy}, with six products for each matrix of weights: twice those of a fit, whatever the number
 * d of inputs. Tangents along the batch, as {@link io.mscale.api.training.Loss} has them, would take 3 (1 + d) products.
 *
 * <p>With hidden layers z_l = h_(l-1) W_l + b_l, h_l = s(w z_l), h_0 = x, the output u = h_L W + b, and S1_l = w s'(w z_l),
 * S2_l = w^2 s''(w z_l), for each of the N samples of a batch and element by element where no matrix is:
 *
 * <pre>
 * p_l = du/dh_l         p_L = W^T,  q_l = du/dz_l = S1_l p_l,  p_(l-1) = q_l W_l^T,  grad u = q_1 W_1^T
 * loss                  sum of (1/2 A |grad u|^2 + 1/2 C u^2 - F u) / N
 * derivative of it      sum of v . d(grad u) + U du  with v = A grad u / N, U = (C u - F) / N
 * </pre>
 *
 * <p>So the gradient is that of the sum of v . grad u + U u with v and U held fixed. Here v . grad u is the derivative of u
 * along v: one tangent, which goes forward once for all inputs together, and back with u.
 *
 * <pre>
 * tangent               t_0 = v,  y_l = t_(l-1) W_l,  t_l = S1_l y_l,  v . grad u = t_L W
 * its derivatives       p_l by t_l and q_l by y_l, which are there already
 * by h_l, both          H_L = U W^T,  H_(l-1) = Z_l W_l^T
 * by z_l, both          Z_l = S1_l H_l + S2_l y_l p_l
 * gradient              dW_l = h_(l-1)^T Z_l + t_(l-1)^T q_l,  db_l = sum of Z_l
 * </pre>
 *
 * <p>The first layer has K W_1 in the place of W_1; its gradient gives those of weights and scales. Points with A = 0, as
 * those on a boundary, have v = 0.
 */
final class EnergyGradient {

    /** What the {@link LayerBuffers} hold of each sample: h and t, or Z and q. */
    static final int PLANES = 2;

    private EnergyGradient() {}

    /**
     * Returns what the script's {@code gradient_of_energy} needs beside the {@link LayerBuffers} for pieces of {@code samples}
     * samples: S2_l, p_l, and x and v with the data's last column.
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
