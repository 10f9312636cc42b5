package io.mscale.worker.external;

import io.mscale.api.LibraryInfo;
import io.mscale.record.cell.CellStatus;
import java.util.OptionalLong;

/** A program's answers, one JSON line each. */
sealed interface Answer {

    /** The request is done; there is no result. */
    record Done() implements Answer {}

    /** The device can be used. */
    record Found(LibraryInfo library) implements Answer {}

    /**
     * The steps were taken.
     *
     * @param loss the last step's, before its update; NaN if it was not finite
     * @param seconds their duration by the program's own clock
     */
    record Trained(double loss, double seconds) implements Answer {}

    /** Memory on the device; empty if unknown. */
    record Memory(OptionalLong bytes) implements Answer {}

    /** The program refuses: {@code UNSUPPORTED} or {@code FAILED}. */
    record Refused(CellStatus status, String reason) implements Answer {}
}
