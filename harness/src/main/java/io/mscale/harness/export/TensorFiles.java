package io.mscale.harness.export;

import io.mscale.api.Precision;
import io.mscale.api.network.ParameterLayout;
import io.mscale.record.file.NpyArray;
import io.mscale.record.file.NpzFile;
import io.mscale.record.json.RecordJson;
import io.mscale.record.network.KeptNetwork;
import io.mscale.record.network.NetworkFile;
import io.mscale.record.network.NetworkForm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network's tensors by name: {@code layers.L.weight} [outputs x inputs] and {@code layers.L.bias}, or {@code
 * layers.L.blocks.B.weight} where a layer has several blocks; {@code scales}, one for each neuron of the first layer. Of a sum
 * of networks all names begin with {@code networks.N.}. {@code network.json} goes along as text.
 */
final class TensorFiles {

    private static final String DESCRIPTION = "network.json";

    private TensorFiles() {}

    /** A tensor; its array is not copied. */
    private static final class Tensor {

        private final double[] values;
        private final int[] shape;

        Tensor(double[] values, int... shape) {
            this.values = values;
            this.shape = shape;
        }
    }

    private static Map<String, Tensor> tensors(KeptNetwork network) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        List<NetworkFile.Term> terms = network.file().networks();
        for (int n = 0; n < terms.size(); n++) {
            String prefix = terms.size() == 1 ? "" : "networks." + n + ".";
            LayerTensors own = new LayerTensors(network, terms.get(n));
            double[] scales = own.scales();
            tensors.put(prefix + "scales", new Tensor(scales, scales.length));
            List<NetworkForm.Layer> layers = own.form().layers();
            for (int l = 0; l < layers.size(); l++) {
                List<ParameterLayout.Block> blocks = layers.get(l).blocks();
                for (int b = 0; b < blocks.size(); b++) {
                    ParameterLayout.Block block = blocks.get(b);
                    String name = prefix + "layers." + l + "." + (blocks.size() == 1 ? "" : "blocks." + b + ".");
                    tensors.put(name + "weight", new Tensor(own.weights(block), block.outputs(), block.inputs()));
                    tensors.put(name + "bias", new Tensor(own.biases(block), block.outputs()));
                }
            }
        }
        return tensors;
    }

    /** NumPy's NPZ; the description is an array of bytes. */
    static byte[] npz(KeptNetwork network, Precision precision) throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        tensors(network)
                .forEach((name, tensor) -> arrays.put(name, NpyArray.of(precision, tensor.values, tensor.shape)));
        arrays.put(DESCRIPTION, NpyArray.ofBytes(RecordJson.line(network.file()).getBytes(StandardCharsets.UTF_8)));
        return NpzFile.bytes(arrays);
    }

    /**
     * Hugging Face's safetensors: the length of a JSON header, the header, then the numbers, little endian. The description is
     * in the header's metadata.
     */
    static byte[] safetensors(KeptNetwork network, Precision precision) throws IOException {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("__metadata__", Map.of(DESCRIPTION, RecordJson.line(network.file())));
        ByteArrayOutputStream numbers = new ByteArrayOutputStream();
        for (Map.Entry<String, Tensor> entry : tensors(network).entrySet()) {
            long begin = numbers.size();
            numbers.writeBytes(littleEndian(entry.getValue().values, precision));
            Map<String, Object> tensor = new LinkedHashMap<>();
            tensor.put("dtype", precision == Precision.FLOAT64 ? "F64" : "F32");
            tensor.put("shape", list(entry.getValue().shape));
            tensor.put("data_offsets", List.of(begin, (long) numbers.size()));
            header.put(entry.getKey(), tensor);
        }
        String json = RecordJson.line(header);
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        // The numbers begin at a multiple of 8 bytes.
        byte[] padding = " ".repeat((8 - text.length % 8) % 8).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer file = ByteBuffer.allocate(Long.BYTES + text.length + padding.length + numbers.size())
                .order(ByteOrder.LITTLE_ENDIAN);
        file.putLong((long) text.length + padding.length).put(text).put(padding).put(numbers.toByteArray());
        return file.array();
    }

    private static List<Integer> list(int[] shape) {
        List<Integer> list = new ArrayList<>();
        for (int size : shape) {
            list.add(size);
        }
        return list;
    }

    /** Numbers as the formats here store them. */
    static byte[] littleEndian(double[] values, Precision precision) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, precision.bytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            if (precision == Precision.FLOAT64) {
                bytes.putDouble(value);
            } else {
                bytes.putFloat((float) value);
            }
        }
        return bytes.array();
    }
}
