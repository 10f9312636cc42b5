package io.mscale.harness.export;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import io.mscale.api.Precision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An ONNX graph under construction: each operation returns the name of its result. */
final class OnnxGraph {

    private final OnnxMl.GraphProto.Builder graph =
            OnnxMl.GraphProto.newBuilder().setName("network");
    private final Precision precision;
    private final int type;
    private final Map<Double, String> numbers = new HashMap<>();
    private final Map<Long, String> indices = new HashMap<>();
    private int results;

    OnnxGraph(Precision precision) {
        this.precision = precision;
        type = precision == Precision.FLOAT64
                ? OnnxMl.TensorProto.DataType.DOUBLE.getNumber()
                : OnnxMl.TensorProto.DataType.FLOAT.getNumber();
    }

    /** The type of the graph's numbers. */
    Precision precision() {
        return precision;
    }

    /** An operation on some results. */
    String node(String operator, String... inputs) {
        return node(operator, List.of(inputs));
    }

    /** An operation on some results. */
    String node(String operator, List<String> inputs) {
        return node(operator, inputs, List.of());
    }

    private String node(String operator, List<String> inputs, List<OnnxMl.AttributeProto> attributes) {
        String result = "r" + ++results;
        graph.addNode(OnnxMl.NodeProto.newBuilder()
                .setOpType(operator)
                .setName(operator + results)
                .addAllInput(inputs)
                .addOutput(result)
                .addAllAttribute(attributes));
        return result;
    }

    /** A constant of some shape, row-major. */
    String constant(double[] values, int... shape) {
        OnnxMl.TensorProto.Builder tensor =
                OnnxMl.TensorProto.newBuilder().setDataType(type).setName("c" + graph.getInitializerCount());
        for (int size : shape) {
            tensor.addDims(size);
        }
        tensor.setRawData(ByteString.copyFrom(TensorFiles.littleEndian(values, precision)));
        graph.addInitializer(tensor);
        return tensor.getName();
    }

    /** A single number. */
    String number(double value) {
        return numbers.computeIfAbsent(value, isNew -> constant(new double[] {value}));
    }

    /** Each row times the transposed weights [outputs x inputs], plus the biases. */
    String linear(String rows, String weights, String biases) {
        return node("Gemm", List.of(rows, weights, biases), List.of(integer("transB", 1)));
    }

    private static OnnxMl.AttributeProto integer(String name, long value) {
        return OnnxMl.AttributeProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    /** Some columns of a result, from the first to the one before {@code to}. */
    String columns(String result, int from, int to) {
        return node("Slice", result, index(from), index(to), index(1));
    }

    private String index(long value) {
        return indices.computeIfAbsent(value, isNew -> {
            String name = "i" + value;
            graph.addInitializer(OnnxMl.TensorProto.newBuilder()
                    .setDataType(OnnxMl.TensorProto.DataType.INT64.getNumber())
                    .setName(name)
                    .addDims(1)
                    .addInt64Data(value));
            return name;
        });
    }

    /** Results side by side. */
    String concatenated(List<String> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        return node("Concat", parts, List.of(integer("axis", 1)));
    }

    /** The same number in another type. */
    String cast(String result, OnnxMl.TensorProto.DataType to) {
        return node("Cast", List.of(result), List.of(integer("to", to.getNumber())));
    }

    /** Gives the graph's result its name. */
    void nameResult(String name, String result) {
        graph.addNode(OnnxMl.NodeProto.newBuilder()
                .setOpType("Identity")
                .setName("result")
                .addInput(result)
                .addOutput(name));
    }

    /** The graph, of any number of points. */
    OnnxMl.GraphProto build(String input, int inputs, String output, int outputs) {
        graph.addInput(points(input, inputs));
        graph.addOutput(points(output, outputs));
        return graph.build();
    }

    private OnnxMl.ValueInfoProto points(String name, int columns) {
        List<OnnxMl.TensorShapeProto.Dimension> dimensions = new ArrayList<>();
        dimensions.add(OnnxMl.TensorShapeProto.Dimension.newBuilder()
                .setDimParam("points")
                .build());
        dimensions.add(OnnxMl.TensorShapeProto.Dimension.newBuilder()
                .setDimValue(columns)
                .build());
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(type)
                                .setShape(OnnxMl.TensorShapeProto.newBuilder().addAllDim(dimensions))))
                .build();
    }
}
