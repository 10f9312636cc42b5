package io.mscale.api.task;

import io.mscale.api.option.Named;
import io.mscale.api.option.Names;

/** How large a run is. Each task says what its presets are. */
public enum Preset implements Named {
    /** Shows that everything works: seconds. */
    SMOKE("smoke"),
    /** Shows the effect: a minute or two. */
    QUICK("quick"),
    /** The size of the publication. */
    PAPER("paper");

    private final String id;

    Preset(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    /**
     * The preset with that id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Preset named(String id) {
        return Names.parse("preset", Preset.class, id);
    }

    @Override
    public String toString() {
        return id;
    }
}
