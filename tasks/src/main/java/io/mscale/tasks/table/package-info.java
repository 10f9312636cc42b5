/** Tables of numbers in text files: how they are written is found out, what is wrong in them is told with row and column. */
@NullMarked
package io.mscale.tasks.table;

import org.jspecify.annotations.NullMarked;
