package io.mscale.tck.flawed;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
import io.mscale.api.LibraryInfo;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleBackend;
import io.mscale.api.MscaleModel;
import io.mscale.api.Probe;
import io.mscale.tck.CompleteCapabilities;
import java.util.ArrayList;
import java.util.List;

/** Trains with the reference's gradients; correct unless told otherwise. */
public class PlainBackend implements MscaleBackend {

    private final Flaw flaw;
    private final Capabilities capabilities;
    private final List<MscaleModel> closed = new ArrayList<>();
    private int created;

    public PlainBackend() {
        this(Flaw.NONE);
    }

    public PlainBackend(Flaw flaw) {
        this(flaw, CompleteCapabilities.on(Device.Kind.CPU));
    }

    PlainBackend(Flaw flaw, Capabilities capabilities) {
        this.flaw = flaw;
        this.capabilities = capabilities;
    }

    @Override
    public String id() {
        return "plain";
    }

    @Override
    public String description() {
        return "plain loops";
    }

    @Override
    public int apiVersion() {
        return MscaleBackend.API_VERSION;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Probe probe(Device device, int threads) {
        return device.equals(Device.CPU)
                ? Probe.available(new LibraryInfo("loops", "1", null, 1, null, null))
                : Probe.unavailable("plain loops run on the CPU");
    }

    @Override
    public MscaleModel create(ModelSpec spec, Device device) {
        PlainModel model = new PlainModel(spec, device, flaw, created++);
        if (flaw == Flaw.CLOSED_MODELS_STAY) {
            closed.add(model);
        }
        return model;
    }
}
