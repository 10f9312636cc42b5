package io.mscale.record.cell;

/**
 * The training that a cell goes on with.
 *
 * @param folder the absolute path of the cell that was trained before
 * @param parametersSha256 the digest of its parameters
 * @param backend the backend that trained it
 * @param steps the optimiser steps it took, and those before it
 * @param moments whether the optimiser goes on, too; otherwise it starts afresh from the parameters
 */
public record Continuation(String folder, String parametersSha256, String backend, long steps, boolean moments) {}
