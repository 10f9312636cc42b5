package io.mscale.tck;

import io.mscale.api.Probe;
import io.mscale.tck.rules.ActivationRules;
import io.mscale.tck.rules.DeclaredRules;
import io.mscale.tck.rules.ForwardRules;
import io.mscale.tck.rules.GradientRules;
import io.mscale.tck.rules.OptimizerRules;
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
 * All rules for backends. A backend's test is
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
 * <p>It may override {@link #device()} and {@link #threads()} too. What the backend does not declare in its capabilities,
 * and a device that its probe finds unusable, show as skipped tests with the reason.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MscaleBackendTck.ByRuleNumber.class)
public abstract class MscaleBackendTck
        implements ProviderRules,
                ForwardRules,
                GradientRules,
                StructureRules,
                ActivationRules,
                OptimizerRules,
                TrainingRules,
                StateRules,
                ResourceRules,
                DeclaredRules {

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

    /** Rules in the order of their numbers, whether required or optional. */
    static final class ByRuleNumber implements MethodOrderer {

        @Override
        public void orderMethods(MethodOrdererContext context) {
            context.getMethodDescriptors()
                    .sort(Comparator.comparing(
                            rule -> rule.getMethod().getName().replaceFirst("^[a-z]+_", "")));
        }
    }
}
