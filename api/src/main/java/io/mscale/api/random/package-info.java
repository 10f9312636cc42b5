/**
 * Where every random number of a run comes from: one seed, one named JDK generator, one stream per purpose, numbers
 * drawn in double. Backends never draw their own.
 */
@NullMarked
package io.mscale.api.random;

import org.jspecify.annotations.NullMarked;
