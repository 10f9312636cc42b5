/**
 * The EJML backend: forward and backward passes hand-written over EJML's dense matrices and row operations, in both
 * precisions. A layer consists of blocks of weights that are multiplied separately; each reads and writes some of the
 * rows of the adjacent layers. Nothing outside this package sees EJML; no thread starts before a model is created.
 */
@NullMarked
package io.mscale.backend.ejml;

import org.jspecify.annotations.NullMarked;
