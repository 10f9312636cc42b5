/**
 * The EJML backend: the network's passes written by hand over EJML's dense matrices and row operations, in both
 * precisions. A layer is the blocks of its weights, each multiplied by itself; what a block reads and writes are some of
 * the rows of the layers around it. Nothing outside this package sees EJML; nothing here starts before a model is created.
 */
@NullMarked
package io.mscale.backend.ejml;

import org.jspecify.annotations.NullMarked;
