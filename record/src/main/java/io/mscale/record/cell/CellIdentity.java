package io.mscale.record.cell;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.network.Variant;
import io.mscale.api.task.Preset;
import java.util.Objects;

/**
 * What tells a cell from the others of its run.
 *
 * @param id the cell's name and the name of its folder
 * @param repeat which of several repeats of the same cell, from 1
 * @param seed where initial parameters, data and batches come from
 * @param setting tells cells of one variant apart where a run trains it in several ways, as in {@code scales linear:100};
 *     empty in a run that does not, and in a record of a version that could not
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
        String setting) {

    @SuppressWarnings("NullAway") // older files lack the last component
    public CellIdentity {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(backend, "backend");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(variant, "variant");
        Objects.requireNonNull(preset, "preset");
        Objects.requireNonNull(precision, "precision");
        setting = Objects.requireNonNullElse(setting, "");
    }

    /** The variant, with the setting where there is one: what tells the networks of a run apart. */
    public String form() {
        return setting.isEmpty() ? variant.id() : variant.id() + " " + setting;
    }

    /** The same with another id, seed and setting. */
    public CellIdentity with(String newId, long newSeed, String newSetting) {
        return new CellIdentity(newId, backend, device, task, variant, preset, repeat, newSeed, precision, newSetting);
    }
}
