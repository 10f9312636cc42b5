/**
 * Main classes of the forked JVM: one trains a cell, one probes a device, one has a backend measure a device's peak,
 * one only checks that the JVM starts, one reads a canary; another, in {@code machine}, measures the processor. Input comes from
 * arguments and files, results go to files. Knows the API; backends and tasks are found through ServiceLoader only.
 */
@NullMarked
package io.mscale.worker;

import org.jspecify.annotations.NullMarked;
