package io.mscale.worker.disturbance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.Device;
import io.mscale.record.cell.Disturbance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuWatchTest {

    private static final Device SECOND = Device.parse("gpu:1");

    @TempDir
    private Path folder = Path.of("");

    /** A program that answers as {@code nvidia-smi} does, by the first letters of its third argument. */
    private String program(String clocks, String processes) throws IOException {
        Path file = folder.resolve("nvidia-smi");
        Files.writeString(file, """
                #!/bin/sh
                echo "$2" >> "%s"
                case "$3" in
                --query-gpu=*throttle*) echo 'Field is not a valid field to query.'; exit 2 ;;
                --query-gpu=*) echo '%s' ;;
                *) %s ;;
                esac
                """.formatted(folder.resolve("ids"), clocks, processes));
        Assumptions.assumeTrue(file.toFile().setExecutable(true) && Files.isExecutable(Path.of("/bin/sh")));
        return file.toString();
    }

    @Test
    void end_knownGpu_tellsBothMoments() throws IOException {
        String others = "echo " + ProcessHandle.current().pid() + "; echo 1; echo 2";
        Disturbance.GpuMoment moment = new Disturbance.GpuMoment(1200.0, 1980.0, List.of("power", "heat"), 0.97, 81.0);
        GpuWatch watch = new GpuWatch(program("1200, 1980, 0x0000000000000024, 97, 81", others), SECOND, null);
        assertThat(watch.end()).isEqualTo(new Disturbance.GpuUse(moment, moment, 2));
        assertThat(Files.readAllLines(folder.resolve("ids"))).containsOnly("1");
    }

    @Test
    void end_visibleDevices_namesTheDevice() throws IOException {
        String program = program("[N/A], 1980, [N/A], [N/A], 40", "echo 77");
        Disturbance.GpuMoment moment = new Disturbance.GpuMoment(null, 1980.0, List.of(), null, 40.0);
        assertThat(new GpuWatch(program, SECOND, "GPU-a, GPU-b").end())
                .as("processes of another name space")
                .isEqualTo(new Disturbance.GpuUse(moment, moment, null));
        assertThat(Files.readAllLines(folder.resolve("ids"))).containsOnly("GPU-b");
    }

    @Test
    void end_noAnswer_isUnknown() throws IOException {
        assertThat(new GpuWatch(folder.resolve("missing").toString(), SECOND, null).end())
                .isNull();
        assertThat(new GpuWatch(program("No devices were found", "exit 3"), SECOND, null).end())
                .isNull();
    }
}
