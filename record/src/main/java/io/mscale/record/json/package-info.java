/** The JSON mapping of all records. Files that cannot be read are named and left as they are. */
@NullMarked
package io.mscale.record.json;

import org.jspecify.annotations.NullMarked;
