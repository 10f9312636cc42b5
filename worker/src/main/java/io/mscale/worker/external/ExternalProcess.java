package io.mscale.worker.external;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An external worker that runs. Its standard input is a pipe that stays empty and ends with this JVM. What it prints is
 * copied, up to a limit: a worker that prints without end fills no disk.
 */
final class ExternalProcess implements AutoCloseable {

    /** What becomes of what a worker prints. */
    enum Output {
        /** It is this process's output too. */
        COPIED,
        /** Nobody sees it, but for the last line. */
        DROPPED
    }

    static final String LAUNCHED_AT = "MSCALE_LAUNCHED_AT";

    /** As much of a worker's output is kept. */
    static final long MOST_OUTPUT = 10L << 20;

    private static final int LONGEST_LINE = 500;
    private static final Duration PUMP_PATIENCE = Duration.ofSeconds(2);

    private final Process process;
    private final Thread pump;
    private final StringBuilder line = new StringBuilder();
    private volatile String lastLine = "";

    private ExternalProcess(Process process, Output output) {
        this.process = process;
        this.pump = new Thread(() -> copyOutput(output == Output.COPIED ? MOST_OUTPUT : 0), "worker-output");
        pump.setDaemon(true);
        pump.start();
    }

    /**
     * Starts the worker in its folder.
     *
     * @throws IOException if there is no such program; the message names it
     */
    static ExternalProcess start(ExternalBackend backend, String action, List<Path> folders, Output output)
            throws IOException {
        List<String> words = backend.command(action, folders);
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(backend.folder().toFile()).redirectErrorStream(true);
        builder.environment().put(LAUNCHED_AT, Long.toString(System.currentTimeMillis()));
        try {
            return new ExternalProcess(builder.start(), output);
        } catch (IOException e) {
            throw new IOException("'" + words.get(0) + "' cannot be started: " + reason(e), e);
        }
    }

    /** The system's words behind Java's. */
    private static String reason(IOException e) {
        String message = String.valueOf(e.getMessage());
        int systems = message.indexOf("error=");
        return systems < 0 ? message : message.substring(systems).replaceFirst("error=\\d+, ", "");
    }

    boolean hasEndedWithin(Duration time) throws InterruptedException {
        boolean ended = process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        if (ended) {
            pump.join(PUMP_PATIENCE.toMillis());
        }
        return ended;
    }

    /** Whether a worker that has ended did so with exit code 0. */
    boolean endedWell() {
        return process.exitValue() == 0;
    }

    /** How a worker that has ended did so, with the last line it printed. */
    String end() {
        int code = process.exitValue();
        String how = code > 128 ? "was killed by signal " + (code - 128) : "ended with exit code " + code;
        return how + (lastLine.isEmpty() ? "; it printed nothing" : "; the last line it printed: " + lastLine);
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor();
            pump.join(PUMP_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void copyOutput(long most) {
        byte[] buffer = new byte[1 << 13];
        long copied = 0;
        try (InputStream output = process.getInputStream()) {
            for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
                noteLastLine(new String(buffer, 0, n, StandardCharsets.UTF_8));
                if (copied < most) {
                    System.out.write(buffer, 0, n);
                    copied += n;
                    if (copied >= most) {
                        System.out.println();
                        System.out.println("... more than " + (most >> 20) + " MiB were printed; the rest is dropped");
                    }
                    System.out.flush();
                }
            }
        } catch (IOException e) {
            // The pipe breaks when the worker is killed.
        }
        if (!line.isEmpty()) {
            lastLine = line.toString();
        }
    }

    private void noteLastLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                if (!line.toString().isBlank()) {
                    lastLine = line.toString().strip();
                }
                line.setLength(0);
            } else if (line.length() < LONGEST_LINE) {
                line.append(Character.isISOControl(c) ? ' ' : c);
            }
        }
    }
}
