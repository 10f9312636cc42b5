package io.mscale.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JmhWordsTest {

    @Test
    void of_properties_areTheJvms() {
        JmhWords words = JmhWords.of(List.of("-wi", "1", "-Djmh.ignoreLock=true", "-p", "a=-D", "-Dflag", "-D"));

        assertThat(words.jvmOptions()).containsExactly("-Djmh.ignoreLock=true", "-Dflag");
        assertThat(words.options()).containsExactly("-wi", "1", "-p", "a=-D", "-D");
    }

    @Test
    void isEmpty_onlyWithoutWords() {
        assertThat(JmhWords.of(List.of()).isEmpty()).isTrue();
        assertThat(JmhWords.of(List.of("-Da=b")).isEmpty()).isFalse();
        assertThat(JmhWords.of(List.of("step")).isEmpty()).isFalse();
    }
}
