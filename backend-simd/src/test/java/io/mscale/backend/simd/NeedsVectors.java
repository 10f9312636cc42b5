package io.mscale.backend.simd;

import io.mscale.api.Precision;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips what computes on a machine where the backend is unsupported, and vectors wider than the machine's: both would give
 * the right results, a thousand times slower.
 */
public final class NeedsVectors implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return VectorModule.obstacle()
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(NeedsVectors::ofTheWantedWidth);
    }

    private static ConditionEvaluationResult ofTheWantedWidth() {
        int machine = VectorModule.kernels(Precision.FLOAT32).machineBits();
        int wanted = VectorModule.wantedBits().orElse(machine);
        return wanted > machine
                ? ConditionEvaluationResult.disabled("Java has no " + wanted + "-bit vectors on this processor")
                : ConditionEvaluationResult.enabled("");
    }
}
