/**
 * JMH's measurements, read from its files and merged, and step times in the same format for runs without JMH; for
 * viewers and CI tools that read that format. JMH itself is not used: it is under another licence and is on the
 * worker's class path only.
 */
@NullMarked
package io.mscale.report.jmh;

import org.jspecify.annotations.NullMarked;
