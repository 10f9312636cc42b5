package io.mscale.worker.disturbance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.support.SystemFolders;
import io.mscale.record.cell.Disturbance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlGroupTest {

    @TempDir
    private Path root = Path.of("");

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** Mounts trees of groups: for these controllers of version 1, or for all of version 2. */
    private void mount(String... controllers) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String names : controllers) {
            Path point = root.resolve("sys/fs/cgroup").resolve(names);
            lines.append("33 24 0:28 / ").append(point).append(" rw - ");
            lines.append(names.isEmpty() ? "cgroup2 cgroup rw" : "cgroup cgroup rw," + names)
                    .append('\n');
        }
        write("proc/self/mountinfo", lines.toString());
    }

    private Disturbance.@Nullable Quota quota() {
        return new ControlGroup(new SystemFolders(root.resolve("proc"), root.resolve("sys"))).quota();
    }

    @Test
    void quota_secondVersion_isTheTightestOnTheWayUp() throws IOException {
        mount("");
        write("proc/self/cgroup", "0::/pod/container\n");
        write("sys/fs/cgroup/pod/container/cpu.max", "max 100000\n");
        write("sys/fs/cgroup/pod/cpu.max", "150000 100000\n");
        write("sys/fs/cgroup/pod/cpu.stat", "usage_usec 9\nnr_periods 120\nnr_throttled 30\nthrottled_usec 2500000\n");
        write("sys/fs/cgroup/cpu.max", "400000 100000\n");
        assertThat(quota()).isEqualTo(new Disturbance.Quota(1.5, 120, 30, 2.5));
    }

    @Test
    void quota_firstVersion_isInNanoseconds() throws IOException {
        mount("memory", "cpu,cpuacct");
        write("proc/self/cgroup", "4:memory:/a\n3:cpu,cpuacct:/docker/1a2b\n0::/\n");
        write("sys/fs/cgroup/cpu,cpuacct/docker/1a2b/cpu.cfs_quota_us", "50000\n");
        write("sys/fs/cgroup/cpu,cpuacct/docker/1a2b/cpu.cfs_period_us", "100000\n");
        write(
                "sys/fs/cgroup/cpu,cpuacct/docker/1a2b/cpu.stat",
                "nr_periods 10\nnr_throttled 2\nthrottled_time 750000000\n");
        assertThat(quota()).isEqualTo(new Disturbance.Quota(0.5, 10, 2, 0.75));
    }

    @Test
    void quota_ownGroupOfAContainer_isAtTheRoot() throws IOException {
        mount("");
        // Without a name space of control groups the path is the host's, which the container does not see.
        write("proc/self/cgroup", "0::/kubepods/burstable/podX/Y\n");
        write("sys/fs/cgroup/cpu.max", "200000 100000\n");
        assertThat(quota()).isEqualTo(new Disturbance.Quota(2, 0, 0, 0));
    }

    @Test
    void quota_noLimit_isNull() throws IOException {
        assertThat(quota()).as("no groups").isNull();
        mount("cpu", "");
        write("proc/self/cgroup", "1:cpu:/\n0::/../elsewhere\nnonsense\n");
        write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n");
        write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
        write("sys/fs/cgroup/cpu.max", "max 100000\n");
        assertThat(quota()).isNull();
    }
}
