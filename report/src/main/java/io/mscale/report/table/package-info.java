/**
 * Tables: the catalogue of columns, and the tables that are made from it for the console, Markdown, CSV and the page.
 */
@NullMarked
package io.mscale.report.table;

import org.jspecify.annotations.NullMarked;
