/** Tests of the ND4J backend; they may touch its package-private parts. */
@NullMarked
package io.mscale.backend.nd4j;

import org.jspecify.annotations.NullMarked;
