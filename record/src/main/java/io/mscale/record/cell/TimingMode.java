package io.mscale.record.cell;

import io.mscale.api.option.Named;
import io.mscale.api.option.Names;

/** How the steps of a cell are timed. */
public enum TimingMode implements Named.Constant {
    /** The clock is read around every step or block of steps. */
    STEPS,
    /** Like {@link #STEPS}, with JMH measuring the model as well. */
    JMH,
    /** Only the whole training is timed. */
    NONE;

    /**
     * Returns the mode with that id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static TimingMode named(String id) {
        return Names.parse("timing", TimingMode.class, id);
    }

    @Override
    public String toString() {
        return id();
    }
}
