package io.mscale.worker.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.profile.ProfilerException;
import org.openjdk.jmh.profile.ProfilerFactory;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.ProfilerConfig;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The user's JMH options. Options that the user leaves open are set here or by the annotations of
 * {@link ModelBenchmark}.
 */
final class JmhRequest {

    private static final String SPEC = "spec";
    private static final Set<String> ALLOCATION_PROFILER = Set.of("gc", GCProfiler.class.getName());
    /** JMH's own default timeout; it is raised for iterations that are longer. */
    private static final long LEAST_TIMEOUT_SECONDS = TimeUnit.MINUTES.toSeconds(10);

    private final CommandLineOptions asked;

    private JmhRequest(CommandLineOptions asked) {
        this.asked = asked;
    }

    /**
     * Parses the options.
     *
     * @throws IllegalArgumentException if they are invalid; the message is JMH's
     */
    static JmhRequest of(List<String> words) {
        try {
            return new JmhRequest(new CommandLineOptions(words.toArray(String[]::new)));
        } catch (CommandLineOptionException | IllegalStateException e) {
            // IllegalStateException: a benchmark mode that JMH does not know.
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Prints help or lists to standard output if the user asked for that instead of a measurement; returns whether so.
     */
    boolean tell() throws IOException {
        if (asked.shouldHelp()) {
            asked.showHelp();
        } else if (asked.shouldList()) {
            new Runner(asked).list();
        } else if (asked.shouldListWithParams()) {
            new Runner(asked).listWithParams(asked);
        } else if (asked.shouldListProfilers()) {
            asked.listProfilers();
        } else if (asked.shouldListResultFormats()) {
            asked.listResultFormats();
        } else {
            return false;
        }
        return true;
    }

    /**
     * Rejects options that would fail later.
     *
     * @throws IllegalArgumentException if there are any
     */
    void check() {
        refuse(asked.getParameter(SPEC).hasValue(), "-p spec: each cell has its own");
        refuse(asked.getOutput().hasValue(), "-o: JMH's output goes to jmh.log in the cell's folder");
        refuse(
                asked.getResult().hasValue() || asked.getResultFormat().hasValue(),
                "-rf, -rff: the result goes to jmh-result.json in the cell's folder");
        // Steps of a model are sequential; two threads would corrupt its state.
        refuse(
                asked.getThreads().orElse(1) != 1 || asked.getThreadGroups().hasValue(),
                "-t, -tg: one thread calls the model; set the backend's threads with --threads, before the --");
        Set<String> names = new HashSet<>();
        for (ProfilerConfig profiler : asked.getProfilers()) {
            refuse(
                    !names.add(profiler.getKlass()),
                    "Cannot instantiate the same profiler more than once: " + profiler.getKlass());
            try {
                ProfilerFactory.getProfilerOrException(profiler);
            } catch (ProfilerException e) {
                throw new IllegalArgumentException(
                        e.getCause() instanceof ClassNotFoundException
                                ? "-prof: there is no profiler '" + profiler.getKlass() + "'; -- -lprof lists them"
                                : e.getMessage(),
                        e);
            }
        }
        benchmarks();
    }

    private static void refuse(boolean wrong, String why) {
        if (wrong) {
            throw new IllegalArgumentException(why);
        }
    }

    /**
     * Returns the benchmarks to run, at least one.
     *
     * @throws IllegalArgumentException if no benchmark matches the user's patterns
     */
    List<String> benchmarks() {
        List<String> includes = asked.getIncludes().isEmpty() ? List.of(ownBenchmarks()) : asked.getIncludes();
        List<String> found;
        try {
            found = BenchmarkList.defaultList()
                    .find(
                            OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                            includes,
                            asked.getExcludes())
                    .stream()
                    .map(BenchmarkListEntry::getUsername)
                    .distinct()
                    .toList();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        refuse(found.isEmpty(), "No matching benchmarks. Miss-spelled regexp?");
        return found;
    }

    /**
     * Returns JMH's options for one benchmark.
     *
     * @param spec the cell's specification
     * @param iteration the duration of an iteration unless the user sets one
     */
    Options options(String benchmark, Path spec, TimeValue iteration) {
        ChainedOptionsBuilder options = new OptionsBuilder().parent(asked).param(SPEC, spec.toString());
        if (asked.getIncludes().isEmpty()) {
            options.include(ownBenchmarks());
        }
        // The user's include patterns cannot be removed, so the other benchmarks are excluded.
        benchmarks().stream()
                .filter(other -> !other.equals(benchmark))
                .forEach(other -> options.exclude("^" + Pattern.quote(other) + "$"));
        if (!asked.getWarmupTime().hasValue()) {
            options.warmupTime(iteration);
        }
        if (!asked.getMeasurementTime().hasValue()) {
            options.measurementTime(iteration);
        }
        if (!asked.getTimeout().hasValue()) {
            // The timeout counts from the beginning of an iteration.
            options.timeout(TimeValue.seconds(Math.max(LEAST_TIMEOUT_SECONDS, 2 * longestSeconds(iteration))));
        }
        if (!asked.shouldFailOnError().hasValue()) {
            // Otherwise JMH would print the failure and continue, and the reason for the missing score would be lost.
            options.shouldFailOnError(true);
        }
        if (asked.getProfilers().stream().map(ProfilerConfig::getKlass).noneMatch(ALLOCATION_PROFILER::contains)) {
            options.addProfiler(GCProfiler.class);
        }
        return options.build();
    }

    private long longestSeconds(TimeValue iteration) {
        return Math.max(
                asked.getWarmupTime().orElse(iteration).convertTo(TimeUnit.SECONDS),
                asked.getMeasurementTime().orElse(iteration).convertTo(TimeUnit.SECONDS));
    }

    /** Returns a pattern that matches the benchmarks of this package. */
    private static String ownBenchmarks() {
        return "^" + Pattern.quote(ModelBenchmark.class.getName() + ".");
    }
}
