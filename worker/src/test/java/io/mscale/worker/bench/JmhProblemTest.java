package io.mscale.worker.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.RunnerException;

class JmhProblemTest {

    @Test
    void words_ofWhatABenchmarkThrew_areItsOwn() {
        BenchmarkException inFork =
                new BenchmarkException("Benchmark error", List.of(new IllegalStateException("no\n  luck")));

        assertThat(JmhProblem.words(new RunnerException("Benchmark caught the exception", inFork)))
                .isEqualTo("IllegalStateException: no luck");
    }

    @Test
    void words_ofADeadFork_areJmhs() {
        BenchmarkException dead =
                new BenchmarkException(new IllegalStateException("Forked VM failed with exit code 137"));

        assertThat(JmhProblem.words(new RunnerException("Benchmark caught the exception", dead)))
                .isEqualTo("Forked VM failed with exit code 137");
    }

    @Test
    void words_ofMemoryThatRanOut_sayIt() {
        BenchmarkException exhausted = new BenchmarkException(new OutOfMemoryError("Java heap space"));

        assertThat(JmhProblem.words(new RunnerException("Benchmark caught the exception", exhausted)))
                .isEqualTo("out of memory: Java heap space");
    }

    @Test
    void words_ofTheLock_sayWhatToDo() {
        RunnerException locked =
                new RunnerException("ERROR: Another JMH instance might be running. Unable to acquire the"
                        + " JMH lock (/tmp/jmh.lock), exiting. Use -Djmh.ignoreLock=true to forcefully continue.");

        assertThat(JmhProblem.isOfTheLock(locked)).isTrue();
        assertThat(JmhProblem.words(locked))
                .startsWith("Another JMH instance might be running.")
                .contains("wait until")
                .endsWith("-- -Djmh.ignoreLock=true");
    }

    @Test
    void words_ofNoMessage_areTheKindAndThePlace() {
        assertThat(JmhProblem.words(new IllegalStateException())).startsWith("IllegalStateException at ");
    }
}
