package io.mscale.report.table;

import static io.mscale.report.table.Column.Better.LESS;

import io.mscale.results.evidence.CellMeasures;
import io.mscale.results.evidence.Entry;
import io.mscale.results.number.Formats;

/** Columns of what a step costs that needs no clock, of runs that were asked to count it. */
final class CountColumns {

    static final Column INSTRUCTIONS = Column.field(
                    "instructionsPerStep",
                    "",
                    "the processor's instructions of a step outside the kernel, without those of the Java runtime's own"
                            + " threads, counted after the training",
                    reported -> CellMeasures.instructions(reported.cell()))
            .shownAs("instr/step", LESS, Entry::instructions, Formats::largeCount);
    static final Column ALLOCATION = Column.field(
                    "allocatedBytesPerStep",
                    "bytes",
                    "Java objects that a step allocates, counted after the training",
                    reported -> CellMeasures.allocatedBytes(reported.cell()))
            .shownAs("alloc/step", LESS, Entry::allocatedBytes, Formats::allocation);

    private CountColumns() {}
}
