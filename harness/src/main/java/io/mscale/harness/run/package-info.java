/**
 * Executes a plan cell by cell and maintains the run's folder. Each result is written at once, so that none is lost.
 */
@NullMarked
package io.mscale.harness.run;

import org.jspecify.annotations.NullMarked;
