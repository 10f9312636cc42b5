package io.mscale.worker.external;

import java.util.Locale;

/**
 * Decides whether a program's own timing can be trusted. The host's clock runs from the question to the answer, so
 * the program cannot report more time than the host. It may report slightly less, since communication takes time. If
 * it reports much less, either a busy machine delayed the answer or the program did not wait for its device; the
 * host's time then counts, so doubt never favours the program. If most calls are doubtful and the program reports
 * less than half of their time, it is not timing its steps and fails.
 */
final class ClockRule {

    /**
     * The program's time may fall short of the host's by this much, or by {@link #SHORT_BY_SHARE} of it if that is
     * more.
     */
    static final double SHORT_BY_SECONDS = 0.005;

    static final double SHORT_BY_SHARE = 0.05;

    /** Allowance for coarse clocks. */
    static final double BEYOND_BY_SECONDS = 0.001;

    /** Seconds of doubtful calls on the host's clock needed before a program is failed. */
    static final double LEAST_EVIDENCE = 2;

    private int calls;
    private int doubtedCalls;
    private double doubted;
    private double ownOfDoubted;

    /**
     * The number of seconds to count.
     *
     * @param own seconds by the program's clock
     * @param host seconds by the host's clock
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
