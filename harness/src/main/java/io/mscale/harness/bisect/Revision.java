package io.mscale.harness.bisect;

/**
 * A commit.
 *
 * @param commit its full name
 * @param subject the first line of its message
 */
public record Revision(String commit, String subject) {

    private static final int SHORT = 12;

    /** Its name as shown. */
    public String shortName() {
        return commit.substring(0, Math.min(SHORT, commit.length()));
    }
}
