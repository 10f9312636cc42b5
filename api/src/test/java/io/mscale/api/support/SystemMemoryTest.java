package io.mscale.api.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemMemoryTest {

    private static final long GB = 1_000_000_000;

    @TempDir
    private Path folder = Path.of("");

    private SystemLayout system = new SystemLayout(folder);

    @BeforeEach
    void layOutMachine() {
        system = new SystemLayout(folder);
        system.file(
                "proc/meminfo",
                "MemTotal:       16000000 kB\nMemFree:         1000000 kB\nMemAvailable:    8000000 kB\nSwapTotal: 0 kB");
    }

    private @Nullable Long available() {
        return SystemMemory.availableBytes(system.folders());
    }

    private @Nullable Long total() {
        return SystemMemory.totalBytes(system.folders());
    }

    @Test
    void bytes_machineWithoutGroups_areTheMachines() {
        assertThat(available()).isEqualTo(8_000_000L * 1024);
        assertThat(total()).isEqualTo(16_000_000L * 1024);
    }

    @Test
    void bytes_systemThatTellsNothing_areNull() {
        SystemFolders nothing = new SystemFolders(folder.resolve("no"), folder.resolve("none"));

        assertThat(SystemMemory.availableBytes(nothing)).isNull();
        assertThat(SystemMemory.totalBytes(nothing)).isNull();

        system.file("proc/meminfo", "MemTotal: much\nMemAvailable:\n");

        assertThat(available()).isNull();
        assertThat(total()).isNull();
    }

    @Test
    void bytes_limitOfVersion2_countsWhatIsLeftAndReclaimable() {
        system.unified("/", "/");
        system.file("sys/fs/cgroup/memory.max", "" + 4 * GB).file("sys/fs/cgroup/memory.current", "" + 3 * GB);

        assertThat(available()).isEqualTo(GB);
        assertThat(total()).isEqualTo(4 * GB);

        system.file(
                "sys/fs/cgroup/memory.stat", "anon 1000\nactive_file 5\ninactive_file " + GB / 2 + "\nfile_dirty 1");

        assertThat(available()).isEqualTo(GB + GB / 2);
    }

    @Test
    void bytes_groupsAround_theLeastHolds() {
        system.unified("/", "/pod/container");
        String pod = "sys/fs/cgroup/pod/";
        system.file(pod + "container/memory.max", "max").file(pod + "container/memory.current", "" + GB);
        system.file(pod + "memory.max", "" + 2 * GB).file(pod + "memory.current", "" + 3 * GB / 2);

        assertThat(available()).isEqualTo(GB / 2);
        assertThat(total()).isEqualTo(2 * GB);
    }

    @Test
    void bytes_limitOfVersion1_countsTheCacheOfGroupsBelow() {
        system.separate("/", "/docker/4711");
        String group = "sys/fs/cgroup/memory/docker/4711/";
        system.file(group + "memory.limit_in_bytes", "" + 4 * GB).file(group + "memory.usage_in_bytes", "" + 3 * GB);
        system.file(group + "memory.stat", "inactive_file 1\ntotal_inactive_file " + GB);
        system.file("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");
        system.file("sys/fs/cgroup/memory/memory.usage_in_bytes", "" + 9 * GB);

        assertThat(available()).isEqualTo(2 * GB);
        assertThat(total()).isEqualTo(4 * GB);
    }

    @Test
    void bytes_limitsThatLimitNothing_areTheMachines() {
        system.unified("/", "/");
        for (String none : new String[] {"max", "9223372036854771712", "99999999999999999999", "-1", "", "?"}) {
            system.file("sys/fs/cgroup/memory.max", none).file("sys/fs/cgroup/memory.current", "" + GB);

            assertThat(available()).as(none).isEqualTo(8_000_000L * 1024);
            assertThat(total()).as(none).isEqualTo(16_000_000L * 1024);
        }
    }

    @Test
    void availableBytes_groupBeyondItsLimit_areNone() {
        system.unified("/", "/");
        system.file("sys/fs/cgroup/memory.max", "" + GB).file("sys/fs/cgroup/memory.current", "" + 2 * GB);

        assertThat(available()).isZero();
    }

    @Test
    void availableBytes_usageThatIsHidden_areTheLimit() {
        system.unified("/", "/");
        system.file("sys/fs/cgroup/memory.max", "" + GB);

        assertThat(available()).isEqualTo(GB);
        assertThat(total()).isEqualTo(GB);
    }
}
