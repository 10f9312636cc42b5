/** How metrics went over a history's runs, and since when they are what they are. Numbers only; the page is made elsewhere. */
@NullMarked
package io.mscale.results.trend;

import org.jspecify.annotations.NullMarked;
