/**
 * A history: run records kept over time in a folder of small files. Files are only ever added, each whole or not at all, under a name
 * that follows from its content; so two histories are merged by copying one over the other, and adding at once loses nothing.
 */
@NullMarked
package io.mscale.results.history;

import org.jspecify.annotations.NullMarked;
