package io.mscale.harness.fork;

import io.mscale.harness.UsageException;
import io.mscale.harness.discovery.Distribution;
import io.mscale.record.json.RecordJson;
import io.mscale.record.run.MachinePeak;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;

/**
 * Measures the processor's peak performance in a separate process, which takes a second or two. Nothing depends on the
 * result, so failures only leave it empty.
 */
public final class MachineTrial {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private MachineTrial() {}

    /** The peak of that many threads together; without numbers if it could not be measured. */
    public static MachinePeak run(Distribution distribution, int threads) {
        try {
            return attempt(distribution, threads);
        } catch (IOException | UsageException e) {
            return MachinePeak.notMeasured(threads);
        }
    }

    private static MachinePeak attempt(Distribution distribution, int threads) throws IOException {
        try (ScratchFolder folder = ScratchFolder.create();
                WorkerProcess worker = WorkerProcess.start(
                        JavaCommand.machine(distribution, threads, folder.path(), folder.answer()), folder.log())) {
            return worker.hasEndedWithin(PATIENCE) && Files.exists(folder.answer())
                    ? RecordJson.parse(Files.readString(folder.answer()), MachinePeak.class)
                    : MachinePeak.notMeasured(threads);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return MachinePeak.notMeasured(threads);
        }
    }
}
