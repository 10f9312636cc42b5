package io.mscale.harness.machine;

import io.mscale.api.support.ShortCommand;
import io.mscale.record.run.Gpu;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** NVIDIA's {@code nvidia-smi}, which comes with the driver and lists its GPUs. */
record NvidiaSmi(String program, Duration patience) {

    /** This machine's {@code nvidia-smi}. */
    static final NvidiaSmi OF_THIS_MACHINE = new NvidiaSmi("nvidia-smi", Duration.ofSeconds(5));

    private static final String QUERY = "--query-gpu=index,name,memory.total,driver_version,compute_cap,uuid";

    /** A row of the answer. Unknown values are in brackets, as in {@code [N/A]}. */
    private static final Pattern ROW =
            Pattern.compile("(\\d{1,4}), (\\P{Cntrl}{1,100}), ([^,]+), ([^,]+), ([^,]+), ([^,]+)");

    private static final int LONGEST_QUOTE = 200;

    /** A GPU and its UUID, by which users may select it. */
    record Listed(Gpu gpu, String uuid) {}

    /** Lists the machine's GPUs by position on the PCI bus. If that fails, the message of the exception says why. */
    List<Listed> ask() throws IOException {
        Optional<ShortCommand.Answer> answer;
        try {
            answer = ShortCommand.run(List.of(program, QUERY, "--format=csv,noheader,nounits"), patience);
        } catch (IOException e) {
            throw new IOException("nvidia-smi cannot be run: " + ShortCommand.whyNotStarted(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return parse(answer.orElseThrow(
                () -> new IOException("nvidia-smi did not end within " + patience.toSeconds() + " s")));
    }

    private static List<Listed> parse(ShortCommand.Answer answer) throws IOException {
        List<Listed> gpus = answer.text()
                .lines()
                .map(line -> ROW.matcher(line.strip()))
                .filter(Matcher::matches)
                .map(NvidiaSmi::listed)
                .toList();
        if (answer.exitCode() != 0 || gpus.isEmpty()) {
            String line = answer.text().lines().findFirst().orElse("nothing");
            throw new IOException(
                    "nvidia-smi says \"" + line.substring(0, Math.min(line.length(), LONGEST_QUOTE)) + "\"");
        }
        return gpus;
    }

    private static Listed listed(Matcher row) {
        String memory = word(row.group(3), "\\d{1,9}");
        String uuid = word(row.group(6), "GPU-[0-9a-fA-F-]+");
        return new Listed(
                new Gpu(
                        Integer.parseInt(row.group(1)),
                        row.group(2).strip(),
                        memory == null || memory.matches("0+") ? null : Long.parseLong(memory) << 20,
                        word(row.group(4), "[0-9.]+"),
                        word(row.group(5), "\\d+\\.\\d+"),
                        uuid == null ? null : Gpu.digest(uuid)),
                uuid == null ? "" : uuid);
    }

    private static @Nullable String word(String field, String form) {
        return Optional.of(field.strip()).filter(text -> text.matches(form)).orElse(null);
    }
}
