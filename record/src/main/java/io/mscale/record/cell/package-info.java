/** A cell: its specification, the events of its training, and its record, into which specification and events are folded. */
@NullMarked
package io.mscale.record.cell;

import org.jspecify.annotations.NullMarked;
