package io.mscale.harness.run;

import io.mscale.api.Device;
import io.mscale.harness.UsageException;
import io.mscale.harness.machine.ThisMachine;
import io.mscale.harness.machine.VisibleGpus;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.run.Fingerprint;
import io.mscale.record.run.Gpu;
import io.mscale.record.run.RunRecord;
import java.util.List;
import java.util.Optional;

/** Whether what was begun may go on here. */
final class SameMachine {

    private SameMachine() {}

    /**
     * Checks that this is the machine of a record.
     *
     * @param cells those to be trained on it, which name its device
     * @throws UsageException if it is not; the message names the difference
     */
    static void require(RunRecord.Environment before, List<CellSpec> cells) {
        requireMachine(before);
        requireGpu(before, cells);
    }

    /** Times of different machines must not mix in one record. A new kernel does not count as a new machine. */
    private static void requireMachine(RunRecord.Environment before) {
        RunRecord.Environment now = ThisMachine.environment();
        requireSame("architecture", before.arch(), now.arch());
        requireSame("processor", before.cpu(), now.cpu());
        requireSame("number of cores", before.logicalCores(), now.logicalCores());
        requireSame("Java runtime", before.jvm(), now.jvm());
        List<String> differences =
                Fingerprint.ofHardware(before.withGpu(null, null)).differences(Fingerprint.ofHardware(now));
        if (!differences.isEmpty()) {
            throw new UsageException(
                    "--resume: the run was made on another machine (then / here): " + String.join(", ", differences));
        }
    }

    /** Compares the GPU only if the driver identifies it both then and now. */
    private static void requireGpu(RunRecord.Environment before, List<CellSpec> cells) {
        Gpu known = before.gpu();
        if (known == null) {
            return;
        }
        Optional<Gpu> now = cells.stream()
                .map(CellSpec::device)
                .filter(device -> device.kind() == Device.Kind.GPU)
                .findFirst()
                .map(device -> VisibleGpus.used(device, before.workerSettings()));
        now.ifPresent(gpu -> requireSame("graphics processor", known.toString(), gpu.toString()));
    }

    private static void requireSame(String what, Object before, Object now) {
        if (!before.equals(now)) {
            throw new UsageException("--resume: the run was made on another machine or Java runtime: its " + what
                    + " was '" + before + "', here it is '" + now + "'");
        }
    }
}
