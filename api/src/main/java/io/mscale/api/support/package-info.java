/**
 * Conveniences for backends, in-house and third-party: threads that work in step, processors, memory and caches as the
 * system tells of them, its short commands, why native libraries cannot be loaded. Not part of the contract; a backend
 * may do without.
 */
@NullMarked
package io.mscale.api.support;

import org.jspecify.annotations.NullMarked;
