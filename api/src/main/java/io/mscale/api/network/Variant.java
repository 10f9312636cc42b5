package io.mscale.api.network;

import io.mscale.api.option.Named;
import io.mscale.api.option.Names;

/** The form of network that a cell trains, as users choose it. */
public enum Variant implements Named {
    /** h1 = s0(W0 x + b0): every neuron sees the input as it is. */
    SINGLE("single", "one scale: the plain network") {
        @Override
        public Scales scales(Scales requested) {
            return Scales.one();
        }
    },
    /** h1 = s0(K .* (W0 x) + b0): MscaleDNN-1, Liu, Cai and Xu (2020). */
    MULTI("multi", "many scales in the first layer: MscaleDNN-1") {
        @Override
        public Scales scales(Scales requested) {
            return requested;
        }
    };

    private final String id;
    private final String description;

    Variant(String id, String description) {
        this.id = id;
        this.description = description;
    }

    @Override
    public String id() {
        return id;
    }

    /** One line for {@code list variants}. */
    public String description() {
        return description;
    }

    /** The scales this variant's first layer uses when the user asks for {@code requested}. */
    public abstract Scales scales(Scales requested);

    /**
     * The variant with that id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Variant named(String id) {
        return Names.parse("variant", Variant.class, id);
    }

    @Override
    public String toString() {
        return id;
    }
}
