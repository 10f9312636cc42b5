package io.mscale.worker.external;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    /** Looking for children reads all processes of the machine. */
    private static final long LOOK_FOR_CHILDREN_NANOS = 2_000_000_000;

    private final Process process;
    private final Set<ProcessHandle> children = new HashSet<>();
    private long lookedForChildren = System.nanoTime();
    private final Thread pump;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
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
        if (System.nanoTime() - lookedForChildren > LOOK_FOR_CHILDREN_NANOS) {
            process.descendants().forEach(children::add);
            lookedForChildren = System.nanoTime();
        }
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

    /** How a worker that has ended did so, as in "with exit code 1", and the last line it printed. */
    String end() {
        int code = process.exitValue();
        String how = code > 128 ? "killed by signal " + (code - 128) : "with exit code " + code;
        return how + (lastLine.isEmpty() ? "; it printed nothing" : "; the last line it printed: " + lastLine);
    }

    @Override
    public void close() {
        process.descendants().forEach(children::add);
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
                noteLastLine(buffer, n);
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
        endLine();
    }

    private void noteLastLine(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n') {
                endLine();
            } else if (line.size() < LONGEST_LINE) {
                line.write(bytes[i]);
            }
        }
    }

    private void endLine() {
        String text = JsonObject.plain(line.toString(StandardCharsets.UTF_8)).strip();
        if (!text.isEmpty()) {
            lastLine = text;
        }
        line.reset();
    }
}
