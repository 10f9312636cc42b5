package io.mscale.worker.external;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
import io.mscale.api.LibraryInfo;
import io.mscale.api.Probe;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The conformance kit for external workers. Arguments: the backend's folder, the device, the number of threads. Prints one
 * line per rule and a summary, as the kit for backends in Java does. Exit code 0: something ran and nothing failed; 1: a
 * rule failed or the device cannot be used.
 *
 * <p>One process of the worker gets all problems, one after the other: starting it takes longer than all that it computes.
 */
public final class ConformanceMain {

    private static final String DAMAGED = "spec703_damagedProblemIsNoSuccess";
    private static final Duration SHORT_PATIENCE = Duration.ofMinutes(2);

    /** A worker that compiles each network takes a while. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final ExternalBackend backend;
    private final Device device;
    private final int threads;
    private final PrintStream out;

    /** The trials of each rule that failed, with what is wrong. */
    private final Map<String, List<String>> failures = new LinkedHashMap<>();

    private ConformanceMain(ExternalBackend backend, Device device, int threads, PrintStream out) {
        this.backend = backend;
        this.device = device;
        this.threads = threads;
        this.out = out;
    }

    /** See the class. */
    public static void main(String[] args) throws IOException {
        ExternalBackend backend = ExternalBackend.in(Path.of(args[0]));
        boolean good = new ConformanceMain(backend, Device.parse(args[1]), Integer.parseInt(args[2]), System.out).run();
        System.exit(good ? 0 : 1);
    }

    private boolean run() throws IOException {
        Probe probe = ExternalProbe.run(backend, device, threads);
        if (probe instanceof Probe.Unavailable unavailable) {
            System.err.println("device " + device + " cannot be used: " + unavailable.reason());
            return false;
        }
        LibraryInfo library = ((Probe.Available) probe).library();
        out.println("Conformance of external backend " + backend.file().id() + " (" + library.name() + " "
                + library.version() + ") on " + device);
        Capabilities capabilities = backend.file().capabilities().parsed();
        List<Trial> all = ConformanceRules.trials(capabilities);
        List<Trial> possible = new ArrayList<>();
        Map<String, Integer> skipped = new LinkedHashMap<>();
        for (Trial trial : all) {
            Optional<String> refusal = capabilities.refusal(trial.model(threads), device);
            refusal.ifPresentOrElse(
                    reason -> skipped.merge(trial.rule() + ": it " + reason, 1, Integer::sum),
                    () -> possible.add(trial));
        }
        Map<String, Integer> passed = work(possible);
        if (!possible.isEmpty()) {
            passed.put(DAMAGED, damagedProblemIsNoSuccess(possible.get(0)) ? 1 : 0);
        }
        return report(passed, skipped);
    }

    /** Lets the worker train all trials; returns how many of each rule passed. */
    private Map<String, Integer> work(List<Trial> trials) throws IOException {
        Exchange whole = Exchange.create(Files.createTempDirectory("mscale-conformance"));
        try {
            List<Exchange> exchanges = new ArrayList<>();
            for (int i = 0; i < trials.size(); i++) {
                Exchange exchange = Exchange.create(whole.path().resolve(Integer.toString(i)));
                trials.get(i).write(exchange, device, threads);
                exchanges.add(exchange);
            }
            String end = train(exchanges.stream().map(Exchange::path).toList(), PATIENCE)
                    .words();
            Map<String, Integer> passed = new LinkedHashMap<>();
            for (int i = 0; i < trials.size(); i++) {
                Trial trial = trials.get(i);
                Optional<String> problem = trial.judge(exchanges.get(i), threads);
                passed.merge(trial.rule(), problem.isPresent() ? 0 : 1, Integer::sum);
                problem.ifPresent(what -> fail(
                        trial.rule(),
                        " [" + trial.wanted() + ", " + trial.wanted().network().firstActivation() + "]: " + what
                                + end));
            }
            return passed;
        } finally {
            whole.tryDelete();
        }
    }

    private void fail(String rule, String what) {
        failures.computeIfAbsent(rule, name -> new ArrayList<>()).add(what);
    }

    /**
     * How a worker ended.
     *
     * @param hasEnded whether it did so by itself
     * @param words what is to be said of it; empty if it ended well
     */
    private record End(boolean hasEnded, String words) {

        boolean isGood() {
            return words.isEmpty();
        }
    }

    private End train(List<Path> folders, Duration patience) throws IOException {
        try (ExternalProcess process =
                ExternalProcess.start(backend, "train", folders, ExternalProcess.Output.DROPPED)) {
            Thread takeWith = new Thread(process::close, "worker-takedown");
            Runtime.getRuntime().addShutdownHook(takeWith);
            boolean ended = process.hasEndedWithin(patience);
            Runtime.getRuntime().removeShutdownHook(takeWith);
            if (!ended) {
                return new End(false, " (the worker did not end within " + patience.toMinutes() + " minutes)");
            }
            return new End(true, process.endedWell() ? "" : " (the worker ended " + process.end() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new End(false, " (interrupted)");
        }
    }

    /** A problem whose description cannot be read must be told as failed, or by the exit code, and soon. */
    private boolean damagedProblemIsNoSuccess(Trial sound) throws IOException {
        Exchange exchange = Exchange.create(Files.createTempDirectory("mscale-conformance"));
        try {
            sound.write(exchange, device, threads);
            Files.writeString(exchange.problem(), "{ this is no JSON");
            End end = train(List.of(exchange.path()), SHORT_PATIENCE);
            if (!end.hasEnded()) {
                fail(DAMAGED, ":" + end.words());
            } else if (end.isGood() && !saysThatItFailed(exchange)) {
                fail(DAMAGED, ": it ends well and does not say that it failed");
            }
            return !failures.containsKey(DAMAGED);
        } finally {
            exchange.tryDelete();
        }
    }

    private static boolean saysThatItFailed(Exchange exchange) {
        boolean[] failed = new boolean[1];
        try {
            new EventReader(exchange.events()).poll(event -> failed[0] |= "failed".equals(event.textOrNull("status")));
        } catch (IOException | ProtocolException e) {
            return false;
        }
        return failed[0];
    }

    private boolean report(Map<String, Integer> passed, Map<String, Integer> skipped) {
        passed.forEach((rule, count) -> {
            if (count > 0) {
                out.println("passed   required_" + rule + cases(count));
            }
            failures.getOrDefault(rule, List.of()).forEach(what -> out.println("FAILED   required_" + rule + what));
        });
        skipped.forEach((rule, count) -> out.println("skipped  required_" + rule + cases(count)));
        int good = passed.values().stream().mapToInt(Integer::intValue).sum();
        int bad = failures.values().stream().mapToInt(List::size).sum();
        int left = skipped.values().stream().mapToInt(Integer::intValue).sum();
        out.println(backend.file().id() + " on " + device + ": " + good + " passed, " + bad + " failed, " + left
                + " skipped");
        return bad == 0 && good > 0;
    }

    private static String cases(int count) {
        return count > 1 ? " (" + count + " cases)" : "";
    }
}
