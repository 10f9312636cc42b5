package io.mscale.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmhLogTest {

    @Test
    void problem_severalLines_areOne() {
        assertThat(new JmhLog("# JMH version: 1.37\nJMH: step: no luck\nJMH: predict: none either\n").problem())
                .contains("JMH: step: no luck; predict: none either");
    }

    @Test
    void problem_noneTold_isEmpty() {
        JmhLog log = new JmhLog("# JMH version: 1.37\n# Fork: 1 of 1\n\n");

        assertThat(log.problem()).isEmpty();
        assertThat(log.lastLine()).isEqualTo("# Fork: 1 of 1");
    }

    @Test
    void read_notUtf8_isRead(@TempDir Path folder) throws IOException {
        Path file =
                Files.write(folder.resolve("jmh.log"), new byte[] {'J', 'M', 'H', ':', ' ', (byte) 0xff, '\n', 'x'});

        assertThat(JmhLog.read(file).problem()).contains("JMH: \ufffd");
        assertThat(JmhLog.read(file).lastLine()).isEqualTo("x");
    }
}
