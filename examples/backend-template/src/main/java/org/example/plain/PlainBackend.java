package org.example.plain;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
import io.mscale.api.LibraryInfo;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleBackend;
import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.Probe;
import io.mscale.api.network.Activation;
import io.mscale.api.network.AlternatingActivations;
import io.mscale.api.network.Structure;
import io.mscale.api.training.Loss;
import io.mscale.api.training.Optimizer;

/** The provider. It is found through {@code META-INF/services/io.mscale.api.MscaleBackend}. */
public final class PlainBackend implements MscaleBackend {

    @Override
    public String id() {
        return "plain";
    }

    @Override
    public String description() {
        return "Java loops, one thread: a template to start from";
    }

    @Override
    public int apiVersion() {
        return API_VERSION;
    }

    /** What there is code for, named one by one. Whatever is not declared is refused before any work. */
    @Override
    public Capabilities capabilities() {
        return Capabilities.on(Device.Kind.CPU)
                .with(Precision.FLOAT32)
                .with(Structure.DENSE)
                .with(Activation.RELU, Activation.TANH, Activation.SIN, Activation.COS, Activation.SINCOS)
                .with(Activation.PHI, Activation.PSI, AlternatingActivations.PHIPSI)
                .with(Loss.meanSquaredError())
                .with(Optimizer.Kind.ADAM)
                .withReproducibleBits()
                .withOptimizerState();
    }

    /** Here a real backend loads its library, and says why if it cannot. */
    @Override
    public Probe probe(Device device, int threads) {
        if (device.kind() != Device.Kind.CPU) {
            return Probe.unavailable("Java loops run on the CPU only; use --device cpu");
        }
        String java = System.getProperty("java.version");
        return Probe.available(new LibraryInfo("Java", java, null, 1, null, null));
    }

    @Override
    public MscaleModel create(ModelSpec spec, Device device) {
        return new PlainModel(spec, device);
    }
}
