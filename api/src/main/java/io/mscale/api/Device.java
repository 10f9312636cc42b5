package io.mscale.api;

import io.mscale.api.option.Named;
import io.mscale.api.option.Numbers;

/**
 * Where a model is trained.
 *
 * @param kind the kind of device
 * @param index which of several of its kind, from 0; always 0 for the CPU
 */
public record Device(Kind kind, int index) {

    /** A kind of device. */
    public enum Kind implements Named.Constant {
        CPU,
        GPU;

        @Override
        public String toString() {
            return id();
        }
    }

    /** The processor. */
    public static final Device CPU = new Device(Kind.CPU, 0);

    public Device {
        if (index < 0 || (kind == Kind.CPU && index != 0)) {
            throw new IllegalArgumentException("there is no device " + kind + ":" + index);
        }
    }

    /** Reads {@code cpu}, {@code gpu} (the first one) or {@code gpu:N}; all else is an {@link IllegalArgumentException}. */
    public static Device parse(String text) {
        if (text.startsWith("gpu:")) {
            return new Device(Kind.GPU, (int) Numbers.wholeNumber(text.substring("gpu:".length()), 0, 1023));
        }
        return switch (text) {
            case "cpu" -> CPU;
            case "gpu" -> new Device(Kind.GPU, 0);
            default -> throw new IllegalArgumentException("unknown device '" + text + "'; allowed: cpu, gpu, gpu:N");
        };
    }

    @Override
    public String toString() {
        return index == 0 ? kind.id() : kind.id() + ":" + index;
    }
}
