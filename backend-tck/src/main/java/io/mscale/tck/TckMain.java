package io.mscale.tck;

import io.mscale.api.Device;
import io.mscale.api.LibraryInfo;
import io.mscale.api.MscaleBackend;
import io.mscale.api.Probe;
import io.mscale.api.option.Names;
import io.mscale.api.support.FailureText;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.WrongChoiceException;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The conformance kits as a program, for a backend or a task on the class path:
 *
 * <pre>
 * TckMain --backend ID [--device cpu|gpu|gpu:N] [--threads N] [--rule-timeout SECONDS]
 * TckMain --task ID [--choice NAME=VALUE]... [--rule-timeout SECONDS]
 * </pre>
 *
 * <p>Prints one line per rule and a summary. Exit code 0: something ran and nothing failed; 1: a rule failed or the
 * device cannot be used; 2: usage error. Without {@code --rule-timeout} a rule may take as long as it likes.
 */
public final class TckMain {

    private static final int GOOD = 0;
    private static final int BAD = 1;
    private static final int USAGE = 2;

    /** What the program's messages begin with, whose console this process shares. */
    private static final String PROGRAM = "mscale-bench: ";

    private final KitOptions options;
    private final Journal journal;
    private final PrintStream out;
    private final PrintStream err;
    private final IntConsumer exit;

    private TckMain(KitOptions options, PrintStream out, PrintStream err, IntConsumer exit) {
        this.options = options;
        this.journal = Journal.in(options.journal());
        this.out = out;
        this.err = err;
        this.exit = exit;
    }

    /** Runs the kit and exits with its exit code. */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err, System::exit));
    }

    /**
     * Runs the kit and returns its exit code.
     *
     * @param err receives usage errors
     * @param exit called, from another thread, if a rule takes too long
     */
    static int run(String[] args, PrintStream out, PrintStream err, IntConsumer exit) {
        KitOptions options;
        try {
            options = KitOptions.parse(args);
        } catch (IllegalArgumentException e) {
            err.println(PROGRAM + e.getMessage());
            return USAGE;
        }
        TckMain kit = new TckMain(options, out, err, exit);
        int code = options.task().isEmpty() ? kit.testBackend(args) : kit.testTask(args);
        kit.journal.exit(code);
        return code;
    }

    private int testBackend(String[] args) {
        Device device = options.device();
        try {
            MscaleBackend backend = installedBackend(options);
            Set<Device.Kind> declared = backend.capabilities().devices();
            if (!declared.contains(device.kind())) {
                List<String> ids = declared.stream().map(Device.Kind::id).toList();
                throw Names.unknown(
                        "device of " + options.backend(), device.kind().id(), ids);
            }
            Probe probe = backend.probe(device, options.threads());
            if (probe instanceof Probe.Unavailable unavailable) {
                err.println(PROGRAM + "device " + device + " cannot be used: " + unavailable.reason());
                return BAD;
            }
            LibraryInfo library = ((Probe.Available) probe).library();
            out.println("Conformance of backend " + backend.id() + " (" + library.name() + " " + library.version()
                    + ") on " + device);
        } catch (IllegalArgumentException e) {
            err.println(PROGRAM + e.getMessage());
            return USAGE;
        } catch (RuntimeException | LinkageError e) {
            err.println(PROGRAM + "backend '" + options.backend() + "' cannot be used: " + FailureText.of(e));
            return BAD;
        }
        return test(InstalledBackendTck.class, options.backend() + " on " + device, args);
    }

    private int testTask(String[] args) {
        try {
            FittingTask task = installedTask(options);
            refuseWrongChoices(task);
            out.println("Conformance of task " + task.id() + ": " + task.description());
        } catch (IllegalArgumentException e) {
            err.println(PROGRAM + e.getMessage());
            return USAGE;
        }
        return test(InstalledTaskTck.class, "task " + options.task(), args);
    }

    /** A wrong value is the user's mistake; whatever else goes wrong is the task's, and for the rules to tell. */
    private void refuseWrongChoices(FittingTask task) {
        try {
            task.configured(options.choices());
        } catch (WrongChoiceException e) {
            throw new IllegalArgumentException(options.words(e.option()) + ": " + e.problem(), e);
        } catch (RuntimeException | LinkageError e) {
            return;
        }
    }

    private int test(Class<?> rules, String what, String[] args) {
        RuleReport report = new RuleReport(out, journal);
        CancellationToken cancellation = CancellationToken.create();
        RuleWatch watch = RuleWatch.over(report, options, err, cancellation::cancel, () -> giveUp(report, what));
        LauncherFactory.create()
                .execute(LauncherExecutionRequestBuilder.request(request(rules, args))
                        .listeners(report)
                        .cancellationToken(cancellation)
                        .build());
        if (watch.hasGivenUp()) {
            return BAD;
        }
        out.println(what + ": " + report.summary());
        return report.isGood() ? GOOD : BAD;
    }

    private void giveUp(RuleReport report, String what) {
        out.println(what + ": " + report.summary() + "; " + report.notRun()
                + " rules were not run, since the one that took too long cannot be stopped");
        out.flush();
        journal.exit(BAD);
        exit.accept(BAD);
    }

    private static LauncherDiscoveryRequest request(Class<?> rules, String[] args) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(rules))
                .configurationParameter(InstalledTck.ARGUMENTS, InstalledTck.text(args))
                .configurationParameter("junit.jupiter.params.displayname.default", "{arguments}")
                .build();
    }

    static MscaleBackend installedBackend(KitOptions options) {
        return Providers.find(MscaleBackend.class, "backend", options.backend(), MscaleBackend::id);
    }

    static FittingTask installedTask(KitOptions options) {
        return Providers.find(FittingTask.class, "task", options.task(), FittingTask::id);
    }
}
