/**
 * What is written about a cell: its specification, the events of its training, and its record, which is the
 * specification and all events folded into one. The records' components are the fields of the JSON files, name by name.
 */
@NullMarked
package io.mscale.api.record;

import org.jspecify.annotations.NullMarked;
