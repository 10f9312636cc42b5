/** Tests of the DJL backend: the conformance kit, and what it does not cover. */
@NullMarked
package io.mscale.backend.djl;

import org.jspecify.annotations.NullMarked;
