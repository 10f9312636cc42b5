package io.mscale.record.run;

import io.mscale.api.LibraryInfo;
import io.mscale.api.Probe;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Probe} as the process that made it writes it down. Exactly one of the two is there.
 *
 * @param library the library, if the device can be used
 * @param reason why the device cannot be used
 */
public record ProbeAnswer(
        @Nullable LibraryInfo library, @Nullable String reason) {

    /** What is written of a probe. */
    public static ProbeAnswer of(Probe probe) {
        return probe instanceof Probe.Available available
                ? new ProbeAnswer(available.library(), null)
                : new ProbeAnswer(null, probe.obstacle().orElse(""));
    }

    /**
     * The probe.
     *
     * @throws IllegalArgumentException if neither or both are there
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
