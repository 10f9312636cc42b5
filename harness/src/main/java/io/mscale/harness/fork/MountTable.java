package io.mscale.harness.fork;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The file systems that this process sees, as Linux lists them in {@code /proc/self/mountinfo} (proc_pid_mountinfo(5)).
 *
 * @param lines the lines of that file, a character for each byte; none on other systems
 */
record MountTable(List<String> lines) {

    private static final int MOUNT_POINT = 4;
    private static final int OPTIONS = 5;

    MountTable {
        lines = List.copyOf(lines);
    }

    static MountTable ofThisProcess() {
        try {
            return new MountTable(Files.readAllLines(Path.of("/proc/self/mountinfo"), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return new MountTable(List.of());
        }
    }

    /** Whether native libraries in a folder, which need not be there yet, cannot be loaded: it is mounted noexec. */
    boolean forbidExecution(Path folder) {
        // Mount points may be in any encoding: both sides are compared byte by byte.
        byte[] path = existing(folder.toAbsolutePath()).toString().getBytes(StandardCharsets.UTF_8);
        String real = new String(path, StandardCharsets.ISO_8859_1);
        boolean forbidden = false;
        int deepest = -1;
        for (String line : lines) {
            String[] fields = line.split(" ", -1);
            if (fields.length > OPTIONS) {
                String point = unescaped(fields[MOUNT_POINT]);
                String below = point.endsWith("/") ? point : point + "/";
                // A later mount hides an earlier one at the same place.
                if ((real + "/").startsWith(below) && below.length() >= deepest) {
                    deepest = below.length();
                    forbidden = List.of(fields[OPTIONS].split(",", -1)).contains("noexec");
                }
            }
        }
        return forbidden;
    }

    /** The nearest folder above that exists, without links. */
    private static Path existing(Path folder) {
        for (Path path = folder; path != null; path = path.getParent()) {
            try {
                return path.toRealPath();
            } catch (IOException e) {
                // try the one above
            }
        }
        return folder;
    }

    /** The kernel writes blanks, tabs, newlines and backslashes as three octal digits. */
    private static String unescaped(String field) {
        return field.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
