/**
 * Finds what there is: the distribution's folders, the backends in theirs (a class loader for each, so that one broken
 * plug-in harms no other) and the tasks. Loads no backend's library.
 */
@NullMarked
package io.mscale.harness.discovery;

import org.jspecify.annotations.NullMarked;
