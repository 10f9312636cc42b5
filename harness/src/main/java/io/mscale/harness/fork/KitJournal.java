package io.mscale.harness.fork;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a conformance kit has told of its progress, whether it came to its end or not.
 *
 * @param rules how many rules it is to check; 0 if it has not come so far
 * @param done how many of them it has checked
 * @param lastBegun the case it began last; empty if none
 * @param isRunning whether that case is still running
 * @param exitCode its exit code; empty if it has not come to its end
 */
public record KitJournal(long rules, long done, String lastBegun, boolean isRunning, OptionalInt exitCode) {

    /** Reads the kit's file, which need not exist yet. A last line that is incomplete does not count. */
    public static KitJournal read(Path file) throws IOException {
        KitJournal journal = new KitJournal(0, 0, "", false, OptionalInt.empty());
        String text = Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
        List<String> lines =
                text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        for (String line : lines) {
            journal = journal.with(line);
        }
        return journal;
    }

    private KitJournal with(String line) {
        String subject = line.substring(line.indexOf(' ') + 1);
        return switch (line.substring(0, Math.max(0, line.indexOf(' ')))) {
            case "rules" -> new KitJournal(Long.parseLong(subject), done, lastBegun, isRunning, exitCode);
            case "begin" -> new KitJournal(rules, done, subject, true, exitCode);
            case "end" -> new KitJournal(rules, done, lastBegun, false, exitCode);
            case "done" -> new KitJournal(rules, done + 1, lastBegun, isRunning, exitCode);
            case "exit" -> new KitJournal(rules, done, lastBegun, isRunning, OptionalInt.of(Integer.parseInt(subject)));
            default -> this;
        };
    }

    /** How many rules were neither checked nor begun. */
    public long notBegun() {
        return Math.max(0, rules - done - (isRunning ? 1 : 0));
    }

    /** Where the kit was, as the subject of a sentence on its failure. */
    String place() {
        return lastBegun.isEmpty() || exitCode.isPresent() ? "the kit" : lastBegun;
    }

    /** When something happened to the kit. */
    String time() {
        if (exitCode.isPresent()) {
            return "after its last rule";
        }
        return lastBegun.isEmpty()
                ? "before its first rule"
                : isRunning ? "in the middle of this rule" : "right after this rule";
    }
}
