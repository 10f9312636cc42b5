/** Folders that commands lay out whole. */
@NullMarked
package io.mscale.harness.file;

import org.jspecify.annotations.NullMarked;
