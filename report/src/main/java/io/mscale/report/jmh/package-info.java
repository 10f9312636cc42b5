/**
 * What JMH measured, read from the files it wrote and put together; and step times in the same format, with JMH's statistics,
 * where it did not run. For the viewers and CI tools that read it.
 * JMH itself is not used: it is under another licence and lies on the worker's class path only.
 */
@NullMarked
package io.mscale.report.jmh;

import org.jspecify.annotations.NullMarked;
