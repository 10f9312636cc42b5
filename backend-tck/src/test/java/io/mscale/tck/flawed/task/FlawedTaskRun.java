package io.mscale.tck.flawed.task;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.mscale.api.task.FittingTask;
import io.mscale.tck.MscaleTaskTck;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/**
 * What the kit says of a task.
 *
 * @param ran the rules that ran, skipped ones excepted
 * @param failed the rules that failed, by their numbers, with what they say
 */
public record FlawedTaskRun(Set<String> ran, Map<String, String> failed) {

    private static final String FLAW = "mscale.tck.task.flaw";
    private static final String CHOICES = "mscale.tck.task.choices";
    private static final String SLOW = "SLOW";
    private static final String EQUATION = "equation:";

    /** Runs all rules on a task with a mistake and a value of one option, written {@code name=value}. */
    public static FlawedTaskRun of(TaskFlaw flaw, String choice) {
        return of(flaw.name(), choice);
    }

    /** Runs all rules on a boundary-value task with a mistake. */
    public static FlawedTaskRun of(EquationFlaw flaw) {
        return of(EQUATION + flaw.name(), "");
    }

    /** Runs all rules on the task that is slow to construct. */
    public static FlawedTaskRun ofSlowTask() {
        return of(SLOW, "");
    }

    private static FlawedTaskRun of(String flaw, String choice) {
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(FlawedTaskTck.class))
                .configurationParameter(FLAW, flaw)
                .configurationParameter(CHOICES, choice)
                .execute()
                .testEvents();
        Set<String> ran = new TreeSet<>();
        tests.succeeded().stream().forEach(event -> ran.add(number(event)));
        Map<String, String> failed = new TreeMap<>();
        tests.failed().stream().forEach(event -> failed.put(number(event), message(event)));
        ran.addAll(failed.keySet());
        return new FlawedTaskRun(ran, failed);
    }

    private static String number(Event event) {
        MethodSource source =
                (MethodSource) event.getTestDescriptor().getSource().orElseThrow();
        return source.getMethodName().replaceAll("required_spec(\\d+)_.*", "$1");
    }

    private static String message(Event event) {
        return String.valueOf(event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow()
                .getMessage());
    }

    /** The kit's rules for the flaw named in the configuration. Surefire does not run it: its name does not match. */
    @ExtendWith(Resolver.class)
    static final class FlawedTaskTck extends MscaleTaskTck {

        private final FittingTask task;
        private final Map<String, String> choices;

        FlawedTaskTck(FittingTask task, Map<String, String> choices) {
            this.task = task;
            this.choices = choices;
        }

        @Override
        public FittingTask task() {
            return task;
        }

        @Override
        public Map<String, String> choices() {
            return choices;
        }
    }

    /** Gives the constructor what the configuration asks for. */
    static final class Resolver implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            Class<?> type = parameter.getParameter().getType();
            return type == Map.class || type == FittingTask.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            String flaw = context.getConfigurationParameter(FLAW).orElseThrow();
            String choice = context.getConfigurationParameter(CHOICES).orElseThrow();
            try {
                return parameter.getParameter().getType() == Map.class ? choices(choice) : task(flaw);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private static FittingTask task(String flaw) throws InterruptedException {
            if (flaw.startsWith(EQUATION)) {
                return new PlainEquation(EquationFlaw.valueOf(flaw.substring(EQUATION.length())));
            }
            return flaw.equals(SLOW) ? new SlowTask() : new PlainTask(TaskFlaw.valueOf(flaw));
        }

        private static Map<String, String> choices(String choice) {
            int equals = choice.indexOf('=');
            return equals < 0 ? Map.of() : Map.of(choice.substring(0, equals), choice.substring(equals + 1));
        }
    }
}
