package io.mscale.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.support.Processors;
import org.junit.jupiter.api.Test;

class ThreadChoiceTest {

    private static final Processors PLAIN = new Processors(4, 4, 4, null);
    private static final Processors HYPER_THREADS = new Processors(8, 8, 4, null);
    private static final Processors QUOTA = new Processors(2, 16, 8, 1.5);
    private static final Processors UNKNOWN = new Processors(4, null, null, null);

    @Test
    void remark_defaultThatIsAllProcessors_saysNothing() {
        assertThat(ThreadChoice.remark(null, PLAIN)).isEmpty();
        assertThat(ThreadChoice.remark(null, UNKNOWN)).isEmpty();
    }

    @Test
    void remark_defaultThatIsLess_saysWhy() {
        assertThat(ThreadChoice.remark(null, HYPER_THREADS))
                .contains("note: 4 threads, one per physical core; the 8 processors are hyper-threads");
        assertThat(ThreadChoice.remark(null, QUOTA))
                .contains("note: 1 thread: the quota of this container is 1.5 of 16 processors");
    }

    @Test
    void remark_numberOfTheUser_isWarnedOfIfThereAreNotSoMany() {
        assertThat(ThreadChoice.remark(4, PLAIN)).isEmpty();
        assertThat(ThreadChoice.remark(1, HYPER_THREADS)).isEmpty();
        assertThat(ThreadChoice.remark(1, QUOTA)).isEmpty();
        assertThat(ThreadChoice.remark(5, PLAIN))
                .contains("warning: --threads 5 is more than this machine's 4 processors; the threads will wait for"
                        + " each other");
        assertThat(ThreadChoice.remark(5, UNKNOWN).orElse("")).contains("4 processors");
        assertThat(ThreadChoice.remark(5, HYPER_THREADS))
                .contains("warning: --threads 5 is more than this machine's 4 physical cores; two hyper-threads share"
                        + " the units of one");
        assertThat(ThreadChoice.remark(9, HYPER_THREADS).orElse("")).contains("8 processors");
        assertThat(ThreadChoice.remark(2, QUOTA))
                .contains("warning: --threads 2 is more than this machine's quota of 1.5 processors; the threads will"
                        + " be stopped in every period that uses it up");
    }
}
