package io.mscale.harness.discovery;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleBackend;
import io.mscale.api.MscaleModel;
import io.mscale.api.Probe;
import io.mscale.api.WorkerSettings;
import io.mscale.record.external.BackendFile;
import java.io.IOException;

/** An external worker as described by its {@code backend.json}. Probing and training need the worker's own process. */
final class ExternalProvider implements MscaleBackend {

    private final BackendFile file;
    private final Capabilities capabilities;

    private ExternalProvider(BackendFile file) {
        this.file = file;
        this.capabilities = file.capabilities().parsed();
    }

    /**
     * The provider in a folder. Its file must be readable, name only what is known and fit this version of the worker
     * protocol.
     */
    static ExternalProvider in(BackendFolder folder) throws IOException {
        BackendFile file = BackendFile.read(folder.file());
        if (file.protocol() != BackendFile.PROTOCOL) {
            throw new IOException("it speaks version " + file.protocol() + " of the worker protocol; this is version "
                    + BackendFile.PROTOCOL);
        }
        return new ExternalProvider(file);
    }

    @Override
    public String id() {
        return file.id();
    }

    @Override
    public String description() {
        return file.description();
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
    public WorkerSettings workerSettings(Device device, int threads) {
        return file.workerSettings(threads);
    }

    @Override
    public Probe probe(Device device, int threads) {
        throw new UnsupportedOperationException("an external worker is probed in a process of its own");
    }

    @Override
    public MscaleModel create(ModelSpec spec, Device device) {
        throw new UnsupportedOperationException("an external worker is trained in a process of its own");
    }
}
