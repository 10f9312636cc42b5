package io.mscale.record.network;

import org.jspecify.annotations.Nullable;

/** What a worker says that was asked for a prediction: the problem, or null if it wrote one. */
public record PredictionAnswer(@Nullable String problem) {}
