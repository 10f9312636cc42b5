package io.mscale.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.run.Gpu;
import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import io.mscale.record.sample.GpuSamples;
import io.mscale.record.sample.Samples;
import io.mscale.report.change.ChangeMarkdown;
import io.mscale.report.html.ChangeSection;
import io.mscale.report.html.HtmlReport;
import io.mscale.report.summary.ConsoleReport;
import io.mscale.report.summary.MarkdownReport;
import io.mscale.report.table.SummaryCsv;
import io.mscale.results.compare.Runs;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.sample.SampleEvidence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every report shows the graphics processor, and what it held, where there is one. */
class GpuReportsTest {

    private static final Gpu HOSTILE = new Gpu(0, "<b>@you | \u001b[31m\nH100", null, "`1`", null, null);

    private static Evidence evidence(@Nullable Gpu gpu, CellRecord... cells) {
        return Evidence.of(Map.of(new RunFolder(Path.of("run")), GpuSamples.run(gpu, cells)));
    }

    private static Evidence twoBackends() {
        return evidence(GpuSamples.GPU, GpuSamples.cell("cuda", 3_000_000L), GpuSamples.cell("djl", 2_000_000_000L));
    }

    private static List<String> console(Evidence evidence) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ConsoleReport.of(evidence).print(new PrintStream(out, true, StandardCharsets.UTF_8), UnaryOperator.identity());
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void caption_namesTheGpuBesideTheProcessor() {
        assertThat(Caption.lines(twoBackends()).get(1)).startsWith("A CPU, 2 cores, NVIDIA H100 80GB HBM3, OpenJDK 17");
        assertThat(Caption.lines(SampleEvidence.of()).get(1)).startsWith("A CPU, 2 cores, OpenJDK 17");
    }

    @Test
    void tables_memoryOnTheDevice_haveAColumnOfIt() throws IOException {
        Evidence evidence = twoBackends();

        assertThat(console(evidence)).anyMatch(line -> line.contains("peak memory  on device"));
        assertThat(console(evidence)).anyMatch(line -> line.matches("cuda .* 312 MB +3 MB.*"));
        assertThat(MarkdownReport.of(evidence))
                .contains(" | peak memory | on device | parity |")
                .contains(" | **3 MB** |");
        assertThat(HtmlReport.of(evidence, ChangeSection.NONE))
                .contains("most memory that the model held on its device", "2.00 GB");
        List<String> csv = SummaryCsv.of(evidence).lines().toList();
        assertThat(csv.get(0)).endsWith(",testMseAwayFromKinks,peakDeviceBytes");
        assertThat(csv.get(1)).endsWith(",3000000");
    }

    @Test
    void tables_noMemoryOnADevice_haveNoColumnOfIt() throws IOException {
        Evidence evidence = evidence(GpuSamples.GPU, GpuSamples.cell("cuda", null), GpuSamples.cell("djl", null));

        assertThat(String.join("\n", console(evidence))).doesNotContain("on device");
        assertThat(MarkdownReport.of(evidence)).doesNotContain("on device");
        assertThat(HtmlReport.of(evidence, ChangeSection.NONE)).doesNotContain("held on its device");
        assertThat(SummaryCsv.of(evidence).lines().findFirst().orElse("")).endsWith(",testMseAwayFromKinks");
    }

    @Test
    void page_tellsTheGpuAndItsPeak() throws IOException {
        assertThat(HtmlReport.of(twoBackends(), ChangeSection.NONE))
                .contains("NVIDIA H100 80GB HBM3, 80 GiB, compute capability 9.0, driver 550.54.15, number 3, id "
                        + GpuSamples.GPU.uuidDigest())
                .contains("GFLOP/s float32", "copies at 2800 GB/s, measured by cuda");
    }

    @Test
    void page_gpuOfWhichNothingIsKnown_isNotCalledNone() throws IOException {
        assertThat(HtmlReport.of(evidence(null, GpuSamples.cell("cuda", null)), ChangeSection.NONE))
                .contains("not known");
        assertThat(HtmlReport.of(SampleEvidence.of(Samples.ok("ejml", "multi", 0.5)), ChangeSection.NONE))
                .contains("none used");
    }

    @Test
    void names_withMarkup_areText() throws IOException {
        Evidence evidence = evidence(HOSTILE, GpuSamples.cell("cuda", null));

        assertThat(HtmlReport.of(evidence, ChangeSection.NONE))
                .contains("&lt;b&gt;@you |")
                .doesNotContain("<b>@you", "\u001b");
        assertThat(MarkdownReport.of(evidence)).doesNotContain("<b>", " @you", "\u001b");
        assertThat(String.join("", console(evidence))).doesNotContain("\u001b");
    }

    @Test
    void compare_otherGpu_isAnotherMachine() {
        RunRecord base = GpuSamples.run(GpuSamples.GPU, GpuSamples.cell("cuda", null));
        for (Gpu other : GpuSamples.others()) {
            RunRecord head = GpuSamples.run(other, GpuSamples.cell("cuda", null));

            assertThat(Runs.compare(base, head).machineDifferences())
                    .containsExactly("graphics processor ('" + GpuSamples.GPU + "' / '" + other + "')");
            assertThat(ChangeMarkdown.of(Runs.compare(base, head), Optional.empty()))
                    .contains(GpuSamples.GPU.name(), other.name());
        }
    }
}
