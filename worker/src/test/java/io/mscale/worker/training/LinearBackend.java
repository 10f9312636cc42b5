package io.mscale.worker.training;

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

/** A backend that works. */
public class LinearBackend implements MscaleBackend {

    @Override
    public String id() {
        return "linear";
    }

    @Override
    public String description() {
        return "a straight line";
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
                .with(Activation.IDENTITY, Activation.RELU, Activation.TANH, Activation.SIN)
                .with(Loss.meanSquaredError())
                .with(Optimizer.Kind.ADAM)
                .withReproducibleBits();
    }

    @Override
    public Probe probe(Device device, int threads) {
        return Probe.available(new LibraryInfo("Linear", "1", null, threads, null, null));
    }

    @Override
    public MscaleModel create(ModelSpec spec, Device device) {
        return new LinearModel(spec);
    }
}
