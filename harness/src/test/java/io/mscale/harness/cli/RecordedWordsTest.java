package io.mscale.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordedWordsTest {

    @Test
    void of_foldersOfPlugins_areAbsoluteAndWhatIsForJmhIsLeftAlone() {
        String here = Path.of("").toAbsolutePath().toString();

        assertThat(RecordedWords.of(
                        List.of(
                                "jmh",
                                "--backends-dir",
                                "mine",
                                "--tasks-dir=../tasks",
                                "--data",
                                "t.csv",
                                "--worker-env",
                                "A",
                                "--",
                                "--tasks-dir",
                                "x"),
                        Map.of("A", "1")))
                .containsExactly(
                        "jmh",
                        "--backends-dir",
                        here + "/mine",
                        "--tasks-dir=" + here + "/../tasks",
                        "--data",
                        "t.csv",
                        "--worker-env",
                        "A=1",
                        "--",
                        "--tasks-dir",
                        "x");
    }

    @Test
    void value_isFoundHoweverItIsWritten() {
        assertThat(RecordedWords.value(List.of("run", "--a=b=c"), "--a")).contains("b=c");
        assertThat(RecordedWords.value(List.of("run", "--a", "b"), "--a")).contains("b");
        assertThat(RecordedWords.value(List.of("run", "--", "--a", "b"), "--a")).isEmpty();
        assertThat(RecordedWords.value(List.of("run", "--a"), "--a")).isEmpty();
    }

    @Test
    void with_optionThatIsGiven_hasTheNewValue() {
        assertThat(RecordedWords.with(List.of("run", "--a", "b", "--c"), "--a", "d"))
                .containsExactly("run", "--a", "d", "--c");
        assertThat(RecordedWords.with(List.of("run", "--a=b"), "--a", "d")).containsExactly("run", "--a=d");
    }

    @Test
    void with_optionThatIsNotGiven_standsBeforeWhatIsForJmh() {
        assertThat(RecordedWords.with(List.of("jmh", "--", "-wi", "1"), "--a", "d"))
                .containsExactly("jmh", "--a", "d", "--", "-wi", "1");
    }
}
