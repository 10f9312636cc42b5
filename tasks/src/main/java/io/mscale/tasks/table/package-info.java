/** Parser for tables of numbers in text files: detects the format and reports errors by row and column. */
@NullMarked
package io.mscale.tasks.table;

import org.jspecify.annotations.NullMarked;
