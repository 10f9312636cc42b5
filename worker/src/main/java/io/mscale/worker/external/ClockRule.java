package io.mscale.worker.external;

import java.util.Locale;

/**
 * Whether a program's seconds are those of its steps. The host's clock runs from the question to the answer, so the program's
 * can show no more; it may show less by what the conversation takes, which a busy machine can make longer, but not by much. A
 * block's seconds that fall short by more are not believed, and the host's count: in doubt against the program. If that makes
 * up more than half of the time, the program does not measure what it should.
 */
final class ClockRule {

    /** By as much the program's seconds may fall short of the host's, or by this share, whichever is more. */
    static final double SHORT_BY_SECONDS = 0.005;

    static final double SHORT_BY_SHARE = 0.05;

    /** For clocks that tick coarsely. */
    static final double BEYOND_BY_SECONDS = 0.001;

    /** A shorter time proves nothing. */
    static final double LEAST_DISBELIEVED_SECONDS = 0.2;

    private double seconds;
    private double disbelieved;

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
        seconds += host;
        boolean isBelieved = host - own <= Math.max(SHORT_BY_SECONDS, SHORT_BY_SHARE * host);
        if (isBelieved) {
            return Math.min(own, host);
        }
        disbelieved += host;
        if (disbelieved > LEAST_DISBELIEVED_SECONDS && disbelieved > seconds / 2) {
            throw WorkerFailure.protocol(String.format(
                    Locale.ROOT,
                    "its seconds fall short of the harness's clock, the last time %.6f s of %.6f s: it must wait for the"
                            + " device before it reads its clock",
                    own,
                    host));
        }
        return host;
    }
}
