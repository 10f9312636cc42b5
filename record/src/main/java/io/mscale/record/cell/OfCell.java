package io.mscale.record.cell;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.WorkerSettings;
import io.mscale.api.network.Variant;
import io.mscale.api.task.Preset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that belongs to one cell, with shortcuts to the cell's components. */
public interface OfCell {

    /** The cell. */
    Cell cell();

    default String id() {
        return cell().identity().id();
    }

    default String backend() {
        return cell().identity().backend();
    }

    default Device device() {
        return cell().identity().device();
    }

    default String task() {
        return cell().identity().task();
    }

    default Variant variant() {
        return cell().identity().variant();
    }

    default Preset preset() {
        return cell().identity().preset();
    }

    default int repeat() {
        return cell().identity().repeat();
    }

    default long seed() {
        return cell().identity().seed();
    }

    default Precision precision() {
        return cell().identity().precision();
    }

    default String setting() {
        return cell().identity().setting();
    }

    default String role() {
        return cell().identity().role();
    }

    default String form() {
        return cell().identity().form();
    }

    default CellSpec.Network network() {
        return cell().network();
    }

    default CellSpec.Training training() {
        return cell().training();
    }

    default CellSpec.Measurement measurement() {
        return cell().measurement();
    }

    default WorkerSettings worker() {
        return cell().worker();
    }

    default TaskSettings taskSettings() {
        return cell().taskSettings();
    }

    default List<String> choices() {
        return cell().choices();
    }

    /** The training that this one goes on with; null if it starts from initial parameters. */
    default @Nullable Continuation continues() {
        return cell().continues();
    }
}
