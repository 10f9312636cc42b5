package io.mscale.harness.export;

import io.mscale.api.network.ParameterLayout;
import io.mscale.record.network.KeptNetwork;
import io.mscale.record.network.NetworkFile;
import io.mscale.record.network.NetworkForm;
import java.util.Arrays;

/** The weights of one of the networks, cut out of its flat parameters. */
final class LayerTensors {

    private final NetworkForm form;
    private final double[] parameters;

    LayerTensors(KeptNetwork network, NetworkFile.Term term) {
        this.form = NetworkForm.of(term.spec());
        this.parameters = network.parameters(term);
    }

    NetworkForm form() {
        return form;
    }

    /** A block's weights, row-major [outputs x inputs]. */
    double[] weights(ParameterLayout.Block block) {
        return Arrays.copyOfRange(parameters, block.weightOffset(), block.weightOffset() + block.weights());
    }

    /** A block's biases [outputs]. */
    double[] biases(ParameterLayout.Block block) {
        return Arrays.copyOfRange(parameters, block.biasOffset(), block.biasOffset() + block.outputs());
    }

    /** K of each neuron of the first layer, as they were trained if they were. */
    double[] scales() {
        double[] scales = new double[form.scales().size()];
        int neuron = 0;
        for (int i = 0; i < form.scaleBlocks().size(); i++) {
            for (int end = neuron + form.scaleBlocks().get(i); neuron < end; neuron++) {
                scales[neuron] =
                        form.scaleOffset() < 0 ? form.scales().get(neuron) : parameters[form.scaleOffset() + i];
            }
        }
        return scales;
    }
}
