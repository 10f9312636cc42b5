package io.mscale.backend.djl;

import io.mscale.api.support.ShortCommand;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * NVIDIA's driver and the GPUs it sees, asked through {@code nvidia-smi}, which comes with it: PyTorch need not be loaded,
 * and need not be there.
 *
 * @param gpus the names of the GPUs by their index
 * @param version the driver's version
 */
record NvidiaDriver(List<String> gpus, String version) {

    private static final List<String> COMMAND =
            List.of("nvidia-smi", "--query-gpu=name,driver_version", "--format=csv,noheader");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    NvidiaDriver {
        gpus = List.copyOf(gpus);
    }

    /**
     * Asks the driver.
     *
     * @throws UnusableLibraryException if there is no driver, or it sees no GPU; the message says which
     */
    static NvidiaDriver find() {
        return find(PATIENCE);
    }

    /** The same for tests. */
    static NvidiaDriver find(Duration patience) {
        try {
            ShortCommand.Answer answer = ShortCommand.run(COMMAND, patience)
                    .orElseThrow(
                            () -> new UnusableLibraryException("NVIDIA's driver does not answer: nvidia-smi did not end"
                                    + " within " + patience.toSeconds() + " s; use --device cpu"));
            return parse(answer.exitCode(), answer.text());
        } catch (IOException e) {
            throw new UnusableLibraryException(
                    "no NVIDIA driver: nvidia-smi cannot be run. A GPU needs NVIDIA's driver (570 or newer for CUDA 12.8);"
                            + " use --device cpu",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnusableLibraryException("interrupted while asking NVIDIA's driver", e);
        }
    }

    /** Reads what nvidia-smi printed: one line per GPU, its name and the driver's version. */
    static NvidiaDriver parse(int exitCode, String answer) {
        if (exitCode != 0) {
            throw new UnusableLibraryException("NVIDIA's driver does not work: nvidia-smi says \""
                    + answer.lines().findFirst().orElse("nothing") + "\"; use --device cpu");
        }
        List<String[]> rows = answer.lines()
                .map(line -> line.split(",", -1))
                .filter(row -> row.length == 2)
                .toList();
        if (rows.isEmpty()) {
            throw new UnusableLibraryException("NVIDIA's driver sees no GPU; use --device cpu");
        }
        return new NvidiaDriver(rows.stream().map(row -> row[0].strip()).toList(), rows.get(0)[1].strip());
    }
}
