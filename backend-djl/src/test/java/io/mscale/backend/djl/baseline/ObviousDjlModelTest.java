package io.mscale.backend.djl.baseline;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
import io.mscale.api.LibraryInfo;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleBackend;
import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.Probe;
import io.mscale.api.network.Activation;
import io.mscale.api.network.Structure;
import io.mscale.api.training.Loss;
import io.mscale.api.training.Optimizer;
import io.mscale.tck.rules.AccuracyRules;
import io.mscale.tck.rules.TrainingRules;

/** The conformance kit's numerical rules: a yardstick that computes something else would measure nothing. */
class ObviousDjlModelTest implements AccuracyRules, TrainingRules {

    @Override
    public MscaleBackend backend() {
        return new Yardstick();
    }

    @Override
    public Probe probe() {
        return backend().probe(Device.CPU, 1);
    }

    private static final class Yardstick implements MscaleBackend {

        @Override
        public String id() {
            return "djl-obvious";
        }

        @Override
        public String description() {
            return "DJL written the obvious way";
        }

        @Override
        public int apiVersion() {
            return API_VERSION;
        }

        @Override
        public Capabilities capabilities() {
            return Capabilities.on(Device.Kind.CPU)
                    .with(Precision.FLOAT32, Precision.FLOAT64)
                    .with(Structure.DENSE)
                    .with(Activation.IDENTITY, Activation.RELU, Activation.TANH)
                    .with(Activation.SIN, Activation.COS, Activation.SINCOS)
                    .with(Loss.meanSquaredError())
                    .with(Optimizer.Kind.ADAM)
                    .withReproducibleBits();
        }

        @Override
        public Probe probe(Device device, int threads) {
            return Probe.available(new LibraryInfo("PyTorch", "2.7.1", null, threads, null, null));
        }

        @Override
        public MscaleModel create(ModelSpec spec, Device device) {
            return new ObviousDjlModel(spec);
        }
    }
}
