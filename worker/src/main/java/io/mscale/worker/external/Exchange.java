package io.mscale.worker.external;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that a host and an external worker share: {@code in/} is written by the host before the worker starts,
 * {@code out/} by the worker.
 *
 * @param path the folder
 */
public record Exchange(Path path) {

    /** An empty exchange in place of whatever is there. */
    public static Exchange create(Path path) throws IOException {
        Exchange exchange = new Exchange(path.toAbsolutePath());
        exchange.delete();
        Files.createDirectories(exchange.in());
        Files.createDirectories(exchange.out());
        return exchange;
    }

    /** What the worker is given. */
    Path in() {
        return path.resolve("in");
    }

    /** What the worker gives back. */
    Path out() {
        return path.resolve("out");
    }

    Path problem() {
        return in().resolve("problem.json");
    }

    /** An array of the problem. */
    Path array(String name) {
        return in().resolve(name + ".npy");
    }

    Path events() {
        return out().resolve("events.jsonl");
    }

    /** Float64, little endian: the network at the test points, row-major, appended at each evaluation. */
    Path predictions() {
        return out().resolve("predictions.f64");
    }

    Path parameters() {
        return out().resolve("parameters.npy");
    }

    Path picture() {
        return out().resolve("picture.npy");
    }

    Path probe() {
        return in().resolve("probe.json");
    }

    Path answer() {
        return out().resolve("answer.json");
    }

    /** Removes the folder if nobody writes into it any more; else says so and leaves the rest of it. */
    void tryDelete() {
        try {
            delete();
        } catch (IOException e) {
            System.out.println("the exchanged files could not be removed: " + e);
        }
    }

    /** Removes the folder and all that is in it. */
    private void delete() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(path)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }
}
