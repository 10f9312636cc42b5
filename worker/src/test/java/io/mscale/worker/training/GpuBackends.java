package io.mscale.worker.training;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
import io.mscale.api.DevicePeak;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.Probe;
import io.mscale.tck.flawed.PlainModel;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Backends that say of another device than the processor what they like. */
public final class GpuBackends {

    private GpuBackends() {}

    /** Measures two of three rates, and knows the memory of its models. */
    public static class Measuring extends LinearBackend {
        @Override
        public String id() {
            return "measuring";
        }

        @Override
        public Capabilities capabilities() {
            Capabilities cpu = super.capabilities();
            return new Capabilities(
                    Set.of(Device.Kind.CPU, Device.Kind.GPU),
                    cpu.precisions(),
                    cpu.structures(),
                    cpu.activations(),
                    cpu.options(),
                    cpu.losses(),
                    cpu.optimizers(),
                    cpu.bitReproducible(),
                    cpu.optimizerState());
        }

        @Override
        public Optional<DevicePeak> measurePeak(Device device) {
            return Optional.of(new DevicePeak(1000.0 + device.index(), null, 200.0));
        }

        @Override
        public MscaleModel create(ModelSpec spec, Device device) {
            return new PlainModel(spec, device) {
                @Override
                public OptionalLong peakDeviceBytes() {
                    return OptionalLong.of(4096);
                }
            };
        }
    }

    /** Returns what are no rates. */
    public static final class Nonsense extends Measuring {
        @Override
        public String id() {
            return "nonsense";
        }

        @Override
        public Optional<DevicePeak> measurePeak(Device device) {
            return Optional.of(new DevicePeak(Double.NaN, -1.0, Double.POSITIVE_INFINITY));
        }

        @Override
        public MscaleModel create(ModelSpec spec, Device device) {
            return new PlainModel(spec, device) {
                @Override
                public OptionalLong peakDeviceBytes() {
                    return OptionalLong.of(-1);
                }
            };
        }
    }

    /** Throws when it measures. */
    public static final class Failing extends Measuring {
        @Override
        public String id() {
            return "failing";
        }

        @Override
        public Optional<DevicePeak> measurePeak(Device device) {
            throw new IllegalStateException("CUDA_ERROR_ILLEGAL_ADDRESS");
        }
    }

    /** Would measure, but finds no device. */
    public static final class Deviceless extends Measuring {
        @Override
        public String id() {
            return "deviceless";
        }

        @Override
        public Probe probe(Device device, int threads) {
            return Probe.unavailable("there is no GPU");
        }
    }
}
