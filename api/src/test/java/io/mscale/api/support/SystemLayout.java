package io.mscale.api.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files as Linux lays them out below /proc and /sys, in a folder. */
record SystemLayout(Path folder) {

    SystemFolders folders() {
        return new SystemFolders(folder.resolve("proc"), folder.resolve("sys"));
    }

    SystemLayout file(String path, String text) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text + "\n");
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SystemLayout affinity(String list) {
        return file(
                "proc/self/status",
                "Name:\tjava\nCpus_allowed:\tff\nCpus_allowed_list:\t" + list + "\nMems_allowed_list:\t0");
    }

    SystemLayout online(String list) {
        return file("sys/devices/system/cpu/online", list);
    }

    /** Processors that are hyper-threads of one core. */
    SystemLayout core(String list, int... processors) {
        for (int processor : processors) {
            file("sys/devices/system/cpu/cpu" + processor + "/topology/thread_siblings_list", list);
        }
        return this;
    }

    /** Version 2: one tree, mounted with a group as its root; the process is in a group. */
    SystemLayout unified(String root, String group) {
        return mounts(mount(root, "cgroup", "cgroup2", "rw,nsdelegate")).file("proc/self/cgroup", "0::" + group);
    }

    /** Version 1: a tree for each controller. */
    SystemLayout separate(String root, String group) {
        return mounts(mount(root, "cgroup/cpu,cpuacct", "cgroup", "rw,cpu,cpuacct") + "\n"
                        + mount(root, "cgroup/memory", "cgroup", "rw,memory"))
                .file(
                        "proc/self/cgroup",
                        "12:memory:" + group + "\n3:cpu,cpuacct:" + group + "\n1:name=systemd:/elsewhere\n0::/");
    }

    private SystemLayout mounts(String lines) {
        return file("proc/self/mountinfo", "21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n" + lines);
    }

    private String mount(String root, String below, String type, String options) {
        String point = folder.resolve("sys/fs/" + below)
                .toString()
                .replace("\\", "\\134")
                .replace(" ", "\\040");
        return "33 24 0:28 " + root + " " + point + " rw,nosuid shared:9 - " + type + " cgroup " + options;
    }
}
