package io.mscale.record.run;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Contents of {@code ab.json}, in the folder of a comparison of two distributions: what is needed to go on with it.
 *
 * @param schema {@link #SCHEMA}
 * @param command the command line that repeats the comparison
 * @param a the distribution that the other is compared with
 * @param b the distribution under test
 * @param startedAt when the comparison began, ISO 8601 in UTC
 * @param finishedAt when the last cell was measured; null while it lasts or if it was cut off
 */
public record AbRecord(
        String schema,
        List<String> command,
        Side a,
        Side b,
        String startedAt,
        @Nullable String finishedAt) {

    /** Format version of {@code ab.json}. */
    public static final String SCHEMA = "mscale-ab/1";

    public AbRecord {
        command = List.copyOf(command);
    }

    /**
     * One of the distributions.
     *
     * @param home its folder
     * @param tool its version, and the commit it stands for
     * @param parts digests of what its cells are trained with, by its names
     */
    public record Side(String home, RunRecord.Tool tool, Map<String, String> parts) {

        public Side {
            parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
        }
    }

    /** A copy with the end of the measurements, or without if more are to be made. */
    public AbRecord finishedAt(@Nullable String time) {
        return new AbRecord(schema, command, a, b, startedAt, time);
    }
}
