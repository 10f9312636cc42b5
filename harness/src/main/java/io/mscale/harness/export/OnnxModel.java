package io.mscale.harness.export;

import ai.onnx.proto.OnnxMl;
import io.mscale.api.Precision;
import io.mscale.api.network.ActivationRun;
import io.mscale.api.network.ParameterLayout;
import io.mscale.record.network.KeptNetwork;
import io.mscale.record.network.NetworkFile;
import io.mscale.record.network.NetworkForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A trained network as an ONNX model: input {@code x} [points x inputs], output {@code y} [points x outputs], both in the units
 * of the data. Scales, omega and the factors of a sum are folded into the weights.
 */
final class OnnxModel {

    private static final String INPUT = "x";
    private static final String OUTPUT = "y";

    /** The version of the format, and that of its operators: old enough for every runtime in use. */
    private static final int FORMAT = 8;

    private static final int OPERATORS = 13;

    private final NetworkFile file;
    private final KeptNetwork network;
    private final OnnxGraph graph;

    OnnxModel(KeptNetwork network, Precision precision) {
        this.file = network.file();
        this.network = network;
        this.graph = new OnnxGraph(precision);
    }

    /** The model's file. */
    byte[] bytes() {
        String x = scaled(INPUT, file.inputs(), true);
        List<String> terms = new ArrayList<>();
        for (NetworkFile.Term term : file.networks()) {
            terms.add(network(new LayerTensors(network, term), term.factor(), x));
        }
        String sum = terms.size() == 1 ? terms.get(0) : graph.node("Sum", terms);
        graph.nameResult(OUTPUT, scaled(sum, file.outputs(), false));
        OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.newBuilder()
                .setIrVersion(FORMAT)
                .setProducerName("mscale-bench")
                .setDocString(file.origin().task() + ", " + file.origin().variant() + ", trained by "
                        + file.origin().backend() + " in " + file.origin().steps() + " steps")
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(OPERATORS))
                .setGraph(graph.build(
                        INPUT, file.inputs().size(), OUTPUT, file.outputs().size()));
        model.addMetadataProps(property("inputs", file.inputs()));
        model.addMetadataProps(property("outputs", file.outputs()));
        return model.build().toByteArray();
    }

    private static OnnxMl.StringStringEntryProto property(String key, List<NetworkFile.Variable> variables) {
        return OnnxMl.StringStringEntryProto.newBuilder()
                .setKey(key)
                .setValue(String.join(
                        "\n", variables.stream().map(NetworkFile.Variable::name).toList()))
                .build();
    }

    /** From the units of the data to the network's numbers, or back; as they are where both are the same. */
    private String scaled(String from, List<NetworkFile.Variable> variables, boolean toNetwork) {
        double[] centres =
                variables.stream().mapToDouble(NetworkFile.Variable::centre).toArray();
        double[] spreads =
                variables.stream().mapToDouble(NetworkFile.Variable::spread).toArray();
        boolean isPlain = Arrays.stream(centres).allMatch(centre -> centre == 0)
                && Arrays.stream(spreads).allMatch(spread -> spread == 1);
        if (isPlain) {
            return from;
        }
        String centre = graph.constant(centres, centres.length);
        String spread = graph.constant(spreads, spreads.length);
        return toNetwork
                ? graph.node("Div", graph.node("Sub", from, centre), spread)
                : graph.node("Add", graph.node("Mul", from, spread), centre);
    }

    private String network(LayerTensors tensors, double factor, String x) {
        NetworkForm form = tensors.form();
        String h = x;
        for (int l = 0; l < form.layers().size(); l++) {
            NetworkForm.Layer layer = form.layers().get(l);
            boolean isLast = l == form.layers().size() - 1;
            double[] rows = new double[layer.outputs()];
            Arrays.fill(rows, isLast ? factor : form.omega());
            h = layer(tensors, layer, rows, l == 0 ? tensors.scales() : null, h);
            h = isLast ? h : activations(layer.activations(), h);
        }
        return h;
    }

    /**
     * A layer before its activation.
     *
     * @param rows a factor on each neuron's result
     * @param scales a factor on each neuron's weights, but not its bias; null if there is none
     */
    private String layer(
            LayerTensors tensors, NetworkForm.Layer layer, double[] rows, double @Nullable [] scales, String h) {
        Map<Integer, List<String>> byOutput = new TreeMap<>();
        Map<Integer, Weights> shared = new HashMap<>();
        for (ParameterLayout.Block block : layer.blocks()) {
            Weights weights =
                    shared.computeIfAbsent(block.weightOffset(), offset -> weights(tensors, block, rows, scales));
            String part = block.inputs() == layer.inputs()
                    ? h
                    : graph.columns(h, block.firstInput(), block.firstInput() + block.inputs());
            byOutput.computeIfAbsent(block.firstOutput(), from -> new ArrayList<>())
                    .add(graph.linear(part, weights.matrix(), weights.biases()));
        }
        return graph.concatenated(byOutput.values().stream()
                .map(parts -> parts.size() == 1 ? parts.get(0) : graph.node("Sum", parts))
                .toList());
    }

    /** The names of a block's weights and biases; blocks that share them have them once. */
    private record Weights(String matrix, String biases) {}

    private Weights weights(
            LayerTensors tensors, ParameterLayout.Block block, double[] rows, double @Nullable [] scales) {
        double[] weights = tensors.weights(block);
        double[] biases = tensors.biases(block);
        for (int o = 0; o < block.outputs(); o++) {
            int neuron = block.firstOutput() + o;
            double onWeights = rows[neuron] * (scales == null ? 1 : scales[neuron]);
            for (int i = 0; i < block.inputs(); i++) {
                weights[o * block.inputs() + i] *= onWeights;
            }
            biases[o] *= rows[neuron];
        }
        return new Weights(
                graph.constant(weights, block.outputs(), block.inputs()), graph.constant(biases, block.outputs()));
    }

    private String activations(List<ActivationRun> runs, String z) {
        OnnxActivations formulas = new OnnxActivations(graph);
        if (runs.size() == 1) {
            return formulas.of(runs.get(0).activation(), z);
        }
        return graph.concatenated(runs.stream()
                .map(run -> formulas.of(run.activation(), graph.columns(z, run.from(), run.to())))
                .toList());
    }
}
