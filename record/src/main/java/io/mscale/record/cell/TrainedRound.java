package io.mscale.record.cell;

import io.mscale.api.network.Scales;

/**
 * One of several rounds of a training.
 *
 * @param stepsBefore steps taken before its first
 * @param scales the scales of its network
 * @param factor what its network's output is multiplied by in the sum: the root mean square of what was left over when the
 *     round began, which the network learns divided by it; 1 in the first round
 */
public record TrainedRound(int stepsBefore, Scales scales, double factor) {}
