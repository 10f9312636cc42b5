package io.mscale.api.support;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The control groups of this process (cgroups(7)), by which containers and services are limited. Version 2 has one tree
 * for all controllers, version 1 one for each or for several; a machine may have both.
 */
public final class ControlGroups {

    // Positions of the fields of /proc/self/mountinfo, from 0.
    private static final int ROOT = 3;
    private static final int MOUNT_POINT = 4;

    private static final String SEPARATOR = " - ";

    private ControlGroups() {}

    /**
     * The folders of this process's group and of all groups around it that are visible, in each tree that may limit what
     * a controller controls. A limit of any of them holds.
     *
     * @param controller as version 1 names it, such as {@code cpu} or {@code memory}
     */
    public static List<Path> folders(SystemFolders system, String controller) {
        String mounts =
                SystemFolders.read(system.proc().resolve("self/mountinfo")).orElse("");
        String groups = SystemFolders.read(system.proc().resolve("self/cgroup")).orElse("");
        List<Path> folders = new ArrayList<>();
        mounts.lines()
                .flatMap(line -> Mount.parse(line).stream())
                .filter(mount -> mount.isFor(controller))
                .forEach(mount -> folders.addAll(folders(mount, mount.groupIn(groups, controller))));
        return folders;
    }

    private static List<Path> folders(Mount mount, String group) {
        try {
            return mount.folders(group);
        } catch (InvalidPathException e) {
            return List.of(); // a name that the JVM cannot express in the user's locale
        }
    }

    /**
     * A mounted tree of groups.
     *
     * @param root the group at the mount point
     * @param options the controllers of a tree of version 1, among other things
     */
    private record Mount(String root, String point, String type, List<String> options) {

        /** Reads a line of {@code mountinfo}; empty if it is not of a tree of groups. */
        static Optional<Mount> parse(String line) {
            int end = line.indexOf(SEPARATOR);
            if (end < 0) {
                return Optional.empty();
            }
            String[] fields = line.substring(0, end).split(" ", -1);
            String[] system = line.substring(end + SEPARATOR.length()).split(" ", -1);
            boolean isGroups = system.length > 2 && system[0].startsWith("cgroup") && fields.length > MOUNT_POINT;
            return isGroups
                    ? Optional.of(new Mount(
                            unescaped(fields[ROOT]),
                            unescaped(fields[MOUNT_POINT]),
                            system[0],
                            List.of(system[2].split(",", -1))))
                    : Optional.empty();
        }

        private boolean isUnified() {
            return type.equals("cgroup2");
        }

        boolean isFor(String controller) {
            return isUnified() || options.contains(controller);
        }

        /** This process's group in the tree, given the lines of {@code /proc/self/cgroup}. */
        String groupIn(String lines, String controller) {
            return lines.lines()
                    .map(line -> line.split(":", 3))
                    .filter(fields -> fields.length == 3)
                    .filter(fields -> isUnified()
                            ? fields[1].isEmpty()
                            : List.of(fields[1].split(",", -1)).contains(controller))
                    .map(fields -> fields[2])
                    .findFirst()
                    .orElse("/");
        }

        /** The folders of the group and of those around it, up to the mount point. */
        List<Path> folders(String group) {
            Path top = Path.of(point);
            String below = root.equals("/") ? group : group.startsWith(root) ? group.substring(root.length()) : "";
            Path own = top.resolve(below.replaceFirst("^/+", "")).normalize();
            List<Path> folders = new ArrayList<>();
            // A group outside of what a container may see is given as /../..; what is visible then is the container's
            // own.
            for (Path folder = own; folder != null && folder.startsWith(top); folder = folder.getParent()) {
                folders.add(folder);
            }
            return folders.isEmpty() ? List.of(top) : folders;
        }

        /** Decodes the octal escapes that the kernel writes for blanks, tabs, newlines and backslashes. */
        private static String unescaped(String field) {
            return field.replace("\\040", " ")
                    .replace("\\011", "\t")
                    .replace("\\012", "\n")
                    .replace("\\134", "\\");
        }
    }
}
