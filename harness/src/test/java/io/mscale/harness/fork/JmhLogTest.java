package io.mscale.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
