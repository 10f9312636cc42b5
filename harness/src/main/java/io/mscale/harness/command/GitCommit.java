package io.mscale.harness.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When a commit was made, as the git repository in the working directory knows it. */
final class GitCommit {

    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{4,64}");

    private static final long PATIENCE_SECONDS = 5;

    private GitCommit() {}

    /** Returns the committer's date; empty without git, outside a repository, and for commits that it does not have. */
    static Optional<Instant> date(@Nullable String commit) {
        if (commit == null || !HASH.matcher(commit).matches()) {
            return Optional.empty();
        }
        try {
            Process git = new ProcessBuilder("git", "show", "-s", "--format=%cI", commit + "^{commit}")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            git.getOutputStream().close();
            if (!git.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                git.destroyForcibly();
                return Optional.empty();
            }
            String date = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.exitValue() == 0 ? Optional.of(OffsetDateTime.parse(date).toInstant()) : Optional.empty();
        } catch (IOException | DateTimeException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
