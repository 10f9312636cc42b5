/**
 * {@code report.html}: a self-contained page, including the chart library, that works from disk without a network.
 * Tables are written here and by the template {@code src/main/jte/report.jte}; charts are drawn by the scripts among
 * this package's resources from the descriptions that {@link ChartIsland} writes.
 */
@NullMarked
package io.mscale.report.html;

import org.jspecify.annotations.NullMarked;
