/** A cell: its specification, the events of its training, and the record they are folded into. */
@NullMarked
package io.mscale.record.cell;

import org.jspecify.annotations.NullMarked;
