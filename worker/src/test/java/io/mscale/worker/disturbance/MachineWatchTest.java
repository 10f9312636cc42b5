package io.mscale.worker.disturbance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.support.SystemFolders;
import io.mscale.record.cell.Disturbance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineWatchTest {

    @TempDir
    private Path root = Path.of("");

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private SystemFolders folders() {
        return new SystemFolders(root.resolve("proc"), root.resolve("sys"));
    }

    private void counts(int switches, int throttled, long steal) throws IOException {
        write("proc/self/task/7/status", "Name:\tjava\nnonvoluntary_ctxt_switches:\t" + switches + "\n");
        write("proc/self/task/8/status", "nonvoluntary_ctxt_switches:\t10\n");
        write("sys/fs/cgroup/cpu.stat", "nr_periods 1000\nnr_throttled " + throttled + "\nthrottled_usec 0\n");
        write("proc/stat", "cpu0 100 0 0 900 0 0 0 " + steal + " 0 0\n");
    }

    private MachineWatch watch() throws IOException {
        write("proc/self/status", "Cpus_allowed_list:\t0\n");
        write("proc/self/stat", "1 (java) S 1 1 1 0 -1 0 0 0 0 0 5 6 0 0 20 0 1 0 1\n");
        write("proc/self/cgroup", "0::/\n");
        write("proc/pressure/cpu", "some avg10=0.20 avg60=8.69 avg300=11.41 total=1000\nfull avg10=0.00 total=0\n");
        write("sys/fs/cgroup/cpu.max", "50000 100000\n");
        write("sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq", "2600000\n");
        write("sys/devices/system/cpu/cpu1/cpufreq/scaling_cur_freq", "2400000\n");
        write("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave\n");
        counts(100, 3, 0);
        write("proc/self/mountinfo", "33 24 0:28 / " + root.resolve("sys/fs/cgroup") + " rw - cgroup2 cgroup rw\n");
        return new MachineWatch(folders());
    }

    @Test
    void end_countsThatGrew_areTheDifference() throws IOException {
        MachineWatch watch = watch();
        counts(117, 8, 1_000_000);
        write("sys/devices/system/cpu/cpu1/cpufreq/scaling_cur_freq", "1400000\n");
        Disturbance.MachineUse use = watch.end();
        assertThat(use.processors()).isEqualTo(1);
        assertThat(use.involuntarySwitches()).isEqualTo(17);
        assertThat(use.stealShare()).as("10000 s of a moment").isEqualTo(1);
        assertThat(use.pressure()).isZero();
        assertThat(use.quota()).isEqualTo(new Disturbance.Quota(0.5, 0, 5, 0));
        assertThat(use.clock()).isEqualTo(new Disturbance.ClockRate(2500.0, 2000.0, "powersave"));
    }

    @Test
    void end_pauses_doNotCount() throws IOException {
        MachineWatch watch = watch();
        counts(101, 3, 0);
        watch.pause();
        watch.pause();
        counts(1000, 900, 1_000_000);
        watch.resume();
        watch.resume();
        counts(1002, 901, 1_000_000);
        Disturbance.MachineUse use = watch.end();
        assertThat(use.involuntarySwitches()).isEqualTo(3);
        assertThat(use.stealShare()).isZero();
        assertThat(use.quota()).isEqualTo(new Disturbance.Quota(0.5, 0, 1, 0));
        assertThat(watch.end().involuntarySwitches()).as("ended").isEqualTo(3);
    }

    @Test
    void end_clockRateInProcessorInformation_isRead() throws IOException {
        write("proc/cpuinfo", "processor\t: 0\ncpu MHz\t\t: 2596.5\nprocessor\t: 1\ncpu MHz\t\t: 2597.5\n");
        Disturbance.ClockRate rate = new MachineWatch(folders()).end().clock();
        assertThat(rate).isEqualTo(new Disturbance.ClockRate(2597.0, 2597.0, null));
    }

    @Test
    void end_nothingToRead_isUnknown() {
        Disturbance.MachineUse use = new MachineWatch(folders()).end();
        assertThat(use.seconds()).isNotNegative();
        assertThat(use).isEqualTo(new Disturbance.MachineUse(use.seconds(), 0, null, null, null, null, null, null));
    }

    @Test
    void end_thisMachine_isPlausible() {
        Disturbance.MachineUse use = new MachineWatch().end();
        assertThat(use.seconds()).isCloseTo(0, within(600.0));
        if (use.othersShare() != null) {
            assertThat(use.othersShare()).isBetween(0.0, 1.0);
            assertThat(use.processors()).isPositive();
        }
    }
}
