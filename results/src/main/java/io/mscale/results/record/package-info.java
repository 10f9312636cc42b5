/**
 * The record of a run: its types, its files, and the one JSON mapper that reads and writes them. Files that cannot be read
 * are named and left as they are.
 */
@NullMarked
package io.mscale.results.record;

import org.jspecify.annotations.NullMarked;
