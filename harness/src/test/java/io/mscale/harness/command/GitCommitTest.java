package io.mscale.harness.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.harness.git.TestRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitCommitTest {

    @Test
    void date_signedCommit_isTheCommitters(@TempDir Path folder) throws IOException, InterruptedException {
        TestRepository repository = TestRepository.in(folder);
        repository.git(
                Map.of("GIT_COMMITTER_DATE", "2026-05-01T12:00:00+02:00"),
                "commit",
                "-q",
                "--allow-empty",
                "-m",
                "one");
        String commit = repository.sign();

        assertThat(GitCommit.date(folder, commit)).contains(Instant.parse("2026-05-01T10:00:00Z"));
        assertThat(GitCommit.date(folder, commit.substring(0, 10))).contains(Instant.parse("2026-05-01T10:00:00Z"));
    }

    @Test
    void date_unknownCommitOrNoRepository_isNone(@TempDir Path folder, @TempDir Path elsewhere)
            throws IOException, InterruptedException {
        TestRepository repository = TestRepository.in(folder);
        repository.git("commit", "-q", "--allow-empty", "-m", "one");

        assertThat(GitCommit.date(folder, "0123456789")).isEmpty();
        assertThat(GitCommit.date(folder, "HEAD")).isEmpty();
        assertThat(GitCommit.date(folder, null)).isEmpty();
        assertThat(GitCommit.date(elsewhere, "0123456789")).isEmpty();
    }
}
