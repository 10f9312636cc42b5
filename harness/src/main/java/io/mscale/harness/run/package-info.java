/** Carries out a plan cell by cell and keeps the run's folder: what was measured is written at once and never lost. */
@NullMarked
package io.mscale.harness.run;

import org.jspecify.annotations.NullMarked;
