/**
 * What reports show, taken from records and from nothing else: runs that are reported together, cells with the name under
 * which they compete, learned curves, frequency errors, distributions of step times, and curves published by others. No
 * format of output is known here.
 */
@NullMarked
package io.mscale.results.evidence;

import org.jspecify.annotations.NullMarked;
