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
 * What the user asks of JMH, in JMH's own options. Whatever the user leaves open is decided here or by the annotations of
 * {@link ModelBenchmark}.
 */
final class JmhRequest {

    private static final String SPEC = "spec";
    private static final Set<String> ALLOCATION_PROFILER = Set.of("gc", GCProfiler.class.getName());
    private static final long LEAST_TIMEOUT_SECONDS = TimeUnit.MINUTES.toSeconds(10);

    private final CommandLineOptions asked;

    private JmhRequest(CommandLineOptions asked) {
        this.asked = asked;
    }

    /**
     * Reads the options.
     *
     * @throws IllegalArgumentException if they are wrong; the message is JMH's
     */
    static JmhRequest of(List<String> words) {
        try {
            return new JmhRequest(new CommandLineOptions(words.toArray(String[]::new)));
        } catch (CommandLineOptionException | IllegalStateException e) {
            // The latter for a mode that JMH does not know.
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Whether the user wants to be told something instead of measuring; JMH tells it on standard output. */
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
     * Looks for what would go wrong later.
     *
     * @throws IllegalArgumentException if something would
     */
    void check() {
        refuse(asked.getParameter(SPEC).hasValue(), "-p spec: every cell has its own");
        refuse(asked.getOutput().hasValue(), "-o: what JMH prints goes to jmh.log in the cell's folder");
        refuse(
                asked.getResult().hasValue() || asked.getResultFormat().hasValue(),
                "-rf, -rff: the result goes to jmh-result.json in the cell's folder");
        // A model takes one step after the other; two threads in it would compute nonsense.
        refuse(
                asked.getThreads().orElse(1) != 1 || asked.getThreadGroups().hasValue(),
                "-t, -tg: one thread calls the model; those of the backend are set with --threads, before the --");
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
     * The benchmarks to run, at least one.
     *
     * @throws IllegalArgumentException if the user's patterns fit none
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
     * JMH's options for one of the benchmarks.
     *
     * @param spec the cell's specification
     * @param iteration how long an iteration lasts unless the user says otherwise
     */
    Options options(String benchmark, Path spec, TimeValue iteration) {
        ChainedOptionsBuilder options = new OptionsBuilder().parent(asked).param(SPEC, spec.toString());
        if (asked.getIncludes().isEmpty()) {
            options.include(ownBenchmarks());
        }
        // The user's patterns cannot be taken back, so the others are excluded.
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
            // It counts from the beginning of an iteration.
            options.timeout(TimeValue.seconds(Math.max(LEAST_TIMEOUT_SECONDS, 2 * longestSeconds(iteration))));
        }
        if (!asked.shouldFailOnError().hasValue()) {
            // Otherwise JMH would print the failure and go on, and nobody here could tell why a score is missing.
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

    /** A pattern for the benchmarks of this package. */
    private static String ownBenchmarks() {
        return "^" + Pattern.quote(ModelBenchmark.class.getName() + ".");
    }
}
