package io.mscale.tck;

import io.mscale.api.Device;
import io.mscale.api.LibraryInfo;
import io.mscale.api.MscaleBackend;
import io.mscale.api.Probe;
import io.mscale.api.option.Names;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactory;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The conformance kit as a program, for a backend on the class path:
 *
 * <pre>
 * TckMain --backend ID [--device cpu|gpu|gpu:N] [--threads N]
 * </pre>
 *
 * <p>Prints one line per rule and a summary. Exit code 0: something ran and nothing failed; 1: a rule failed or the
 * device cannot be used; 2: usage error.
 */
public final class TckMain {

    private static final int GOOD = 0;
    private static final int BAD = 1;
    private static final int USAGE = 2;

    /** The launcher's configuration parameter with the program's arguments, one a line. */
    private static final String ARGUMENTS = "mscale.tck.arguments";

    private TckMain() {}

    /** Runs the kit and exits with its exit code. */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /** Runs the kit; {@code err} receives usage errors. Returns the exit code. */
    static int run(String[] args, PrintStream out, PrintStream err) {
        TckTarget target;
        MscaleBackend backend;
        try {
            target = TckTarget.parse(args);
            backend = target.find();
            Device.Kind kind = target.device().kind();
            Set<Device.Kind> declared = backend.capabilities().devices();
            if (!declared.contains(kind)) {
                List<String> ids = declared.stream().map(Device.Kind::id).toList();
                throw Names.unknown("device of " + target.backend(), kind.id(), ids);
            }
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return USAGE;
        }
        Probe probe = backend.probe(target.device(), target.threads());
        if (probe instanceof Probe.Unavailable unavailable) {
            err.println("device " + target.device() + " cannot be used: " + unavailable.reason());
            return BAD;
        }
        LibraryInfo library = ((Probe.Available) probe).library();
        out.println("Conformance of backend " + backend.id() + " (" + library.name() + " " + library.version() + ") on "
                + target.device());
        RuleReport report = new RuleReport(out);
        LauncherFactory.create().execute(request(args), report);
        out.println(target.backend() + " on " + target.device() + ": " + report.summary());
        return report.isGood() ? GOOD : BAD;
    }

    private static LauncherDiscoveryRequest request(String[] args) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(InstalledBackendTck.class))
                .configurationParameter(ARGUMENTS, String.join("\n", args))
                .configurationParameter("junit.jupiter.params.displayname.default", "{arguments}")
                .build();
    }

    /** The rules for a backend on the class path, as the program's arguments name it. */
    @ExtendWith(InstalledBackendTck.Factory.class)
    static final class InstalledBackendTck extends MscaleBackendTck {

        private final TckTarget target;
        private final MscaleBackend backend;

        private InstalledBackendTck(TckTarget target) {
            this.target = target;
            this.backend = target.find();
        }

        @Override
        public MscaleBackend backend() {
            return backend;
        }

        @Override
        public Device device() {
            return target.device();
        }

        @Override
        public int threads() {
            return target.threads();
        }

        /** The harness sets this property for an external worker. */
        @Override
        public boolean isInThisProcess() {
            return System.getProperty("mscale.external") == null;
        }

        /** Hands the arguments on. */
        static final class Factory implements TestInstanceFactory {

            @Override
            public Object createTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
                String arguments = context.getConfigurationParameter(ARGUMENTS).orElseThrow();
                return new InstalledBackendTck(TckTarget.parse(arguments.split("\n")));
            }
        }
    }
}
