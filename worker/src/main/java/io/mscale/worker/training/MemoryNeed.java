package io.mscale.worker.training;

import io.mscale.api.network.ParameterLayout;
import io.mscale.record.cell.CellSpec;
import io.mscale.worker.log.ProcessMemory;
import java.util.Locale;
import java.util.Optional;

/**
 * Memory that every backend needs for a cell. A network that cannot fit is refused before the machine starts to swap.
 * Counted are parameters, gradient and two moments in the model's precision, and initial parameters and data in
 * double; backends need more for activations, by an amount that depends on the backend.
 *
 * @param parameters the number of parameters of the network
 * @param bytes lower bound on the memory for them and the data
 */
public record MemoryNeed(long parameters, long bytes) {

    /** Parameters, gradient and Adam's two moments. */
    private static final int COPIES = 4;

    /** Estimates a cell's need. */
    public static MemoryNeed of(CellSpec cell) {
        long parameters = ParameterLayout.of(cell.modelSpec().network()).size();
        int precisionBytes = cell.precision().bytes();
        long samples = (long) cell.training().trainSize() + cell.training().testSize();
        long valuesPerSample = (long) cell.network().inputs() + cell.network().outputs();
        return new MemoryNeed(
                parameters,
                parameters * (COPIES * precisionBytes + Double.BYTES) + samples * valuesPerSample * Double.BYTES);
    }

    /** Why this machine cannot hold it; empty if it can, or if the system does not report its memory. */
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
