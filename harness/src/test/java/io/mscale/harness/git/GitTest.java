package io.mscale.harness.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mscale.harness.fork.ProcessEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Test
    void ask_bothStreams_areKeptApart(@TempDir Path folder) throws IOException, InterruptedException {
        TestRepository.in(folder);

        Git.Answer answer =
                new Git(folder, PATIENCE).ask("-c", "alias.tell=!echo told; echo error >&2; exit 3", "tell");

        assertThat(answer.exitCode()).isEqualTo(3);
        assertThat(answer.lines()).containsExactly("told");
        assertThat(answer.error()).isEqualTo("error");
    }

    @Test
    void ask_commandThatHangs_isKilledWithWhatItStarted(@TempDir Path folder) throws IOException, InterruptedException {
        TestRepository.in(folder);
        Path pid = folder.resolve("pid");
        Path next = folder.resolve("next");
        Git git = new Git(folder, Duration.ofSeconds(2));

        assertThatThrownBy(() -> git.ask("-c", "alias.hang=!echo $$ > new; mv new pid; sleep 1000; touch next", "hang"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not end within 2 s");
        if (Files.exists(pid)) { // else it was killed before it came to that
            ProcessEnd.await(Long.parseLong(Files.readString(pid).strip()));
        }
        assertThat(next).doesNotExist();
    }

    @Test
    void ask_interruptedThread_leavesNoGit(@TempDir Path folder) throws IOException, InterruptedException {
        TestRepository.in(folder);
        Path pid = folder.resolve("pid");
        Throwable[] thrown = new Throwable[1];
        Thread asking = new Thread(() -> {
            try {
                new Git(folder, PATIENCE).ask("-c", "alias.hang=!echo $$ > new; mv new pid; sleep 1000", "hang");
            } catch (IOException e) {
                thrown[0] = e;
            }
        });
        asking.start();
        while (asking.isAlive() && !Files.exists(pid)) {
            Thread.sleep(20);
        }
        asking.interrupt();
        asking.join();

        assertThat(thrown[0]).hasMessage("interrupted while git ran");
        ProcessEnd.await(Long.parseLong(Files.readString(pid).strip()));
    }
}
