package io.mscale.harness.machine;

import io.mscale.api.support.Processors;
import io.mscale.api.support.SystemFolders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How quiet a machine is: what may make times uneven, as far as Linux tells.
 *
 * @param facts what was found, a few words each
 * @param advice what to do about it, a sentence each; empty if nothing is to be done
 */
public record Quiet(List<String> facts, List<String> advice) {

    /** The least load at which something else keeps a core busy much of the time; an idle machine's is below 0.2. */
    private static final double BUSY = 0.7;

    private static final String STEADY_GOVERNOR = "performance";

    public Quiet {
        facts = List.copyOf(facts);
        advice = List.copyOf(advice);
    }

    /** This machine at this moment. */
    public static Quiet now() {
        return of(SystemFolders.OF_THIS_MACHINE, Processors.ofThisProcess());
    }

    /** The machine that the folders describe. */
    static Quiet of(SystemFolders system, Processors processors) {
        return ofGovernor(system)
                .and(ofTurbo(system))
                .and(ofProcessors(processors))
                .and(ofLoad(system, processors));
    }

    /** Both findings, these first. */
    public Quiet and(Quiet more) {
        return new Quiet(
                Stream.concat(facts.stream(), more.facts.stream()).toList(),
                Stream.concat(advice.stream(), more.advice.stream()).toList());
    }

    private static Quiet ofGovernor(SystemFolders system) {
        String governors = Processors.allowed(system).stream()
                .flatMap(number ->
                        SystemFolders.read(processor(system, number).resolve("cpufreq/scaling_governor")).stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" and "));
        return governors.isEmpty()
                ? new Quiet(List.of(), List.of())
                : new Quiet(
                        List.of("governor " + governors),
                        governors.equals(STEADY_GOVERNOR)
                                ? List.of()
                                : List.of("governor " + governors + ": the clock follows the load; set "
                                        + STEADY_GOVERNOR + " for steady times"));
    }

    private static Path processor(SystemFolders system, int number) {
        return system.processors().resolve("cpu" + number);
    }

    private static Quiet ofTurbo(SystemFolders system) {
        Optional<Boolean> turbo = SystemFolders.read(system.processors().resolve("intel_pstate/no_turbo"))
                .map("0"::equals)
                .or(() -> SystemFolders.read(system.processors().resolve("cpufreq/boost"))
                        .map("1"::equals));
        return turbo.map(on -> on
                        ? new Quiet(
                                List.of("turbo on"),
                                List.of(
                                        "turbo on: the clock depends on how warm the processor is and how many cores are busy;"
                                                + " without it times are longer, and steadier"))
                        : new Quiet(List.of("turbo off"), List.of()))
                .orElse(new Quiet(List.of(), List.of()));
    }

    private static Quiet ofProcessors(Processors processors) {
        List<String> facts = new ArrayList<>();
        Integer cores = processors.cores();
        Integer allowed = processors.allowed();
        Double quota = processors.quota();
        if (cores != null) {
            boolean shared = allowed != null && allowed > cores;
            facts.add(
                    shared
                            ? allowed + " hyper-threads of " + cores(cores, "physical core")
                            : cores(cores, "physical core"));
        }
        facts.add(quota == null ? "no quota" : "quota of " + Processors.words(quota) + " processors");
        int threads = processors.threads();
        return new Quiet(
                facts,
                processors.reason().stream()
                        .map(reason -> "--threads is " + threads + " unless you give it: " + reason)
                        .toList());
    }

    private static String cores(int count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }

    /** The load average of the last minute: of a whole machine, also within a container. */
    private static Quiet ofLoad(SystemFolders system, Processors processors) {
        Optional<Double> load = SystemFolders.read(system.proc().resolve("loadavg"))
                .map(text -> text.split(" ", 2)[0])
                .filter(text -> text.matches("\\d{1,6}\\.\\d{1,4}"))
                .map(Double::parseDouble);
        Integer cores = processors.cores();
        String on = cores == null ? cores(processors.available(), "processor") : cores(cores, "core");
        return load.map(value -> {
                    String fact = String.format(Locale.ROOT, "load %.1f", value);
                    return new Quiet(
                            List.of(fact),
                            value < BUSY
                                    ? List.of()
                                    : List.of(fact + " on " + on
                                            + ": something else is running, or was a minute ago; times will vary"));
                })
                .orElse(new Quiet(List.of(), List.of()));
    }
}
