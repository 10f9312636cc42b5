package io.mscale.harness.bisect;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.harness.git.TestRepository;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRepositoryTest {

    @Test
    void commits_signedOnes_areReadWithoutTheirSignatures(@TempDir Path folder)
            throws IOException, InterruptedException {
        TestRepository made = TestRepository.in(folder);
        String first = made.commit("file", "1", "first");
        made.commit("file", "2", "the \rsecond\n\nwith a body");
        String second = made.sign();
        assertThat(made.git("log", "-1", "--format=%s")).as("the premise").contains("Signature made");

        GitRepository repository = GitRepository.of(folder);
        Revision good = repository.revision("--good", "HEAD^");
        Revision bad = repository.revision("--bad", "HEAD");

        assertThat(good).isEqualTo(new Revision(first, "first"));
        assertThat(bad.commit()).isEqualTo(second);
        assertThat(bad.subject()).contains("second").doesNotContain("body");
        assertThat(repository.between(good, bad)).containsExactly(bad);
        assertThat(repository.isAncestor(good, bad)).isTrue();
        assertThat(repository.isAncestor(bad, good)).isFalse();
    }
}
