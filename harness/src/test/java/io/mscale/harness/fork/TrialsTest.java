package io.mscale.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
import io.mscale.api.DevicePeak;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleBackend;
import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.Probe;
import io.mscale.api.WorkerSettings;
import io.mscale.api.network.Activation;
import io.mscale.api.network.Structure;
import io.mscale.harness.discovery.BackendFolder;
import io.mscale.harness.discovery.Backends;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.discovery.FoundBackend;
import io.mscale.record.run.MachinePeak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialsTest {

    private static final Device GPU = Device.parse("gpu");

    @TempDir
    private Path home = Path.of("");

    private static class OnGpu implements MscaleBackend {

        private final String id;

        OnGpu(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public String description() {
            return id;
        }

        @Override
        public int apiVersion() {
            return API_VERSION;
        }

        @Override
        public Capabilities capabilities() {
            return Capabilities.on(Device.Kind.GPU)
                    .with(Precision.FLOAT32)
                    .with(Structure.DENSE)
                    .with(Activation.RELU);
        }

        @Override
        public Probe probe(Device device, int threads) {
            throw new UnsupportedOperationException("only a worker loads anything");
        }

        @Override
        public MscaleModel create(ModelSpec spec, Device device) {
            throw new UnsupportedOperationException("only a worker loads anything");
        }
    }

    private static class Measuring extends OnGpu {

        Measuring(String id) {
            super(id);
        }

        @Override
        public Optional<DevicePeak> measurePeak(Device device) {
            throw new UnsupportedOperationException("only a worker measures");
        }
    }

    /** It inherits what it measures with. */
    private static final class Heir extends Measuring {

        Heir(String id) {
            super(id);
        }
    }

    private static FoundBackend found(MscaleBackend backend) {
        return new FoundBackend(backend.id(), new BackendFolder(Path.of(backend.id())), backend, null);
    }

    private static final Backends BACKENDS = new Backends(List.of(
            found(new Measuring("another")),
            found(new OnGpu("mute")),
            new FoundBackend("broken", new BackendFolder(Path.of("broken")), null, "it fell down"),
            found(new Heir("chosen")),
            found(new Measuring("cuda")),
            found(new Measuring("last"))));

    @Test
    void measuring_areThoseThatMeasure_cudaThenTheRunsThenTheRest() {
        assertThat(Trials.measuring(BACKENDS, List.of("chosen", "mute"), GPU))
                .extracting(FoundBackend::id)
                .containsExactly("cuda", "chosen", "another", "last");
        assertThat(Trials.measuring(BACKENDS, List.of(), Device.CPU)).isEmpty();
    }

    @Test
    void devicePeak_nobodyMeasures_isEmpty() {
        assertThat(run(new Backends(List.of(found(new OnGpu("mute")))))).isEmpty();
    }

    @Test
    void peak_distributionWithoutAWorker_isNotMeasured() {
        assertThat(run(BACKENDS)).isEmpty();
        assertThat(trials().machinePeak(2, List.of(Precision.values()))).isEqualTo(MachinePeak.notMeasured(2));
    }

    @Test
    void peak_workerThatCannotStart_isNotMeasured() throws IOException {
        Files.createFile(Files.createDirectory(home.resolve("worker")).resolve("worker.jar"));

        assertThat(run(BACKENDS)).isEmpty();
        assertThat(trials().machinePeak(2, List.of(Precision.values()))).isEqualTo(MachinePeak.notMeasured(2));
    }

    private Trials trials() {
        return new Trials(new Distribution(home), WorkerSettings.NONE);
    }

    private Optional<?> run(Backends backends) {
        return trials().devicePeak(backends, List.of(), GPU, 2);
    }
}
