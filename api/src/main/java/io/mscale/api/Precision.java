package io.mscale.api;

import io.mscale.api.option.Named;
import io.mscale.api.option.Names;

/** The floating-point format a model stores and computes in. */
public enum Precision implements Named {
    FLOAT32("float32"),
    FLOAT64("float64");

    private final String id;

    Precision(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
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
