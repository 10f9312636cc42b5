/** The built-in tasks. They depend on the API only. */
@NullMarked
package io.mscale.tasks;

import org.jspecify.annotations.NullMarked;
