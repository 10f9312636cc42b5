/**
 * Step times in the format in which JMH writes its results, with JMH's statistics, for the viewers and CI tools that read it.
 * JMH itself is not used: it is under another licence and lies on the worker's class path only.
 */
@NullMarked
package io.mscale.results.jmh;

import org.jspecify.annotations.NullMarked;
