package io.mscale.api.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorsTest {

    @TempDir
    private Path folder = Path.of("");

    private SystemLayout system = new SystemLayout(folder);

    @BeforeEach
    void layOutInFolderWithBlank() {
        system = new SystemLayout(folder.resolve("a machine"));
    }

    private Processors processors(int available) {
        return Processors.of(system.folders(), available);
    }

    private SystemLayout fourPlainCores() {
        return system.affinity("0-3")
                .online("0-3")
                .core("0", 0)
                .core("1", 1)
                .core("2", 2)
                .core("3", 3);
    }

    @Test
    void of_systemThatTellsNothing_isWhatTheJvmCounts() {
        assertThat(processors(6)).isEqualTo(new Processors(6, null, null, null));
        assertThat(processors(6).threads()).isEqualTo(6);
        assertThat(processors(6).reason()).isEmpty();
    }

    @Test
    void ofThisProcess_isAtLeastOneThreadAndNoMoreThanTheJvmCounts() {
        assertThat(Processors.ofThisProcess().threads())
                .isBetween(1, Runtime.getRuntime().availableProcessors());
    }

    @Test
    void threads_hyperThreads_countOnce() {
        system.affinity("0-7")
                .online("0-7")
                .core("0,4", 0, 4)
                .core("1,5", 1, 5)
                .core("2,6", 2, 6)
                .core("3,7", 3, 7);

        assertThat(processors(8)).isEqualTo(new Processors(8, 8, 4, null));
        assertThat(processors(8).threads()).isEqualTo(4);
        assertThat(processors(8).reason()).contains("one per physical core; the 8 processors are hyper-threads");
    }

    @Test
    void threads_newerNameOfTheSameList_countsToo() {
        system.affinity("0-1").online("0-1");
        system.file("sys/devices/system/cpu/cpu0/topology/core_cpus_list", "0-1");
        system.file("sys/devices/system/cpu/cpu1/topology/core_cpus_list", "0-1");

        assertThat(processors(2).threads()).isEqualTo(1);
    }

    @Test
    void threads_affinity_leavesTheOtherCoresOut() {
        system.affinity("0,4,1")
                .online("0-7")
                .core("0,4", 0, 4)
                .core("1,5", 1, 5)
                .core("2,6", 2, 6)
                .core("3,7", 3, 7);

        assertThat(processors(3)).isEqualTo(new Processors(3, 3, 2, null));
        assertThat(processors(3).threads()).isEqualTo(2);
    }

    @Test
    void threads_processorsThatAreOffline_doNotCount() {
        // The kernel's affinity names all processors that the machine could have.
        system.affinity("0-63").online("0,2-3").core("0", 0).core("2", 2).core("3", 3);

        assertThat(processors(3)).isEqualTo(new Processors(3, 3, 3, null));
    }

    @Test
    void threads_unlikeCores_allCount() {
        // big.LITTLE: clusters of unlike cores without hyper-threads
        system.affinity("0-5").online("0-5");
        for (int processor = 0; processor < 6; processor++) {
            system.core("" + processor, processor);
            system.file(
                    "sys/devices/system/cpu/cpu" + processor + "/topology/core_siblings_list",
                    processor < 4 ? "0-3" : "4-5");
        }

        assertThat(processors(6).threads()).isEqualTo(6);
    }

    @Test
    void cores_topologyThatIsMasked_isNotKnown() {
        system.affinity("0-3").online("0-3").core("0-1", 0, 1);

        assertThat(processors(4)).isEqualTo(new Processors(4, 4, null, null));

        system.file("sys/devices/system/cpu/cpu2/topology/thread_siblings_list", "");
        system.file("sys/devices/system/cpu/cpu3/topology/thread_siblings_list", "");

        assertThat(processors(4)).isEqualTo(new Processors(4, 4, null, null));
    }

    @Test
    void allowed_filesThatAreNoLists_areNotKnown() {
        system.affinity("all of them").online("0-99999999999");

        assertThat(processors(2)).isEqualTo(new Processors(2, null, null, null));
    }

    @Test
    void threads_jvmToldToUseFewer_areNoMore() {
        fourPlainCores();

        assertThat(processors(2).threads()).isEqualTo(2);
        assertThat(processors(2).reason()).isEmpty();
    }

    @Test
    void quota_ofVersion2_isRoundedDownToAtLeastOne() {
        fourPlainCores().unified("/", "/");
        String max = "sys/fs/cgroup/cpu.max";

        system.file(max, "200000 100000");
        assertThat(processors(2)).isEqualTo(new Processors(2, 4, 4, 2.0));
        assertThat(processors(2).threads()).isEqualTo(2);
        assertThat(processors(2).reason()).contains("the quota of this container is 2.0 of 4 processors");

        system.file(max, "150000 100000");
        assertThat(processors(2).threads()).isEqualTo(1);

        system.file(max, "25000 100000");
        assertThat(processors(1).threads()).isEqualTo(1);
        assertThat(processors(1).reason()).contains("the quota of this container is 0.25 of 4 processors");
    }

    @Test
    void quota_thatLimitsNothing_isNone() {
        fourPlainCores().unified("/", "/");
        for (String none : new String[] {"max 100000", "400000 100000", "-1 100000", "0 0", "a lot", ""}) {
            system.file("sys/fs/cgroup/cpu.max", none);

            assertThat(processors(4)).as(none).isEqualTo(new Processors(4, 4, 4, null));
        }
    }

    @Test
    void quota_ofAGroupAround_holdsIfItIsLess() {
        fourPlainCores().unified("/", "/pod.slice/container.scope");
        system.file("sys/fs/cgroup/pod.slice/container.scope/cpu.max", "300000 100000");
        system.file("sys/fs/cgroup/pod.slice/cpu.max", "100000 50000");

        assertThat(processors(3).quota()).isEqualTo(2.0);
    }

    @Test
    void quota_ofVersion1_isReadFromTheTreeOfItsController() {
        fourPlainCores().separate("/", "/docker/4711");
        String group = "sys/fs/cgroup/cpu,cpuacct/docker/4711/";
        system.file(group + "cpu.cfs_quota_us", "250000").file(group + "cpu.cfs_period_us", "100000");
        system.file("sys/fs/cgroup/cpu,cpuacct/docker/cpu.cfs_quota_us", "-1");
        system.file("sys/fs/cgroup/memory/docker/4711/cpu.max", "100000 100000");

        assertThat(processors(3).quota()).isEqualTo(2.5);
        assertThat(processors(3).threads()).isEqualTo(2);
    }

    @Test
    void quota_treeMountedFromTheContainersOwnGroup_isAtTheMount() {
        fourPlainCores().separate("/docker/4711", "/docker/4711");
        String mount = "sys/fs/cgroup/cpu,cpuacct/";
        system.file(mount + "cpu.cfs_quota_us", "100000").file(mount + "cpu.cfs_period_us", "100000");

        assertThat(processors(1).quota()).isEqualTo(1.0);

        // A group that the mount does not show: what it does show is the container's.
        system.separate("/docker/4711", "/another");

        assertThat(processors(1).quota()).isEqualTo(1.0);
    }

    @Test
    void quota_groupOutsideOfWhatIsVisible_isThatOfTheMount() {
        fourPlainCores().unified("/", "/../../init.scope");
        system.file("sys/fs/cgroup/cpu.max", "100000 100000");

        assertThat(processors(1).quota()).isEqualTo(1.0);
    }

    @Test
    void quota_withoutMountOrGroup_isNone() {
        fourPlainCores().file("proc/self/cgroup", "0::/");
        assertThat(processors(4).quota()).isNull();

        system.file("proc/self/mountinfo", "21 1 8:1 / / rw\nnonsense - cgroup2\n- - -");
        assertThat(processors(4).quota()).isNull();
    }

    @Test
    void threads_quotaAndHyperThreads_theLesserHolds() {
        system.affinity("0-3").online("0-3").core("0-1", 0, 1).core("2-3", 2, 3).unified("/", "/");

        system.file("sys/fs/cgroup/cpu.max", "300000 100000");
        assertThat(processors(3).threads()).isEqualTo(2);
        assertThat(processors(3).reason()).contains("one per physical core; the 4 processors are hyper-threads");

        system.file("sys/fs/cgroup/cpu.max", "100000 100000");
        assertThat(processors(1).threads()).isEqualTo(1);
        assertThat(processors(1).reason()).contains("the quota of this container is 1.0 of 4 processors");
    }
}
