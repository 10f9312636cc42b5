package io.mscale.backend.djl;

import io.mscale.api.support.ShortCommand;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * NVIDIA's driver and its GPUs, queried through {@code nvidia-smi}, which comes with the driver. PyTorch need not be
 * loaded or even present.
 *
 * @param gpus the names of the GPUs by index
 * @param version the driver's version
 */
record NvidiaDriver(List<String> gpus, String version) {

    private static final List<String> COMMAND =
            List.of("nvidia-smi", "--query-gpu=name,driver_version", "--format=csv,noheader");
    /** Without the persistence daemon, nvidia-smi takes several seconds to initialise the GPUs of a large server. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    NvidiaDriver {
        gpus = List.copyOf(gpus);
    }

    /**
     * Queries the driver.
     *
     * @throws UnusableLibraryException if there is no driver, or it sees no GPU; the message says which
     */
    static NvidiaDriver find() {
        return find(PATIENCE);
    }

    /** Queries the driver with another time limit, for tests. */
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
            throw new UnusableLibraryException("interrupted while querying NVIDIA's driver", e);
        }
    }

    /** Parses nvidia-smi's output: one line per GPU with its name and the driver's version. */
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
