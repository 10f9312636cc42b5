package io.mscale.harness.machine;

import io.mscale.api.support.Processors;
import io.mscale.api.support.SystemFolders;
import io.mscale.api.support.SystemMemory;
import io.mscale.record.run.Machine;
import io.mscale.record.run.RunRecord;
import java.util.Optional;

/** The machine this process runs on. */
public final class ThisMachine {

    private ThisMachine() {}

    /** Describes this machine for the run record. */
    public static RunRecord.Environment environment() {
        return RunRecord.Environment.of(new Machine(
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("os.arch"),
                cpu(),
                Runtime.getRuntime().availableProcessors(),
                SystemMemory.totalBytes(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                ProcessorFacts.of(SystemFolders.OF_THIS_MACHINE, Processors.ofThisProcess())));
    }

    /** The processor's name if the system provides it, else the architecture. */
    private static String cpu() {
        return SystemFolders.read(SystemFolders.OF_THIS_MACHINE.proc().resolve("cpuinfo"))
                .flatMap(ThisMachine::modelName)
                .or(() -> Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")))
                .orElseGet(() -> System.getProperty("os.arch"));
    }

    private static Optional<String> modelName(String cpuInfo) {
        return cpuInfo.lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst();
    }
}
