package io.mscale.tck;

import io.mscale.api.Probe;
import io.mscale.tck.rules.AccuracyRules;
import io.mscale.tck.rules.ActivationRules;
import io.mscale.tck.rules.DeclaredRules;
import io.mscale.tck.rules.DifferentialLossRules;
import io.mscale.tck.rules.OptimizerStateRules;
import io.mscale.tck.rules.ProviderRules;
import io.mscale.tck.rules.ResourceRules;
import io.mscale.tck.rules.StateRules;
import io.mscale.tck.rules.StructureRules;
import io.mscale.tck.rules.TrainingRules;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * All rules for backends, to be extended by a backend's test:
 *
 * <pre>
 * class EjmlBackendTest extends MscaleBackendTck {
 *     &#64;Override
 *     public MscaleBackend backend() {
 *         return new EjmlBackend();
 *     }
 * }
 * </pre>
 *
 * <p>Subclasses may also override {@link #device()} and {@link #threads()}. A rule is skipped with the reason if the
 * backend does not declare the capability it needs, or if the backend's probe finds the device unusable.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MscaleBackendTck.ByRuleNumber.class)
public abstract class MscaleBackendTck
        implements ProviderRules,
                AccuracyRules,
                StructureRules,
                ActivationRules,
                TrainingRules,
                DifferentialLossRules,
                StateRules,
                ResourceRules,
                DeclaredRules,
                OptimizerStateRules {

    private @Nullable Probe probe;

    /** For subclasses. */
    protected MscaleBackendTck() {}

    @Override
    public final Probe probe() {
        Probe found = probe;
        if (found == null) {
            found = backend().probe(device(), threads());
            probe = found;
        }
        return found;
    }

    /** Runs rules in the order of their numbers, required and optional ones mixed. */
    static final class ByRuleNumber implements MethodOrderer {

        @Override
        public void orderMethods(MethodOrdererContext context) {
            context.getMethodDescriptors()
                    .sort(Comparator.comparing(
                            rule -> rule.getMethod().getName().replaceFirst("^[a-z]+_", "")));
        }
    }
}
