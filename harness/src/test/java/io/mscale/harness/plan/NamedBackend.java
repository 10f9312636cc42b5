package io.mscale.harness.plan;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleBackend;
import io.mscale.api.MscaleModel;
import io.mscale.api.Probe;
import io.mscale.api.WorkerSettings;
import java.util.List;
import java.util.Map;

/** A backend that can be planned with and nothing else. */
record NamedBackend(String id, Capabilities capabilities) implements MscaleBackend {

    @Override
    public String description() {
        return "named " + id;
    }

    @Override
    public int apiVersion() {
        return API_VERSION;
    }

    @Override
    public WorkerSettings workerSettings(Device device, int threads) {
        return new WorkerSettings(List.of("-Dof=" + id), Map.of("THREADS", Integer.toString(threads)));
    }

    @Override
    public Probe probe(Device device, int threads) {
        throw new UnsupportedOperationException("the plan must not load anything");
    }

    @Override
    public MscaleModel create(ModelSpec spec, Device device) {
        throw new UnsupportedOperationException("the plan must not load anything");
    }
}
