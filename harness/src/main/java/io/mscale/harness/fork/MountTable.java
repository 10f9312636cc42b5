package io.mscale.harness.fork;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The file systems visible to this process, as Linux lists them in {@code /proc/self/mountinfo}
 * (proc_pid_mountinfo(5)).
 *
 * @param lines the lines of that file, one character per byte; empty on other systems
 */
record MountTable(List<String> lines) {

    // Positions of the fields in a line, from 0.
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

    /**
     * Whether a folder, which need not exist yet, is mounted noexec, so that native libraries cannot be loaded from it.
     */
    boolean forbidExecution(Path folder) {
        // Mount points may be in any encoding, so compare byte by byte.
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

    /** The real path of the folder or its nearest existing ancestor. */
    private static Path existing(Path folder) {
        for (Path path = folder; path != null; path = path.getParent()) {
            try {
                return path.toRealPath();
            } catch (IOException e) {
                // try the parent
            }
        }
        return folder;
    }

    /** Decodes the octal escapes the kernel writes for blanks, tabs, newlines and backslashes. */
    private static String unescaped(String field) {
        return field.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
