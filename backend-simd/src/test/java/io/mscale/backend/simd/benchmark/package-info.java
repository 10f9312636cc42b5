/** How fast each kernel is on this machine, beside the peak. */
@org.jspecify.annotations.NullMarked
package io.mscale.backend.simd.benchmark;
