package io.mscale.harness.fork;

import io.mscale.api.support.ShortCommand;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Thread dumps of workers. On SIGQUIT a JVM prints the stacks of its threads, and goes on; unlike the tools of a JDK, that
 * needs nothing but {@code kill}.
 */
final class ThreadDump {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long POLL_MILLIS = 100;

    private static final String START = "Full thread dump ";

    /** A frame: the class's name, the method's, and the source. The module's name and version come first. */
    private static final Pattern FRAME = Pattern.compile("\\s+at (?:\\S+/)?([\\w.$]+)\\.([\\w<>$]+)\\(([^()]*)\\)");

    private static final Pattern OF_JAVA = Pattern.compile("(java|javax|jdk|sun)\\..*");

    /** What calls a backend or task, unlike the models of external programs. */
    private static final Pattern OF_WORKER = Pattern.compile("io\\.mscale\\.(reference|worker(?!\\.external\\.))\\..*");

    private ThreadDump() {}

    /**
     * Asks a JVM, and the JVMs among the processes it started, for their threads, and waits briefly until they are in the
     * log. Does nothing where there is no {@code kill}.
     */
    static void request(ProcessHandle worker, Path log) throws InterruptedException {
        List<String> jvms = Stream.concat(Stream.of(worker), worker.descendants())
                .filter(ThreadDump::isJava)
                .map(process -> Long.toString(process.pid()))
                .toList();
        if (jvms.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("kill", "-QUIT"));
        command.addAll(jvms);
        File file = log.toFile();
        long before = file.length();
        long start = System.nanoTime();
        try {
            ShortCommand.run(command, PATIENCE);
        } catch (IOException e) {
            return;
        }
        long last = before;
        while (System.nanoTime() - start < PATIENCE.toNanos()) {
            Thread.sleep(POLL_MILLIS);
            if (file.length() > before && file.length() == last) {
                return;
            }
            last = file.length();
        }
    }

    private static boolean isJava(ProcessHandle process) {
        String command = process.info().command().orElse("");
        return command.endsWith("/java") || command.endsWith("/java.exe");
    }

    /**
     * In which call of a backend or task the worker was, from the dump in its log, as in "train, at
     * thirdparty.Model.takeStep(Model.java:19)". Empty if the log has no dump, or the worker was in no such call.
     */
    static Optional<String> call(String log) {
        int start = log.lastIndexOf(START);
        return start < 0
                ? Optional.empty()
                : Stream.of(log.substring(start).split("\n\\s*\n"))
                        .flatMap(thread -> callOf(thread).stream())
                        .findFirst();
    }

    /**
     * The call of a thread: what the worker's own code called, and the innermost frame of the plug-in. Empty unless that
     * call is of the API or a plug-in: threads of the worker that wait are not meant.
     */
    private static Optional<String> callOf(String thread) {
        String called = "";
        String place = "";
        for (Matcher frame :
                thread.lines().map(FRAME::matcher).filter(Matcher::matches).toList()) {
            String type = frame.group(1);
            if (OF_WORKER.matcher(type).matches()) {
                return called.isEmpty() ? Optional.empty() : Optional.of(called + place);
            }
            called = OF_JAVA.matcher(type).matches() ? "" : frame.group(2);
            if (place.isEmpty()
                    && !OF_JAVA.matcher(type).matches()
                    && !type.startsWith("io.mscale.api.")
                    && !type.startsWith("io.mscale.worker.")) {
                place = ", at " + type + "." + frame.group(2) + "(" + frame.group(3) + ")";
            }
        }
        return Optional.empty();
    }
}
