/**
 * External workers: programs in any language that train a cell. This JVM is their host: it writes the problem into a
 * folder, starts the program, reads its events strictly while it runs, computes every error itself from the predictions and
 * the parameters the program leaves, and writes the same records as for a backend in Java. The protocol is specified in
 * {@code docs/12-external-workers.md}.
 */
@NullMarked
package io.mscale.worker.external;

import org.jspecify.annotations.NullMarked;
