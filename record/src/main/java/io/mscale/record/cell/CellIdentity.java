package io.mscale.record.cell;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.network.Variant;
import io.mscale.api.task.Preset;
import io.mscale.record.mapping.IfAbsent;

/**
 * Distinguishes a cell from the others of its run.
 *
 * @param id the cell's name, also the name of its folder
 * @param repeat number of the repeat, from 1
 * @param seed the source of initial parameters, data and batches
 * @param setting distinguishes cells of one variant that are trained with different settings, as in {@code scales
 *     linear:100}; empty otherwise, and in records that predate the component
 * @param role the cell's role in its study where the variant does not imply it; empty if there is none, and in
 *     records that predate the component
 */
public record CellIdentity(
        String id,
        String backend,
        Device device,
        String task,
        Variant variant,
        Preset preset,
        int repeat,
        long seed,
        Precision precision,
        @IfAbsent("\"\"") String setting,
        @IfAbsent("\"\"") String role) {

    /** The variant and, if there is one, the setting: identifies a network within a run. */
    public String form() {
        return setting.isEmpty() ? variant.id() : variant.id() + " " + setting;
    }
}
