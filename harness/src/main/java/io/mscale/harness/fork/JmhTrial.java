package io.mscale.harness.fork;

import io.mscale.harness.UsageException;
import io.mscale.harness.discovery.Distribution;
import java.io.IOException;
import java.time.Duration;

/** Has JMH check its options in a separate process, because this program does not include JMH. */
public final class JmhTrial {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private JmhTrial() {}

    /**
     * Checks the options without measuring.
     *
     * @return what JMH prints if the options ask for information, such as its help; empty if they are for measuring
     * @throws UsageException if JMH rejects them; the message is JMH's
     * @throws IOException if JMH could not be run
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
