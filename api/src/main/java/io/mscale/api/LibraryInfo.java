package io.mscale.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The library that a backend computes with, as found on this machine.
 *
 * @param name the library, as in "EJML"
 * @param version its version
 * @param blas the matrix-product implementation it uses, with its version where known; null if it has none
 * @param threads how many CPU threads it uses
 * @param build the build of its native code in use, as in "avx512"; null if it has none
 * @param deviceName what the vendor calls the device it runs on; null if unknown
 */
public record LibraryInfo(
        String name,
        String version,
        @Nullable String blas,
        int threads,
        @Nullable String build,
        @Nullable String deviceName) {

    public LibraryInfo {
        Objects.requireNonNull(name, "library.name");
        Objects.requireNonNull(version, "library.version");
    }
}
