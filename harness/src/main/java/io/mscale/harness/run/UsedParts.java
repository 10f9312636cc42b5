package io.mscale.harness.run;

import io.mscale.harness.plan.RunPlan;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.file.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files that determine what the cells of a plan compute: the worker, its backends and third parties' tasks. */
record UsedParts(Bench bench, RunPlan plan) {

    private static final int DIGITS = 16;

    /** Digests of the contents by what they are, as in {@code backend ejml}. */
    SortedMap<String, String> digests() throws IOException {
        SortedMap<String, List<Path>> parts = new TreeMap<>();
        parts.put("worker", List.of(bench.distribution().worker()));
        for (CellSpec cell : plan.cells()) {
            parts.putIfAbsent(
                    "backend " + cell.backend(),
                    List.of(bench.backends().require(cell.backend()).folder().path()));
            List<Path> jars = bench.tasks().jars(cell.task());
            if (!jars.isEmpty()) {
                parts.putIfAbsent("task " + cell.task(), jars);
            }
        }
        SortedMap<String, String> digests = new TreeMap<>();
        for (Map.Entry<String, List<Path>> part : parts.entrySet()) {
            digests.put(part.getKey(), digest(part.getValue()));
        }
        return digests;
    }

    private static String digest(List<Path> places) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path place : places) {
            Path root = place.toRealPath();
            try (Stream<Path> walk = Files.walk(root)) {
                for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                    Path name = root.relativize(file);
                    if (!isOfATool(name)) {
                        lines.add(Digest.of(file) + " " + name);
                    }
                }
            }
        }
        return Digest.of(String.join("\n", lines), DIGITS);
    }

    /** Whether it was left by a tool, as Python leaves {@code __pycache__} while a worker runs. */
    private static boolean isOfATool(Path name) {
        for (Path each : name) {
            if (each.toString().matches("[._].+")) {
                return true;
            }
        }
        return false;
    }
}
