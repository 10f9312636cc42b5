package io.mscale.api;

import org.jspecify.annotations.Nullable;

/**
 * What a backend found when it tried a device: the library it would use, or the reason why it cannot. Exactly one of
 * the two is there.
 *
 * @param library the library, if the device can be used
 * @param reason why not, in words that tell the user what to do; null if the device can be used
 */
public record Probe(@Nullable LibraryInfo library, @Nullable String reason) {

    public Probe {
        if ((library == null) == (reason == null)) {
            throw new IllegalArgumentException("a probe has either a library or a reason");
        }
    }

    /** The device can be used. */
    public static Probe available(LibraryInfo library) {
        return new Probe(library, null);
    }

    /** The device cannot be used. */
    public static Probe unavailable(String reason) {
        return new Probe(null, reason);
    }

    /** Whether the device can be used. */
    public boolean isAvailable() {
        return library != null;
    }
}
