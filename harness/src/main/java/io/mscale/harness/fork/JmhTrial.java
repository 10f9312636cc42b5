package io.mscale.harness.fork;

import io.mscale.harness.UsageException;
import io.mscale.harness.discovery.Distribution;
import java.io.IOException;
import java.time.Duration;

/** Shows JMH the options it is to run with, in a process of its own: this program has no JMH. */
public final class JmhTrial {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private JmhTrial() {}

    /**
     * Lets JMH look at the options. Nothing is measured.
     *
     * @return what JMH prints if the options ask it to tell something, such as its help; empty if they are to measure with
     * @throws UsageException if JMH does not take them; the message is JMH's
     * @throws IOException if it could not be asked
     */
    public static String check(Distribution distribution, JmhWords words) throws IOException {
        try (ScratchFolder folder = ScratchFolder.create();
                WorkerProcess worker = WorkerProcess.start(JavaCommand.jmhCheck(distribution, words), folder.log())) {
            if (!worker.hasEndedWithin(PATIENCE)) {
                throw new IOException("JMH did not look at its options within " + PATIENCE.toSeconds() + " s");
            }
            JmhLog log = new JmhLog(folder.log());
            if (worker.exitCode() != 0) {
                throw new UsageException(log.problem()
                        .orElse(JmhLog.PREFIX + "its process died with exit code " + worker.exitCode() + ": "
                                + log.lastLine()));
            }
            return log.text();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
