/** JSON files of all records. Unreadable files are reported and left untouched. */
@NullMarked
package io.mscale.record.json;

import org.jspecify.annotations.NullMarked;
