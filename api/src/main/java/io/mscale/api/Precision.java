package io.mscale.api;

import io.mscale.api.option.Named;
import io.mscale.api.option.Names;

/** The floating-point format a model stores and computes in. */
public enum Precision implements Named.Constant {
    FLOAT32(Float.BYTES),
    FLOAT64(Double.BYTES);

    private final int bytes;

    Precision(int bytes) {
        this.bytes = bytes;
    }

    /** The size of a number in bytes. */
    public int bytes() {
        return bytes;
    }

    /** The precision with that id; an {@link IllegalArgumentException} lists the ids if there is none. */
    public static Precision named(String id) {
        return Names.parse("precision", Precision.class, id);
    }

    @Override
    public String toString() {
        return id();
    }
}
