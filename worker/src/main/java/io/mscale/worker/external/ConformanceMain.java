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
import java.util.Objects;
import java.util.Optional;

/**
 * The conformance kit for external workers. Arguments: the backend's folder, the device, the number of threads. Prints one
 * line per rule and a summary, as the kit for backends in Java does. Exit code 0: something ran and nothing failed; 1: a
 * rule failed or the device cannot be used.
 *
 * <p>One process of the worker gets all problems, one after the other: starting it takes longer than all that it computes.
 */
public final class ConformanceMain {

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
        if (!probe.isAvailable()) {
            System.err.println("device " + device + " cannot be used: " + probe.reason());
            return false;
        }
        LibraryInfo library = Objects.requireNonNull(probe.library());
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
        passed.merge("spec703_damagedProblemIsNoSuccess", damagedProblemIsNoSuccess() ? 1 : 0, Integer::sum);
        return report(passed, skipped);
    }

    /** Lets the worker train all trials; returns how many of each rule passed. */
    private Map<String, Integer> work(List<Trial> trials) throws IOException {
        Path folder = Files.createTempDirectory("mscale-conformance");
        List<Exchange> exchanges = new ArrayList<>();
        for (int i = 0; i < trials.size(); i++) {
            Exchange exchange = Exchange.create(folder.resolve(Integer.toString(i)));
            trials.get(i).write(exchange, device, threads);
            exchanges.add(exchange);
        }
        String end = train(exchanges.stream().map(Exchange::path).toList());
        Map<String, Integer> passed = new LinkedHashMap<>();
        for (int i = 0; i < trials.size(); i++) {
            Trial trial = trials.get(i);
            Optional<String> problem = trial.judge(exchanges.get(i), threads);
            passed.merge(trial.rule(), problem.isPresent() ? 0 : 1, Integer::sum);
            problem.ifPresent(what -> failures.computeIfAbsent(trial.rule(), rule -> new ArrayList<>())
                    .add("[" + trial.wanted() + ", " + trial.wanted().network().firstActivation() + "]: " + what
                            + end));
        }
        new Exchange(folder).delete();
        return passed;
    }

    /** Returns what is to be said of the worker's end; nothing if it ended well. */
    private String train(List<Path> folders) throws IOException {
        try (ExternalProcess process =
                ExternalProcess.start(backend, "train", folders, ExternalProcess.Output.DROPPED)) {
            if (!process.hasEndedWithin(PATIENCE)) {
                return " (the worker did not end within " + PATIENCE.toMinutes() + " minutes)";
            }
            return process.endedWell() ? "" : " (the worker " + process.end() + ")";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return " (interrupted)";
        }
    }

    /** A problem that cannot be read must not be answered as if it had been solved. */
    private boolean damagedProblemIsNoSuccess() throws IOException {
        Exchange exchange = Exchange.create(Files.createTempDirectory("mscale-conformance"));
        Files.writeString(exchange.problem(), "{ this is no JSON");
        train(List.of(exchange.path()));
        boolean saysOk = Files.exists(exchange.events())
                && Files.readString(exchange.events()).matches("(?s).*\"status\"\\s*:\\s*\"ok\".*");
        exchange.delete();
        if (saysOk) {
            failures.put(
                    "spec703_damagedProblemIsNoSuccess", List.of(": it says that a problem it cannot read ended well"));
        }
        return !saysOk;
    }

    private boolean report(Map<String, Integer> passed, Map<String, Integer> skipped) {
        passed.forEach((rule, count) -> {
            if (count > 0) {
                out.println("passed   required_" + rule + cases(count));
            }
            failures.getOrDefault(rule, List.of())
                    .forEach(what ->
                            out.println("FAILED   required_" + rule + (what.startsWith("[") ? " " : "") + what));
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
