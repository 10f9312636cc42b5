package io.mscale.api;

import java.util.Optional;

/** What a backend found when it tried a device. */
public sealed interface Probe {

    /** The device can be used; {@code library} computes there. */
    record Available(LibraryInfo library) implements Probe {}

    /** The device cannot be used; {@code reason} says why not, in words that tell the user what to do. */
    record Unavailable(String reason) implements Probe {

        public Unavailable {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("a device that cannot be used needs a reason");
            }
        }
    }

    /** The device can be used, with this library. */
    static Probe available(LibraryInfo library) {
        return new Available(library);
    }

    /** The device cannot be used, for this reason. */
    static Probe unavailable(String reason) {
        return new Unavailable(reason);
    }

    /** Why the device cannot be used; empty if it can. */
    default Optional<String> obstacle() {
        return this instanceof Unavailable unavailable ? Optional.of(unavailable.reason) : Optional.empty();
    }

    /** Whether the device can be used. */
    default boolean isAvailable() {
        return this instanceof Available;
    }
}
