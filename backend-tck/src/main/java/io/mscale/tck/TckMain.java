package io.mscale.tck;

import io.mscale.api.Device;
import io.mscale.api.LibraryInfo;
import io.mscale.api.MscaleBackend;
import io.mscale.api.Probe;
import io.mscale.api.option.Names;
import io.mscale.api.option.Numbers;
import java.io.PrintStream;
import java.util.List;
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
    private static final List<String> OPTIONS = List.of("--backend", "--device", "--threads");

    private TckMain() {}

    /** Runs the kit and exits with its exit code. */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /**
     * Runs the kit.
     *
     * @param args the options
     * @param out receives the rules' lines and the summary
     * @param err receives usage errors
     * @return the exit code
     */
    static int run(String[] args, PrintStream out, PrintStream err) {
        TckTarget target;
        MscaleBackend backend;
        try {
            target = parse(args);
            backend = target.find();
            Device.Kind kind = target.device().kind();
            if (!backend.capabilities().devices().contains(kind)) {
                throw Names.unknown(
                        "device of " + target.backend(),
                        kind.id(),
                        backend.capabilities().devices().stream()
                                .map(Device.Kind::id)
                                .sorted()
                                .toList());
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
        LauncherFactory.create().execute(request(target), report);
        out.println(target.backend() + " on " + target.device() + ": " + report.summary());
        return report.isGood() ? GOOD : BAD;
    }

    private static TckTarget parse(String[] args) {
        String backend = "";
        Device device = Device.CPU;
        int threads = Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < args.length; i += 2) {
            String option = args[i];
            if (!OPTIONS.contains(option)) {
                throw Names.unknown("option", option, OPTIONS);
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException("option " + option + " needs a value");
            }
            String value = args[i + 1];
            try {
                switch (option) {
                    case "--backend" -> backend = value;
                    case "--device" -> device = Device.parse(value);
                    default -> threads = Numbers.positiveInt(value);
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("option " + option + ": " + e.getMessage(), e);
            }
        }
        if (backend.isEmpty()) {
            throw new IllegalArgumentException("option --backend is required");
        }
        return new TckTarget(backend, device, threads);
    }

    private static LauncherDiscoveryRequest request(TckTarget target) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(InstalledBackendTck.class))
                .configurationParameter(TckTarget.BACKEND, target.backend())
                .configurationParameter(TckTarget.DEVICE, target.device().toString())
                .configurationParameter(TckTarget.THREADS, Integer.toString(target.threads()))
                .configurationParameter("junit.jupiter.params.displayname.default", "{arguments}")
                .build();
    }
}
