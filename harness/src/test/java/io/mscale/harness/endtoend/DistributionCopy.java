package io.mscale.harness.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The distribution once more, made of links so that it takes no space, for tests that take jars out or put some in. */
record DistributionCopy(Path home) {

    /** A copy in a new folder. */
    static DistributionCopy in(Path home) throws IOException {
        Path original = Program.distribution();
        try (Stream<Path> walk = Files.walk(original)) {
            for (Path path : walk.toList()) {
                Path copy = home.resolve(original.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else if (path.getFileName().toString().equals("harness.jar")) {
                    Files.copy(path, copy); // Java takes a link's target for the program's place
                } else {
                    link(copy, path);
                }
            }
        }
        return new DistributionCopy(home);
    }

    private static void link(Path copy, Path original) throws IOException {
        try {
            Files.createLink(copy, original);
        } catch (IOException e) {
            Files.createSymbolicLink(copy, original); // they lie on different file systems
        }
    }

    /** The folder of a backend. */
    Path backend(String id) {
        return home.resolve("backends").resolve(id);
    }

    /** The one jar whose path below a backend's folder matches. */
    Path jar(String id, String pattern) throws IOException {
        try (Stream<Path> walk = Files.walk(backend(id))) {
            List<Path> found = walk.filter(
                            path -> backend(id).relativize(path).toString().matches(pattern))
                    .toList();
            if (found.size() != 1) {
                throw new AssertionError("jars of " + id + " that match " + pattern + ": " + found);
            }
            return found.get(0);
        }
    }

    /** The jars directly in the folder for CPU workers. */
    List<Path> cpuJars(String id) throws IOException {
        try (Stream<Path> jars = Files.list(backend(id).resolve("cpu"))) {
            return jars.toList();
        }
    }

    /** Runs this copy's program with additions to the environment. */
    Invocation run(Path workingFolder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("env"));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(Program.command(arguments));
        command.replaceAll(word ->
                word.equals(Program.distribution().resolve("harness.jar").toString())
                        ? home.resolve("harness.jar").toString()
                        : word);
        try (Program program = Program.startCommand(workingFolder, command)) {
            return program.await();
        }
    }
}
