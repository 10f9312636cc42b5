package io.mscale.worker.disturbance;

import io.mscale.api.support.SystemFolders;
import java.nio.file.Path;
import java.util.List;

/** Reads small files of the system, which need not exist. */
final class ProcFile {

    private ProcFile() {}

    /** The lines of a file; none if it cannot be read. */
    static List<String> lines(Path file) {
        return SystemFolders.read(file).map(text -> text.lines().toList()).orElse(List.of());
    }

    /** What follows the name of a field at the beginning of a line; empty if there is none. */
    static String field(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .findFirst()
                .orElse("");
    }

    /** A number that is not negative; -1 if the text is something else. */
    static double number(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            return value >= 0 && Double.isFinite(value) ? value : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
