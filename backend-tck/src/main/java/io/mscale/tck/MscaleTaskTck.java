package io.mscale.tck;

import io.mscale.tck.task.TaskDataRules;
import io.mscale.tck.task.TaskDescriptionRules;
import io.mscale.tck.task.TaskEquationRules;
import io.mscale.tck.task.TaskOptionRules;
import io.mscale.tck.task.TaskPresetRules;
import io.mscale.tck.task.TaskProviderRules;
import io.mscale.tck.task.TaskTargetRules;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * All rules for tasks, to be extended by a task's test:
 *
 * <pre>
 * class SlopeConformanceTest extends MscaleTaskTck {
 *     &#64;Override
 *     public FittingTask task() {
 *         return new Slope();
 *     }
 * }
 * </pre>
 *
 * <p>Subclasses may also override {@link #choices()}; a task that reads a file needs that.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MscaleBackendTck.ByRuleNumber.class)
public abstract class MscaleTaskTck
        implements TaskProviderRules,
                TaskOptionRules,
                TaskDataRules,
                TaskTargetRules,
                TaskPresetRules,
                TaskDescriptionRules,
                TaskEquationRules {

    /** For subclasses. */
    protected MscaleTaskTck() {}
}
