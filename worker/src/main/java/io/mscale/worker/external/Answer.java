package io.mscale.worker.external;

import io.mscale.api.LibraryInfo;
import io.mscale.record.cell.CellStatus;
import java.util.OptionalLong;

/** What a program answers, one JSON line each. */
sealed interface Answer {

    /** It is done, and there is nothing to say. */
    record Done() implements Answer {}

    /** The device can be used. */
    record Found(LibraryInfo library) implements Answer {}

    /**
     * The steps were taken.
     *
     * @param loss the last step's, before its update; NaN if it was not finite
     * @param seconds how long they took on the program's own clock
     */
    record Trained(double loss, double seconds) implements Answer {}

    /** Memory on the device; empty if it does not know. */
    record Memory(OptionalLong bytes) implements Answer {}

    /** It cannot do it: {@code UNSUPPORTED} or {@code FAILED}. */
    record Refused(CellStatus status, String reason) implements Answer {}
}
