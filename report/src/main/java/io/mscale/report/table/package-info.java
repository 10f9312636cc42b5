/** Tables: the catalogue of columns, and the tables built from it for the console, Markdown, CSV and the page. */
@NullMarked
package io.mscale.report.table;

import org.jspecify.annotations.NullMarked;
