/** The built-in tasks. They depend on the API, and for tables on NumPy's files in the module record. */
@NullMarked
package io.mscale.tasks;

import org.jspecify.annotations.NullMarked;
