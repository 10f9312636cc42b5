package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A distribution with EJML only, made from the whole one, and used from another folder. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackageIT {

    /** It has 18 MB, the whole one 440. */
    private static final long SMALL = 20_000_000;

    private Path folder = Path.of("");
    private DistributionCopy made = new DistributionCopy(folder);

    @BeforeAll
    void make(@TempDir Path shared) throws IOException, InterruptedException {
        folder = shared;
        made = new DistributionCopy(folder.resolve("of ejml"));
        Invocation invocation = Program.run(folder, "package", "--backend", "ejml", "--out", "of ejml");
        assertThat(invocation.exitCode()).as(invocation.stderr()).isZero();
        assertThat(invocation.outputLines())
                .anyMatch(line -> line.matches("Wrote a distribution with ejml, [0-9]+ MB, to .*of ejml: .*"))
                .contains("    java -jar 'of ejml/harness.jar' --backend ejml");
    }

    private Invocation run(String... arguments) throws IOException, InterruptedException {
        return made.run(folder, Map.of(), arguments);
    }

    private static void assertRefused(Invocation invocation, String... told) {
        assertThat(invocation.exitCode()).as(invocation.stderr()).isEqualTo(2);
        assertThat(invocation.errorLines()).singleElement().asString().contains(told);
    }

    @Test
    void content_isSmallAndLawful() throws IOException {
        long bytes = 0;
        try (Stream<Path> walk = Files.walk(made.home())) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }

        assertThat(bytes).isLessThan(SMALL);
        try (Stream<Path> entries = Files.list(made.home())) {
            assertThat(entries.map(entry -> entry.getFileName().toString()))
                    .containsExactlyInAnyOrder("LICENSE", "THIRD-PARTY.md", "backends", "harness.jar", "lib", "worker");
        }
        try (Stream<Path> beside = Files.list(folder)) {
            assertThat(beside.map(entry -> entry.getFileName().toString()))
                    .as("nothing unfinished")
                    .noneMatch(name -> name.startsWith(".mscale"));
        }
    }

    @Test
    void list_namesEjmlOnly() throws IOException, InterruptedException {
        Invocation list = run("list", "backends");

        assertThat(list.exitCode()).isZero();
        assertThat(list.outputLines().stream().filter(line -> line.startsWith("  ")))
                .singleElement()
                .asString()
                .startsWith("  ejml ");
    }

    @Test
    void run_trains() throws IOException, InterruptedException {
        Invocation run = run(SmallRun.tiny(folder.resolve("run"), "--timing", "none"));

        assertThat(run.exitCode()).as(run.stderr()).isZero();
        assertThat(new RunOnDisk(folder.resolve("run")).statuses()).hasSize(2).containsOnly("ok");
        assertThat(folder.resolve("run/report.html")).exists();
    }

    @Test
    void ab_againstTheWholeDistribution_isMeasured() throws IOException, InterruptedException {
        List<String> distributions = List.of(
                "ab", "--a", Program.distribution().toString(), "--b", "of ejml", "--turns", "off", "--repeats", "2");
        String[] arguments = Stream.concat(
                        distributions.stream(), Stream.of(SmallRun.tiny(folder.resolve("ab"), "--variant", "single")))
                .toArray(String[]::new);

        Invocation ab = run(arguments);

        assertThat(ab.exitCode()).as(ab.stdout() + ab.stderr()).isEqualTo(3); // two repeats decide nothing
        for (String side : List.of("ab/a", "ab/b")) {
            assertThat(new RunOnDisk(folder.resolve(side)).statuses())
                    .hasSize(2)
                    .containsOnly("ok");
        }
        assertThat(folder.resolve("ab/compare.html")).exists();
        assertThat(run("compare", "ab/a", "ab/b").exitCode()).isZero();
        assertThat(run("gate", "ab/a", "ab/b").exitCode()).isEqualTo(3);
    }

    @Test
    void commandsThatNeedMore_saySo() throws IOException, InterruptedException {
        assertRefused(run("tck", "--backend", "ejml"), "lacks the conformance kit", "package", "a whole distribution");
        assertRefused(run("tck", "--task", "fit1d"), "lacks the conformance kit");
        assertRefused(run("new", "backend", "mine"), "lacks this template", "a whole distribution");
        assertRefused(run("--task", "fit1d"), "--backend", "'simd'", "allowed: ejml");
        assertThat(folder.resolve("mine")).doesNotExist();
    }

    @Test
    void out_whereSomethingIs_isRefused() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("mine.zip"), "mine");

        assertRefused(
                Program.run(folder, "package", "--backend", "simd", "--out", "of ejml"), "'of ejml'", "not empty");
        assertRefused(Program.run(folder, "package", "--backend", "simd", "--out", "mine.zip"), "'mine.zip'", "exists");
        assertThat(made.backend("simd")).doesNotExist();
        assertThat(folder.resolve("mine.zip")).hasContent("mine");
    }

    @Test
    void zip_unpacked_runs() throws IOException, InterruptedException {
        Invocation zipped = run("package", "--backend", "ejml", "--out", "new/ejml.zip");

        assertThat(zipped.exitCode()).as(zipped.stderr()).isZero();
        assertThat(zipped.outputLines()).contains("    unzip new/ejml.zip");
        assertThat(Files.size(folder.resolve("new/ejml.zip"))).isLessThan(SMALL);
        unpack(folder.resolve("new/ejml.zip"), folder.resolve("unpacked"));
        DistributionCopy unpacked = new DistributionCopy(folder.resolve("unpacked/mscale-bench"));
        Invocation list = unpacked.run(folder, Map.of(), "list", "backends");
        assertThat(list.exitCode()).as(list.stderr()).isZero();
        assertThat(list.stdout()).contains("ejml");
    }

    private static void unpack(Path file, Path to) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                Path copy = to.resolve(entry.getName());
                Files.createDirectories(copy.getParent());
                try (InputStream content = zip.getInputStream(entry)) {
                    Files.copy(content, copy);
                }
            }
        }
    }

    @Test
    void backendOfAThirdParty_isAmongItsOwn() throws IOException, InterruptedException {
        Path template = Path.of(System.getProperty("basedir", "")).resolve("../examples/backend-template");
        PluginJar.ofProject(folder.resolve("theirs/somewhere"), template, text -> text);

        Invocation invocation = Program.run(
                folder, "package", "--backend", "plain,simd", "--backends-dir", "theirs", "--out", "of theirs");

        assertThat(invocation.exitCode()).as(invocation.stderr()).isZero();
        Invocation list =
                new DistributionCopy(folder.resolve("of theirs")).run(folder, Map.of(), "list", "backends", "--json");
        assertThat(list.stdout()).contains("\"plain\"", "\"simd\"").doesNotContain("broken");
    }
}
