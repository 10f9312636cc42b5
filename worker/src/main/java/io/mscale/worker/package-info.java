/**
 * The mains of the forked JVM: one trains a cell, one tries a device, one has a backend measure it; a fourth, in
 * {@code machine}, measures the processor.
 * They read a specification from a file, write what happened to files beside it, and talk to nobody. Knows the API; meets
 * backends and tasks through ServiceLoader alone.
 */
@NullMarked
package io.mscale.worker;

import org.jspecify.annotations.NullMarked;
