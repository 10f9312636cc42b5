/** Files that are written whole or not at all, and NumPy arrays. */
@NullMarked
package io.mscale.record.file;

import org.jspecify.annotations.NullMarked;
