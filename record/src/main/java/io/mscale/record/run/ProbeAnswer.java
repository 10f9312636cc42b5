package io.mscale.record.run;

import io.mscale.api.LibraryInfo;
import io.mscale.api.Probe;
import org.jspecify.annotations.Nullable;

/**
 * Serialised form of a {@link Probe}. Exactly one of the two components is set.
 *
 * @param library the library, if the device can be used
 * @param reason why the device cannot be used
 */
public record ProbeAnswer(
        @Nullable LibraryInfo library, @Nullable String reason) {

    /** Converts a probe. */
    public static ProbeAnswer of(Probe probe) {
        return probe instanceof Probe.Available available
                ? new ProbeAnswer(available.library(), null)
                : new ProbeAnswer(null, probe.obstacle().orElse(""));
    }

    /**
     * Converts back to a probe.
     *
     * @throws IllegalArgumentException if neither or both components are set
     */
    public Probe probe() {
        if (library != null && reason == null) {
            return Probe.available(library);
        }
        if (library == null && reason != null) {
            return Probe.unavailable(reason);
        }
        throw new IllegalArgumentException("a probe has either a library or a reason");
    }
}
