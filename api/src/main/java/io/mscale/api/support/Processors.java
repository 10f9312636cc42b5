package io.mscale.api.support;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The processors that this process may use, and how many threads that compute all the time they can take. Two
 * hyper-threads share the units of one core, so a second thread there adds little and makes times uneven. A quota of a
 * container is a share of time: threads that use it up before its period ends are all stopped until the next one.
 *
 * @param available how many the JVM counts; it rounds a quota up
 * @param allowed how many are switched on and in the process's affinity; null where the system does not tell
 * @param cores how many cores these are, where hyper-threads of one core count once; null where the system does not tell
 * @param quota the time per time that the process's control groups allow, in processors; null if that is no less than
 *     the processors
 */
public record Processors(
        int available,
        @Nullable Integer allowed,
        @Nullable Integer cores,
        @Nullable Double quota) {

    /** More than any kernel supports; a number beyond is none of a processor. */
    private static final int MOST = 1 << 16;

    /** Those of this process. */
    public static Processors ofThisProcess() {
        return of(SystemFolders.OF_THIS_MACHINE, Runtime.getRuntime().availableProcessors());
    }

    /** Those of the process that the folders describe as {@code self}. */
    public static Processors of(SystemFolders system, int available) {
        Collection<Integer> numbers = allowed(system);
        Integer allowed = numbers.isEmpty() ? null : numbers.size();
        OptionalDouble quota = quota(system);
        boolean limits = quota.isPresent() && quota.getAsDouble() < (allowed == null ? available : allowed);
        return new Processors(available, allowed, cores(system, numbers), limits ? quota.getAsDouble() : null);
    }

    /**
     * How many threads compute without waiting for each other: one for each core, and no more than the quota allows in
     * full, because one thread more would be stopped in every period while the others wait for it; at least one.
     */
    public int threads() {
        return Math.min(coresWithoutQuota(), quota == null ? available : (int) Math.max(1, Math.floor(quota)));
    }

    private int coresWithoutQuota() {
        return cores == null ? available : Math.min(cores, available);
    }

    /** Why {@link #threads} is less than the number of processors, in words; empty if it is not. */
    public Optional<String> reason() {
        int all = allowed == null ? available : allowed;
        if (quota != null && threads() < Math.min(all, cores == null ? all : cores)) {
            return Optional.of("the quota of this container is " + words(quota) + " of " + all + " processors");
        }
        return cores != null && threads() == cores && cores < all
                ? Optional.of("one per physical core; the " + all + " processors are hyper-threads")
                : Optional.empty();
    }

    /** A quota in words, as in {@code 2.0} or {@code 0.25}. */
    public static String words(double quota) {
        return String.format(Locale.ROOT, "%.2f", quota).replaceFirst("0$", "");
    }

    /** The numbers of the processors that are switched on and in the process's affinity; empty if not known. */
    public static Collection<Integer> allowed(SystemFolders system) {
        Optional<Collection<Integer>> affinity = SystemFolders.read(
                        system.proc().resolve("self/status"))
                .flatMap(status -> status.lines()
                        .filter(line -> line.startsWith("Cpus_allowed_list:"))
                        .findFirst())
                .map(line -> numbers(line.substring(line.indexOf(':') + 1)));
        Optional<Collection<Integer>> online =
                SystemFolders.read(system.processors().resolve("online")).map(Processors::numbers);
        // The affinity may name processors that are switched off, or that the machine could have one day.
        return affinity.map(some -> {
                    Collection<Integer> both = new TreeSet<>(some);
                    online.filter(numbers -> !numbers.isEmpty()).ifPresent(both::retainAll);
                    return both;
                })
                .filter(some -> !some.isEmpty())
                .or(() -> online)
                .orElse(List.of());
    }

    /** Counts cores by the hyper-threads that each processor names as its core's; null if one does not. */
    private static @Nullable Integer cores(SystemFolders system, Collection<Integer> numbers) {
        Collection<String> cores = new TreeSet<>();
        for (int number : numbers) {
            Path topology = system.processors().resolve("cpu" + number).resolve("topology");
            Optional<String> siblings = Stream.of("core_cpus_list", "thread_siblings_list")
                    .flatMap(name -> SystemFolders.read(topology.resolve(name)).stream())
                    .findFirst();
            if (siblings.isEmpty()) {
                return null;
            }
            cores.add(siblings.get());
        }
        return cores.isEmpty() ? null : cores.size();
    }

    /** The least of the quotas of all groups around the process, in processors. */
    private static OptionalDouble quota(SystemFolders system) {
        return ControlGroups.folders(system, "cpu").stream()
                .flatMap(group -> quota(group).stream())
                .mapToDouble(Double::doubleValue)
                .min();
    }

    private static Optional<Double> quota(Path group) {
        // Version 2: "200000 100000" or "max 100000"; version 1: -1 for none.
        return SystemFolders.read(group.resolve("cpu.max"))
                .or(() -> SystemFolders.read(group.resolve("cpu.cfs_quota_us"))
                        .flatMap(quota -> SystemFolders.read(group.resolve("cpu.cfs_period_us"))
                                .map(period -> quota + " " + period)))
                .filter(words -> words.matches("\\d{1,15} [1-9]\\d{0,14}"))
                .map(words -> words.split(" ", 2))
                .map(words -> Double.parseDouble(words[0]) / Double.parseDouble(words[1]))
                .filter(quota -> quota > 0);
    }

    /** The numbers of a list such as {@code 0-3,8}; empty if it is not one. */
    private static Collection<Integer> numbers(String list) {
        Collection<Integer> numbers = new TreeSet<>();
        for (String range : list.strip().split(",", -1)) {
            if (!range.matches("\\d{1,5}(-\\d{1,5})?")) {
                return List.of();
            }
            String[] ends = range.split("-", -1);
            int last = Integer.parseInt(ends[ends.length - 1]);
            for (int number = Integer.parseInt(ends[0]); number <= Math.min(last, MOST); number++) {
                numbers.add(number);
            }
        }
        return numbers;
    }
}
