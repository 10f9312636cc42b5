package io.mscale.record.sample;

import io.mscale.record.run.Processor;
import io.mscale.record.run.RunRecord;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Processors for tests, and machines with them. */
public final class ProcessorSamples {

    /** One of a virtual machine. */
    public static final Processor PROCESSOR = new Processor(
            List.of("AuthenticAMD family 25 model 17 stepping 1"),
            List.of("avx", "avx2", "avx512f", "fma"),
            1L << 20,
            32L << 20,
            4,
            2,
            null,
            true);

    private ProcessorSamples() {}

    /** The same with one component changed, one after another. */
    public static List<Processor> others() {
        return Stream.of(
                        Samples.with(PROCESSOR, "models", List.of("AuthenticAMD family 26 model 2 stepping 1")),
                        Samples.with(PROCESSOR, "features", List.of("avx", "avx2", "fma")),
                        Samples.with(PROCESSOR, "secondLevelBytes", 2L << 20),
                        Samples.with(PROCESSOR, "thirdLevelBytes", 16L << 20),
                        Samples.with(PROCESSOR, "processors", 8),
                        Samples.with(PROCESSOR, "physicalCores", 4),
                        Samples.with(PROCESSOR, "quota", 1.5),
                        Samples.with(PROCESSOR, "hypervisor", false))
                .toList();
    }

    /** The machine with another processor of the same name; null for one of which no more is known. */
    public static RunRecord.Environment on(RunRecord.Environment machine, @Nullable Processor processor) {
        return Samples.with(machine, "machine.processor", processor);
    }

    /** The run on such a machine. */
    public static RunRecord on(RunRecord run, @Nullable Processor processor) {
        return run.withEnvironment(on(run.environment(), processor));
    }

    /** The run with another Java runtime. */
    public static RunRecord withJava(RunRecord run, String jvm) {
        return Samples.with(run, "environment.machine.jvm", jvm);
    }
}
