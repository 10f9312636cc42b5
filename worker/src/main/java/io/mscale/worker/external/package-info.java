/**
 * External workers: programs in any language as backends. The host and the program exchange JSON lines over the
 * program's standard input and output, and arrays in {@code .npy} files; training loop, clock, checks and conformance
 * kit are those of every backend. The protocol is specified in {@code docs/12-external-workers.md}.
 */
@NullMarked
package io.mscale.worker.external;

import org.jspecify.annotations.NullMarked;
