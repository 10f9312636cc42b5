package io.mscale.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmhLogTest {

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    private JmhLog log(String text) throws IOException {
        return new JmhLog(Files.writeString(folder.resolve("jmh.log"), text));
    }

    @Test
    void problem_severalLines_areOne() throws IOException {
        assertThat(log("# JMH version: 1.37\nJMH: step: no luck\nJMH: predict: none either\n")
                        .problem())
                .contains("JMH: step: no luck; predict: none either");
    }

    @Test
    void problem_noneTold_isEmpty() throws IOException {
        JmhLog log = log("# JMH version: 1.37\n# Fork: 1 of 1\n\n");

        assertThat(log.problem()).isEmpty();
        assertThat(log.lastLine()).isEqualTo("# Fork: 1 of 1");
    }
}
