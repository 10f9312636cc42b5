package io.mscale.harness.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.support.Processors;
import io.mscale.api.support.SystemFolders;
import io.mscale.record.run.Processor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorFactsTest {

    private static final Processors PROCESSORS = new Processors(2, 4, 2, 1.5);

    @TempDir
    private Path folder = Path.of("");

    private void file(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    private Processor facts() {
        return ProcessorFacts.of(new SystemFolders(folder.resolve("proc"), folder.resolve("sys")), PROCESSORS);
    }

    @Test
    void of_systemThatTellsNothing_isWhatIsKnownOfItsProcessors() {
        assertThat(facts()).isEqualTo(new Processor(List.of(), List.of(), null, null, 4, 2, 1.5, null));
    }

    @Test
    void of_x86_isFamilyModelSteppingAndInstructionSets() throws IOException {
        String block = """
                processor\t: %d
                vendor_id\t: AuthenticAMD
                cpu family\t: 25
                model\t\t: 17
                model name\t: AMD EPYC: a name
                stepping\t: 1
                microcode\t: 0x1000065
                cpu MHz\t\t: 2596.126
                flags\t\t: fpu vme fma avx hypervisor avx2 avx512f avx512_bf16 rdpid
                power management:

                """;
        file("proc/cpuinfo", block.formatted(0) + block.formatted(1));
        file("sys/devices/system/cpu/cpu0/cache/index2/level", "2\n");
        file("sys/devices/system/cpu/cpu0/cache/index2/size", "1024K\n");
        file("sys/devices/system/cpu/cpu0/cache/index3/level", "3\n");
        file("sys/devices/system/cpu/cpu0/cache/index3/size", "32768K\n");

        assertThat(facts())
                .isEqualTo(new Processor(
                        List.of("AuthenticAMD family 25 model 17 stepping 1"),
                        List.of("avx", "avx2", "avx512_bf16", "avx512f", "fma"),
                        1L << 20,
                        32L << 20,
                        4,
                        2,
                        1.5,
                        true));

        file("proc/cpuinfo", block.formatted(0).replace(" hypervisor", ""));

        assertThat(facts().hypervisor()).isFalse();
    }

    @Test
    void of_unlikeArmCores_areAllNamed_withWhatAllHave() throws IOException {
        String block = """
                processor\t: %d
                BogoMIPS\t: 50.00
                Features\t: fp asimd %s cpuid
                CPU implementer\t: 0x41
                CPU architecture: 8
                CPU variant\t: 0x1
                CPU part\t: %s
                CPU revision\t: 0

                """;
        String little = block.formatted(0, "asimddp", "0xd05") + block.formatted(1, "asimddp", "0xd05");
        String big = block.formatted(2, "asimddp sve", "0xd0b");
        file("proc/cpuinfo", little + big + "Hardware\t: a board\n");

        Processor facts = facts();

        assertThat(facts.models())
                .containsExactly(
                        "implementer 0x41 part 0xd05 variant 0x1 revision 0",
                        "implementer 0x41 part 0xd0b variant 0x1 revision 0");
        assertThat(facts.features()).containsExactly("asimd", "asimddp");
        assertThat(facts.hypervisor()).isNull();

        file("proc/self/status", "Cpus_allowed_list:\t2\n");

        assertThat(facts().models()).containsExactly("implementer 0x41 part 0xd0b variant 0x1 revision 0");
        assertThat(facts().features()).containsExactly("asimd", "asimddp", "sve");
    }
}
