/**
 * Discovery of the distribution's folders, the backends and the tasks. Each backend has its own class loader, so that a
 * broken one does not affect the others. Loads no backend's native library.
 */
@NullMarked
package io.mscale.harness.discovery;

import org.jspecify.annotations.NullMarked;
