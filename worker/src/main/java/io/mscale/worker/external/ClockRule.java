package io.mscale.worker.external;

import java.util.Locale;

/**
 * Compares a program's own timing, if it gives one, with the harness's, which is the one that counts: it runs from the
 * question to the answer. A program that contradicts it does not know when its work is done, and fails. Small
 * differences are the conversation's, and a busy machine may delay any one answer.
 */
final class ClockRule {

    /** What the conversation may take of a call, or {@link #SHORT_BY_SHARE} of it if that is more. */
    private static final double SHORT_BY_SECONDS = 0.005;

    private static final double SHORT_BY_SHARE = 0.05;

    /** Allowance for coarse clocks. */
    private static final double BEYOND_BY_SECONDS = 0.001;

    /** Seconds of doubtful calls on the host's clock needed before a program is failed. */
    private static final double LEAST_EVIDENCE = 2;

    private int calls;
    private int doubtedCalls;
    private double doubted;
    private double ownOfDoubted;

    /**
     * Compares the times of a call.
     *
     * @param own seconds by the program's clock
     * @param host seconds by the harness's clock
     * @throws WorkerFailure if the program's clock cannot be right
     */
    void check(double own, double host) {
        if (own < 0) {
            throw WorkerFailure.protocol("it says that training took " + own + " s");
        }
        if (own > host + BEYOND_BY_SECONDS) {
            throw WorkerFailure.protocol(String.format(
                    Locale.ROOT, "it says that training took %.6f s, but its answer came after %.6f s", own, host));
        }
        calls++;
        if (host - own <= Math.max(SHORT_BY_SECONDS, SHORT_BY_SHARE * host)) {
            return;
        }
        doubtedCalls++;
        doubted += host;
        ownOfDoubted += own;
        if (doubted > LEAST_EVIDENCE && 2 * doubtedCalls > calls && ownOfDoubted < doubted / 2) {
            throw WorkerFailure.protocol(String.format(
                    Locale.ROOT,
                    "of %.3f s of training on the harness's clock it shows %.3f s; it must wait for its device before it"
                            + " reads its clock",
                    doubted,
                    ownOfDoubted));
        }
    }
}
