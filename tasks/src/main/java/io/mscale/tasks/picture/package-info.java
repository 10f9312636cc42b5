/** Picture files as the image task sees them. */
@NullMarked
package io.mscale.tasks.picture;

import org.jspecify.annotations.NullMarked;
