/** Reads tables as instruments, spreadsheets and programs write them. {@link Table} is the way in. */
@org.jspecify.annotations.NullMarked
package io.mscale.tasks.table;
