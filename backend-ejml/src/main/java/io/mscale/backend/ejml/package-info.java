/**
 * The EJML backend: the network's passes written by hand over EJML's dense matrices and row operations, in both
 * precisions. Nothing outside this package sees EJML; nothing here starts before a model is created.
 */
@NullMarked
package io.mscale.backend.ejml;

import org.jspecify.annotations.NullMarked;
