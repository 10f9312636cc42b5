package io.mscale.harness.architecture.violation.one;

import io.mscale.harness.architecture.violation.other.Hen;

/** Half of a cycle. */
public record Egg(Hen layer) {}
