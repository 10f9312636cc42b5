package io.mscale.api.task;

import io.mscale.api.option.Named;
import io.mscale.api.option.Names;

/** How large a run is. Each task says what its presets are. */
public enum Preset implements Named.Constant {
    /** Shows that everything works: seconds. */
    SMOKE,
    /** Shows the effect: a minute or two. */
    QUICK,
    /** The size of the publication. */
    PAPER;

    /** The preset with that id; an {@link IllegalArgumentException} lists the ids if there is none. */
    public static Preset named(String id) {
        return Names.parse("preset", Preset.class, id);
    }

    @Override
    public String toString() {
        return id();
    }
}
