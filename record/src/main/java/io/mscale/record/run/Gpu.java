package io.mscale.record.run;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A graphics processor as its driver describes it. What the driver does not tell is null.
 *
 * @param index its number among all of the machine, in the order of their places on the PCI bus
 * @param name its name in its vendor's words
 * @param memoryBytes its memory
 * @param driverVersion the version of the driver
 * @param computeCapability what its instructions can do, as in {@code 9.0}
 * @param uuidDigest tells it from others of its kind: the first digits of the SHA-256 of its UUID, which is not kept
 */
public record Gpu(
        int index,
        String name,
        @Nullable Long memoryBytes,
        @Nullable String driverVersion,
        @Nullable String computeCapability,
        @Nullable String uuidDigest) {

    private static final int DIGITS = 16;

    public Gpu {
        Objects.requireNonNull(name, "gpu.name");
    }

    /** The digest of a UUID. */
    public static String digest(String uuid) {
        return Digest.of(uuid, DIGITS);
    }

    /** Its kind: what all of its model and memory have in common. */
    public String model() {
        return name
                + (memoryBytes == null ? "" : ", " + Math.round(memoryBytes / (double) (1 << 30)) + " GiB")
                + (computeCapability == null ? "" : ", compute capability " + computeCapability);
    }

    /**
     * The kind and the driver: what its times depend on. The driver holds the compiler that makes its machine code, as the
     * Java runtime does for the processor.
     */
    @Override
    public String toString() {
        return model() + (driverVersion == null ? "" : ", driver " + driverVersion);
    }
}
