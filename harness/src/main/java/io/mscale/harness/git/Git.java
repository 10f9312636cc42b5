package io.mscale.harness.git;

import io.mscale.harness.fork.ProcessTree;
import java.io.File;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The program {@code git}. Only its plumbing is for programs: the output of {@code log}, {@code show} and others depends
 * on the user's settings.
 *
 * @param folder where it runs
 * @param patience the longest it may take
 */
public record Git(Path folder, Duration patience) {

    /** There is no git, or it cannot be started. */
    public static final class MissingException extends IOException {

        @Serial
        private static final long serialVersionUID = 1;

        MissingException(IOException cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }

    /**
     * What git answered.
     *
     * @param lines of its standard output
     * @param error the first line of its standard error; empty if there is none
     */
    public record Answer(int exitCode, List<String> lines, String error) {

        public Answer {
            lines = List.copyOf(lines);
        }

        /** The first line of the standard output; empty if there is none. */
        public String firstLine() {
            return lines.isEmpty() ? "" : lines.get(0);
        }
    }

    /**
     * Runs a command. Whatever happens, git and what it started have ended afterwards.
     *
     * @throws MissingException if git cannot be started
     * @throws IOException if it takes longer than the patience, or the thread is interrupted
     */
    public Answer ask(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        // Files, because pipes that nobody reads block git, and a child that outlives it would keep them open.
        Path output = Files.createTempFile("mscale-git-", ".out");
        Path errors = Files.createTempFile("mscale-git-", ".err");
        try {
            int code = run(command, output, errors);
            List<String> told = lines(errors);
            return new Answer(code, lines(output), told.isEmpty() ? "" : told.get(0));
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        }
    }

    private int run(List<String> command, Path output, Path errors) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        // It would ask on the terminal, for a password that an incomplete clone needs.
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        Process git;
        try {
            git = builder.start();
        } catch (IOException e) {
            throw new MissingException(e);
        }
        try {
            if (!ProcessTree.await(git, patience, () -> false)) {
                throw new IOException(String.join(" ", command) + " did not end within " + patience.toSeconds() + " s");
            }
            return git.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while git ran", e);
        }
    }

    /** Not {@link String#lines}: a carriage return may stand in a commit's subject. */
    private static List<String> lines(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        lines.remove(lines.size() - 1);
        return lines;
    }
}
