package io.mscale.record.cell;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.WorkerSettings;
import io.mscale.api.network.Variant;
import io.mscale.api.task.Preset;

/** Something that belongs to one cell, with shortcuts to the cell's components. */
public interface OfCell {

    /** The cell. */
    Cell cell();

    /** {@link CellIdentity#id}. */
    default String id() {
        return cell().identity().id();
    }

    /** {@link CellIdentity#backend}. */
    default String backend() {
        return cell().identity().backend();
    }

    /** {@link CellIdentity#device}. */
    default Device device() {
        return cell().identity().device();
    }

    /** {@link CellIdentity#task}. */
    default String task() {
        return cell().identity().task();
    }

    /** {@link CellIdentity#variant}. */
    default Variant variant() {
        return cell().identity().variant();
    }

    /** {@link CellIdentity#preset}. */
    default Preset preset() {
        return cell().identity().preset();
    }

    /** {@link CellIdentity#repeat}. */
    default int repeat() {
        return cell().identity().repeat();
    }

    /** {@link CellIdentity#seed}. */
    default long seed() {
        return cell().identity().seed();
    }

    /** {@link CellIdentity#precision}. */
    default Precision precision() {
        return cell().identity().precision();
    }

    /** {@link CellIdentity#setting}. */
    default String setting() {
        return cell().identity().setting();
    }

    /** {@link CellIdentity#role}. */
    default String role() {
        return cell().identity().role();
    }

    /** {@link CellIdentity#form}. */
    default String form() {
        return cell().identity().form();
    }

    /** {@link Cell#network}. */
    default CellSpec.Network network() {
        return cell().network();
    }

    /** {@link Cell#training}. */
    default CellSpec.Training training() {
        return cell().training();
    }

    /** {@link Cell#measurement}. */
    default CellSpec.Measurement measurement() {
        return cell().measurement();
    }

    /** {@link Cell#worker}. */
    default WorkerSettings worker() {
        return cell().worker();
    }

    /** {@link Cell#taskSettings}. */
    default TaskSettings taskSettings() {
        return cell().taskSettings();
    }
}
