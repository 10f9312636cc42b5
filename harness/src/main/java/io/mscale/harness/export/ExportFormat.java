package io.mscale.harness.export;

import io.mscale.api.Precision;
import io.mscale.api.option.Named;
import io.mscale.record.network.KeptNetwork;
import java.io.IOException;

/** The formats that a trained network can be exported in. */
public enum ExportFormat implements Named.Constant {
    ONNX {
        @Override
        public byte[] bytes(KeptNetwork network, Precision precision) {
            return new OnnxModel(network, precision).bytes();
        }
    },
    SAFETENSORS {
        @Override
        public byte[] bytes(KeptNetwork network, Precision precision) throws IOException {
            return TensorFiles.safetensors(network, precision);
        }
    },
    NPZ {
        @Override
        public byte[] bytes(KeptNetwork network, Precision precision) throws IOException {
            return TensorFiles.npz(network, precision);
        }
    };

    /**
     * The file's content.
     *
     * @param precision the type of its numbers
     */
    public abstract byte[] bytes(KeptNetwork network, Precision precision) throws IOException;

    @Override
    public String toString() {
        return id();
    }
}
