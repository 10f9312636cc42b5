package io.mscale.worker.counters;

import io.mscale.api.support.SystemFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what {@code perf stat -x} prints: a line of separated fields for each event, between lines of other kinds. */
final class PerfOutput {

    private static final Path PARANOIA = Path.of("/proc/sys/kernel/perf_event_paranoid");

    private static final String NOT_SUPPORTED = "<not supported>";
    private static final String NOT_COUNTED = "<not counted>";

    /** Value, unit, event, nanoseconds in which it was counted, and their share in per cent; further fields may follow. */
    private static final int FIELDS = 5;

    private static final int PERCENT = 4;

    private static final Pattern REFUSED = Pattern.compile(".*(perf_event_paranoid|[Pp]ermission|not permitted).*");

    private PerfOutput() {}

    /**
     * Returns the count of an event. A processor with cores of several kinds has a line for each; perf extrapolates each to
     * all of the time, which is taken back.
     *
     * @param leastPercent of the time in which the threads ran, how much must have been counted
     * @throws IOException why there is no count, in words for a user
     */
    static double count(List<String> lines, String separator, double leastPercent) throws IOException {
        double count = 0;
        double percent = 0;
        for (String line : lines) {
            String[] fields = line.split(Pattern.quote(separator), -1);
            if (fields.length < FIELDS || fields[0].equals(NOT_COUNTED)) {
                continue;
            }
            if (fields[0].equals(NOT_SUPPORTED)) {
                throw new IOException("this machine has no counter that perf can use, like most virtual machines");
            }
            try {
                double counted = Double.parseDouble(fields[PERCENT]);
                count += Double.parseDouble(fields[0]) * counted / 100;
                percent += counted;
            } catch (NumberFormatException e) {
                throw new IOException("perf said '" + line + "'", e);
            }
        }
        if (percent == 0) {
            throw new IOException(problem(lines));
        }
        if (percent < leastPercent) {
            throw new IOException(
                    "the processor's counter was lent to others for " + Math.round(100 - percent) + "% of the time");
        }
        return count;
    }

    /** Why perf did not count, from what it printed. */
    static String problem(List<String> lines) {
        if (lines.stream().anyMatch(line -> REFUSED.matcher(line).matches())) {
            return "the system does not let this user count"
                    + SystemFolders.read(PARANOIA)
                            .map(level -> ": " + PARANOIA + " says " + level.strip()
                                    + ", and 2 or less allows it, unless a" + " container forbids it")
                            .orElse("");
        }
        return lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.equals("Error:") && !line.startsWith("Events "))
                .findFirst()
                .map(line -> "perf said '" + line + "'")
                .orElse("perf counted nothing");
    }
}
