package io.mscale.harness.command;

import io.mscale.harness.git.Git;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When a commit was made, as a git repository knows it. */
final class GitCommit {

    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{4,64}");

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private GitCommit() {}

    /**
     * Returns the committer's date; empty without git, outside a repository, and for commits that it does not have.
     *
     * @param folder a folder in the repository
     */
    static Optional<Instant> date(Path folder, @Nullable String commit) {
        if (commit == null || !HASH.matcher(commit).matches()) {
            return Optional.empty();
        }
        try {
            Git.Answer answer =
                    new Git(folder, PATIENCE).ask("rev-list", "--no-walk", "--format=%ct", commit + "^{commit}");
            List<String> lines = answer.lines();
            // The first line names the commit.
            return answer.exitCode() == 0 && lines.size() == 2
                    ? Optional.of(
                            Instant.ofEpochSecond(Long.parseLong(lines.get(1).strip())))
                    : Optional.empty();
        } catch (IOException | DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
