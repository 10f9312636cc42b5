/**
 * The ND4J backend: the same network over native arrays, trained by ND4J's operations with a hand-written backward pass.
 * May touch ND4J and the API, nothing else of the project.
 */
@NullMarked
package io.mscale.backend.nd4j;

import org.jspecify.annotations.NullMarked;
