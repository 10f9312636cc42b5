package io.mscale.harness.bisect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Contents of {@code bisect.json}: what is known so far.
 *
 * @param schema {@link #SCHEMA}
 * @param command the command line
 * @param good the commit that is not worse
 * @param bad the commit that is
 * @param commits how many there are after the good one, the bad one included, along first parents
 * @param steps what was built and measured, in that order
 * @param firstBad the commit that made it worse; null if it is not found
 * @param left the commits one of which it is, from old to new
 * @param startedAt when the search began, ISO 8601 in UTC
 * @param finishedAt when it ended, found or not; null while it lasts or if it was cut off
 */
public record BisectRecord(
        String schema,
        List<String> command,
        Revision good,
        Revision bad,
        int commits,
        List<Step> steps,
        @Nullable Revision firstBad,
        List<Revision> left,
        String startedAt,
        @Nullable String finishedAt) {

    /** Format version of {@code bisect.json}. */
    public static final String SCHEMA = "mscale-bisect/1";

    public BisectRecord {
        command = List.copyOf(command);
        steps = List.copyOf(steps);
        left = List.copyOf(left);
    }

    /**
     * A commit that was looked at.
     *
     * @param verdict good, bad or skipped
     * @param reason what was found, or why it was skipped
     * @param folder its files, below the search's folder
     */
    public record Step(Revision revision, String verdict, String reason, String folder) {}
}
