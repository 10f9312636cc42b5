package io.mscale.worker.training;

import io.mscale.api.network.ParameterLayout;
import io.mscale.record.cell.CellSpec;
import io.mscale.worker.log.ProcessMemory;
import java.util.Locale;
import java.util.Optional;

/**
 * The memory that any backend needs for a cell, so that a network that cannot fit is refused before the machine starts to
 * swap: parameters, gradient and two moments in the model's precision, the initial parameters and the data in double.
 * Backends need more than that for activations; how much is theirs.
 *
 * @param parameters the network's parameters
 * @param bytes the least memory they and the data take
 */
public record MemoryNeed(long parameters, long bytes) {

    private static final int COPIES = 4;

    /** What a cell needs. */
    public static MemoryNeed of(CellSpec cell) {
        long parameters = ParameterLayout.of(cell.modelSpec().network()).size();
        int precisionBytes = cell.precision().bytes();
        long samples = (long) cell.training().trainSize() + cell.training().testSize();
        long valuesPerSample = (long) cell.network().inputs() + cell.network().outputs();
        return new MemoryNeed(
                parameters,
                parameters * (COPIES * precisionBytes + Double.BYTES) + samples * valuesPerSample * Double.BYTES);
    }

    /** Why this machine cannot hold it; empty if it can, or if the system does not tell how much it has. */
    public Optional<String> refusal() {
        Long available = ProcessMemory.availableBytes();
        return available == null || bytes <= available
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "not enough memory: %,d parameters with gradient, moments and data need at least %.1f GB; %.1f GB"
                                + " are available",
                        parameters,
                        bytes / 1e9,
                        available / 1e9));
    }
}
