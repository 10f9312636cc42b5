package io.mscale.harness.architecture.violation.other;

import io.mscale.harness.architecture.violation.one.Egg;
import java.util.List;

/** The other half. */
public record Hen(List<Egg> eggs) {}
