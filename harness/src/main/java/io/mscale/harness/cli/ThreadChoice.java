package io.mscale.harness.cli;

import io.mscale.api.support.Processors;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is to be said of a number of threads, one line at most. */
final class ThreadChoice {

    private ThreadChoice() {}

    /**
     * Why the default is less than the number of processors, or what the threads that the user asked for do to each
     * other; empty if there is nothing to say.
     *
     * @param asked the user's number; null for the default
     */
    static Optional<String> remark(@Nullable Integer asked, Processors processors) {
        int threads = processors.threads();
        if (asked == null) {
            String word = threads == 1 ? " thread" : " threads";
            return processors
                    .reason()
                    .map(reason -> "note: " + threads + word + (reason.startsWith("one per") ? ", " : ": ") + reason);
        }
        return asked <= threads
                ? Optional.empty()
                : Optional.of("warning: --threads " + asked + excess(asked, processors));
    }

    private static String excess(int asked, Processors processors) {
        Double quota = processors.quota();
        Integer cores = processors.cores();
        if (quota != null && asked > quota) {
            return " is more than this machine's quota of " + Processors.words(quota)
                    + " processors; the threads will be stopped in every period that uses it up";
        }
        if (asked > processors.available() || cores == null) {
            return " is more than this machine's " + counted(processors.available(), "processor")
                    + "; the threads will wait for each other";
        }
        return " is more than this machine's " + counted(cores, "physical core")
                + "; two hyper-threads share the units of one";
    }

    private static String counted(int count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
