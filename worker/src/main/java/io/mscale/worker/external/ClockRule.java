package io.mscale.worker.external;

import java.util.Locale;

/**
 * Whether a program's seconds are those of its steps. The host's clock runs from the question to the answer, so the program's
 * can show no more. It shows less by what the conversation takes; if it shows less by more than that, a busy machine may have
 * delayed the answer or the program did not wait for its device, and the host's seconds count: in doubt against the program.
 * Where that is so most of the times, and the program shows less than half of the time, it does not measure what it should.
 */
final class ClockRule {

    /** The program's seconds may fall short of the host's by this much, or by {@link #SHORT_BY_SHARE} if that is more. */
    static final double SHORT_BY_SECONDS = 0.005;

    static final double SHORT_BY_SHARE = 0.05;

    /** For clocks that tick coarsely. */
    static final double BEYOND_BY_SECONDS = 0.001;

    /** Seconds on the host's clock; fewer prove nothing. */
    static final double LEAST_EVIDENCE = 2;

    private int calls;
    private int doubtedCalls;
    private double doubted;
    private double ownOfDoubted;

    /**
     * The seconds that count.
     *
     * @param own what the program's clock showed
     * @param host what the host's clock showed
     * @throws WorkerFailure if the program's clock cannot be right
     */
    double agreed(double own, double host) {
        if (!(own > 0)) {
            throw WorkerFailure.protocol("it says that training took " + own + " s");
        }
        if (own > host + BEYOND_BY_SECONDS) {
            throw WorkerFailure.protocol(String.format(
                    Locale.ROOT, "it says that training took %.6f s, but its answer came after %.6f s", own, host));
        }
        calls++;
        if (host - own <= Math.max(SHORT_BY_SECONDS, SHORT_BY_SHARE * host)) {
            return Math.min(own, host);
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
        return host;
    }
}
