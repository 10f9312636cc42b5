package io.mscale.api;

import io.mscale.api.option.Named;
import io.mscale.api.option.Names;

/** The floating-point format a model stores and computes in. */
public enum Precision implements Named {
    FLOAT32("float32", Float.BYTES),
    FLOAT64("float64", Double.BYTES);

    private final String id;
    private final int bytes;

    Precision(String id, int bytes) {
        this.id = id;
        this.bytes = bytes;
    }

    @Override
    public String id() {
        return id;
    }

    /** The size of a number in bytes. */
    public int bytes() {
        return bytes;
    }

    /**
     * The precision with that id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Precision named(String id) {
        return Names.parse("precision", Precision.class, id);
    }

    @Override
    public String toString() {
        return id;
    }
}
