package io.mscale.tck.flawed;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
import io.mscale.api.MscaleBackend;
import io.mscale.api.Precision;
import io.mscale.tck.CompleteCapabilities;
import io.mscale.tck.MscaleBackendTck;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.Filter;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/**
 * What the kit says of a flawed backend.
 *
 * @param passed the rules that passed in at least one case
 * @param failed the rules that failed in at least one case
 * @param skipped the rules that were skipped in at least one case
 * @param messages what failed cases say
 */
public record FlawedRun(Set<String> passed, Set<String> failed, Set<String> skipped, List<String> messages) {

    private static final String FLAW = "mscale.tck.flaw";
    private static final String REPRODUCIBLE = "mscale.tck.reproducible";

    /** Runs all rules but those on memory, which take long in plain loops. */
    public static FlawedRun of(Flaw flaw, boolean declaresReproducible) {
        return of(selectClass(FlawedTck.class), TagFilter.excludeTags("memory"), flaw, declaresReproducible);
    }

    /** Runs the rules with these numbers. */
    public static FlawedRun ofNumbers(List<String> numbers, Flaw flaw) {
        PostDiscoveryFilter chosen = test -> FilterResult.includedIf(test.getSource()
                .filter(source ->
                        source instanceof MethodSource method && numbers.contains(number(method.getMethodName())))
                .isPresent());
        return of(selectClass(FlawedTck.class), chosen, flaw, true);
    }

    /** Runs one rule that takes a precision. */
    public static FlawedRun ofRule(String rule, Flaw flaw) {
        return of(
                selectMethod(FlawedTck.class, rule, Precision.class),
                TagFilter.includeTags("any() | none()"),
                flaw,
                true);
    }

    private static FlawedRun of(DiscoverySelector rules, Filter<?> filter, Flaw flaw, boolean declaresReproducible) {
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(rules)
                .filters(filter)
                .configurationParameter(FLAW, flaw.name())
                .configurationParameter(REPRODUCIBLE, Boolean.toString(declaresReproducible))
                .execute()
                .testEvents();
        return new FlawedRun(
                rules(tests.succeeded().stream()),
                rules(tests.failed().stream()),
                rules(tests.aborted().stream()),
                tests.failed().stream().map(FlawedRun::message).toList());
    }

    /** The rules that failed, by their numbers. */
    public Set<String> failedNumbers() {
        return failed.stream().map(FlawedRun::number).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String number(String rule) {
        return rule.replaceAll(".*_spec(\\d+)_.*", "$1");
    }

    private static String message(Event failed) {
        return String.valueOf(failed.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow()
                .getMessage());
    }

    private static Set<String> rules(Stream<Event> events) {
        return events.map(event -> event.getTestDescriptor().getSource().orElseThrow())
                .map(source -> ((MethodSource) source).getMethodName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The kit's rules for the flaw named in the configuration. Surefire does not run it: its name does not match. */
    @ExtendWith(FlawResolver.class)
    static final class FlawedTck extends MscaleBackendTck {

        private final MscaleBackend backend;

        FlawedTck(PlainBackend backend) {
            this.backend = backend;
        }

        @Override
        public MscaleBackend backend() {
            return backend;
        }
    }

    /** Gives the constructor the backend that the configuration asks for. */
    static final class FlawResolver implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == PlainBackend.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            Flaw flaw = Flaw.valueOf(context.getConfigurationParameter(FLAW).orElseThrow());
            boolean reproducible = Boolean.parseBoolean(
                    context.getConfigurationParameter(REPRODUCIBLE).orElseThrow());
            Capabilities all = CompleteCapabilities.on(Device.Kind.CPU);
            return new PlainBackend(
                    flaw,
                    new Capabilities(
                            all.devices(),
                            all.precisions(),
                            all.structures(),
                            all.activations(),
                            all.options(),
                            all.losses(),
                            all.optimizers(),
                            reproducible,
                            flaw != Flaw.MOMENTS_NOT_DECLARED));
        }
    }
}
