package io.mscale.record.run;

import io.mscale.record.file.Digest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A graphics processor as its driver describes it. Null stands for what the driver does not report.
 *
 * @param index its number on the machine, in PCI bus order
 * @param name the vendor's name for it
 * @param memoryBytes its memory
 * @param driverVersion the version of the driver
 * @param computeCapability the version of its instruction set, as in {@code 9.0}
 * @param uuidDigest distinguishes it from others of its model: the first digits of the SHA-256 of its UUID, which is
 *     not kept
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

    /** Its model, including memory size. */
    public String model() {
        return name
                + (memoryBytes == null ? "" : ", " + Math.round(memoryBytes / (double) (1 << 30)) + " GiB")
                + (computeCapability == null ? "" : ", compute capability " + computeCapability);
    }

    /**
     * Model and driver, which determine its times. The driver contains the compiler of its machine code, as the Java
     * runtime does for the processor.
     */
    @Override
    public String toString() {
        return model() + (driverVersion == null ? "" : ", driver " + driverVersion);
    }
}
