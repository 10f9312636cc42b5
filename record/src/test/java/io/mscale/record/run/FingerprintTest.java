package io.mscale.record.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.WorkerSettings;
import io.mscale.record.file.Digest;
import io.mscale.record.sample.GpuSamples;
import io.mscale.record.sample.ProcessorSamples;
import io.mscale.record.sample.Samples;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static final RunRecord.Environment MACHINE = Samples.run().environment();

    private static Fingerprint with(WorkerSettings settings) {
        return Fingerprint.of(MACHINE.withWorkers(List.of("OMP_NUM_THREADS"), settings));
    }

    @Test
    void differences_settingsOfWorkers_areTold() {
        Fingerprint plain = with(WorkerSettings.NONE);
        Fingerprint set = with(new WorkerSettings(List.of("-XX:UseAVX=2"), Map.of("OMP_WAIT_POLICY", "passive")));

        assertThat(plain.differences(set))
                .containsExactly("workers' settings (none / 'OMP_WAIT_POLICY=passive -XX:UseAVX=2')");
        assertThat(set.key()).isNotEqualTo(plain.key());
        assertThat(set).hasToString(plain + ", workers with OMP_WAIT_POLICY=passive -XX:UseAVX=2");
    }

    /** Runs that earlier versions added to a history must be found under the same name. */
    @Test
    void key_withoutSettingsOfWorkers_isThatOfEarlierVersions() {
        assertThat(with(WorkerSettings.NONE).key())
                .isEqualTo(Fingerprint.of(MACHINE).key())
                .isEqualTo("a-cpu-2c-"
                        + Digest.of(
                                Stream.of("amd64", "A CPU", "2", "null", "OpenJDK 17")
                                        .collect(Collectors.joining("\n")),
                                8));
    }

    /** Which of several of a kind, and where it sits, is nothing to times: a process sees another one each day. */
    @Test
    void differences_gpuOfTheSameKindAndDriver_areNone() {
        Gpu other = new Gpu(
                0,
                GpuSamples.GPU.name(),
                GpuSamples.GPU.memoryBytes(),
                GpuSamples.GPU.driverVersion(),
                GpuSamples.GPU.computeCapability(),
                Gpu.digest("GPU-another"));

        assertThat(onGpu(other).differences(onGpu(GpuSamples.GPU))).isEmpty();
        assertThat(onGpu(other).key()).isEqualTo(onGpu(GpuSamples.GPU).key());
    }

    @Test
    void key_otherGpuOrNone_isAnother() {
        Set<String> keys = GpuSamples.others().stream()
                .map(other -> onGpu(other).key())
                .collect(Collectors.toCollection(HashSet::new));
        keys.add(onGpu(GpuSamples.GPU).key());
        keys.add(Fingerprint.of(MACHINE).key());

        assertThat(keys).hasSize(GpuSamples.others().size() + 2);
    }

    @Test
    void differences_processorOfTheSameName_areTold() {
        Fingerprint known = on(ProcessorSamples.PROCESSOR);

        assertThat(ProcessorSamples.others())
                .flatExtracting(other -> known.differences(on(other)))
                .containsExactly(
                        "processor model ('AuthenticAMD family 25 model 17 stepping 1' / 'AuthenticAMD family 26 model 2"
                                + " stepping 1')",
                        "instruction sets ('avx512f' / none)",
                        "second-level cache ('1024 KiB' / '2048 KiB')",
                        "third-level cache ('32768 KiB' / '16384 KiB')",
                        "number of processors ('4' / '8')",
                        "number of physical cores ('2' / '4')",
                        "quota of processors (none / '1.5')",
                        "virtual machine ('true' / 'false')");
        assertThat(ProcessorSamples.others().stream().map(other -> on(other).key()))
                .doesNotHaveDuplicates()
                .doesNotContain(known.key());
    }

    @Test
    void differences_whatOneSideDoesNotKnow_areNone() {
        Fingerprint known = on(ProcessorSamples.PROCESSOR);
        Processor nothing = new Processor(List.of(), List.of(), null, null, null, null, null, null);

        assertThat(known.differences(on(null))).isEmpty();
        assertThat(on(null).differences(known)).isEmpty();
        assertThat(known.differences(on(nothing))).isEmpty();
        assertThat(on(nothing).differences(known)).isEmpty();
    }

    @Test
    void differences_patchOfJava_areNone() {
        Fingerprint before = withJava("OpenJDK 64-Bit Server VM 17.0.14+7-Debian-1deb12u1");
        Fingerprint after = withJava("OpenJDK 64-Bit Server VM 17.0.15+6");

        assertThat(before).isEqualTo(after);
        assertThat(before.key()).isEqualTo(after.key());
        assertThat(before.differences(withJava("OpenJDK 64-Bit Server VM 21.0.7+6")))
                .containsExactly("Java runtime ('OpenJDK 64-Bit Server VM 17' / 'OpenJDK 64-Bit Server VM 21')");
        assertThat(before.differences(withJava("Eclipse OpenJ9 VM 17.0.14+7"))).hasSize(1);
        assertThat(before.differences(withJava("OpenJDK 64-Bit Server VM 17.0.14+7-jvmci-23.0-b12")))
                .hasSize(1);
    }

    @Test
    void toString_processorThatIsKnown_isTold() {
        assertThat(on(Samples.with(ProcessorSamples.PROCESSOR, "quota", 1.5)))
                .hasToString("A CPU, 2 cores, AuthenticAMD family 25 model 17 stepping 1, third-level cache of 32 MiB,"
                        + " 2 physical cores, quota of 1.5 processors, amd64, OpenJDK 17");
    }

    @Test
    void likeMachines_knownOnesApart_unknownOnesWithTheFirst() {
        Fingerprint one = on(ProcessorSamples.PROCESSOR);
        Fingerprint other = on(ProcessorSamples.others().get(0));
        Fingerprint unknown = on(null);
        Fingerprint inPart = on(new Processor(
                ProcessorSamples.others().get(0).models(), List.of(), null, null, null, null, null, null));

        LikeMachines machines = new LikeMachines(List.of(unknown, one, inPart, other));

        assertThat(machines.of(one)).isEqualTo(one);
        assertThat(machines.of(other)).isEqualTo(other);
        assertThat(machines.of(unknown)).isEqualTo(one);
        assertThat(machines.of(inPart)).isEqualTo(other);
    }

    @Test
    void likeMachines_partsOfOneMachine_areAddedUp() {
        Processor models =
                new Processor(ProcessorSamples.PROCESSOR.models(), List.of(), null, null, null, null, null, null);
        Processor cores = new Processor(List.of(), List.of(), null, null, 4, 2, null, null);

        LikeMachines machines = new LikeMachines(List.of(on(models), on(cores)));

        assertThat(machines.of(on(models))).isEqualTo(machines.of(on(cores)));
        assertThat(machines.of(on(models)).differences(on(ProcessorSamples.PROCESSOR)))
                .isEmpty();
        assertThat(machines.of(on(cores))
                        .differences(on(ProcessorSamples.others().get(0))))
                .hasSize(1);
    }

    private static Fingerprint on(@Nullable Processor processor) {
        return Fingerprint.of(ProcessorSamples.on(MACHINE, processor));
    }

    private static Fingerprint withJava(String jvm) {
        return Fingerprint.of(ProcessorSamples.withJava(Samples.run(), jvm).environment());
    }

    private static Fingerprint onGpu(Gpu gpu) {
        return Fingerprint.of(MACHINE.withGpu(gpu, null));
    }
}
