/** Tests of the EJML backend; they may touch its package-private parts. */
@NullMarked
package io.mscale.backend.ejml;

import org.jspecify.annotations.NullMarked;
