package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A plan in three parts, joined again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MergeIT {

    private Path folder = Path.of("");

    private Invocation run(String out, String... more) throws IOException, InterruptedException {
        String[] arguments = Stream.concat(Stream.of("--repeats", "2", "--timing", "none", "--quiet"), Stream.of(more))
                .toArray(String[]::new);
        return Program.run(folder, SmallRun.tiny(folder.resolve(out), arguments));
    }

    @BeforeAll
    void trainShardsAndWhole(@TempDir Path shared) throws IOException, InterruptedException {
        folder = shared;
        for (int shard = 1; shard <= 3; shard++) {
            Invocation run = run("s" + shard, "--shard", shard + "/3");
            assertThat(run.exitCode()).as(run.stderr()).isZero();
        }
        assertThat(run("whole").exitCode()).isZero();
    }

    private static void assertRefused(Invocation invocation, String... told) {
        assertThat(invocation.exitCode()).as(invocation.stderr()).isEqualTo(2);
        assertThat(invocation.errorLines()).singleElement().asString().contains(told);
    }

    @Test
    void merge_allShards_isTheWholeRun() throws IOException, InterruptedException {
        Invocation merge = Program.run(folder, "merge", "s3", "s1", "s2", "--out", "joined");

        assertThat(merge.exitCode()).as(merge.stderr()).isZero();
        RunOnDisk joined = new RunOnDisk(folder.resolve("joined"));
        RunOnDisk whole = new RunOnDisk(folder.resolve("whole"));
        assertThat(joined.cells()).hasSize(4);
        assertThat(joined.run().path("yardsticks"))
                .hasSameSizeAs(new RunOnDisk(folder.resolve("whole")).run().path("yardsticks"));
        for (int i = 0; i < 4; i++) {
            JsonNode cell = joined.cells().get(i);
            JsonNode same = whole.cells().get(i);
            for (String field : List.of("id", "seed", "status", "network", "training", "accuracy")) {
                assertThat(cell.path(field)).as(field).isEqualTo(same.path(field));
            }
        }
        assertThat(joined.run().path("command").toString()).doesNotContain("--shard");
        assertThat(joined.run().path("finishedAt").isNull()).isFalse();
        assertThat(folder.resolve("joined/report.html")).exists();
        assertThat(joined.cellFile(RunOnDisk.MULTI, "prediction.csv")).exists();
        assertThat(folder.resolve("joined/shard.json")).doesNotExist();
    }

    @Test
    void merge_withAGap_isRefusedUnlessAllowed() throws IOException, InterruptedException {
        assertRefused(
                Program.run(folder, "merge", "s1", "s3", "--out", "gap"),
                "shards 2/3 are missing",
                "of 4 cells are not done: ejml-cpu-fit1d-",
                "--allow-gaps");
        assertThat(folder.resolve("gap")).doesNotExist();

        Invocation allowed = Program.run(folder, "merge", "s1", "s3", "--out", "gap", "--allow-gaps");

        assertThat(allowed.exitCode()).as(allowed.stderr()).isZero();
        assertThat(new RunOnDisk(folder.resolve("gap")).cells()).hasSizeBetween(1, 3);
    }

    @Test
    void merge_whatDoesNotBelongTogether_isRefused() throws IOException, InterruptedException {
        run("other", "--shard", "2/3", "--lr", "0.5");
        Path copy = Files.createDirectories(folder.resolve("copy"));
        for (String file : List.of("run.json", "shard.json")) {
            Files.copy(folder.resolve("s1").resolve(file), copy.resolve(file));
        }
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.copy(folder.resolve("s2/shard.json"), elsewhere.resolve("shard.json"));
        ObjectNode record = (ObjectNode)
                new ObjectMapper().readTree(folder.resolve("s2/run.json").toFile());
        ((ObjectNode) record.path("environment")).put("cpu", "Another CPU");
        new ObjectMapper().writeValue(elsewhere.resolve("run.json").toFile(), record);

        assertRefused(Program.run(folder, "merge"), "merge DIR...");
        assertRefused(Program.run(folder, "merge", "nowhere"), "'nowhere' is not a shard: it has no run.json");
        assertRefused(Program.run(folder, "merge", "whole"), "'whole' is not a shard: it has no shard.json");
        assertRefused(Program.run(folder, "merge", "s1", "copy"), "shard 1/3 is there twice", "'s1'", "'copy'");
        assertRefused(Program.run(folder, "merge", "s1", "other", "s3"), "of another plan", "settings are mixed");
        assertRefused(Program.run(folder, "merge", "s1", "elsewhere", "s3"), "'Another CPU'", "--force");
        assertRefused(run("never", "--shard", "4/3"), "--shard", "'4/3'");
        assertRefused(run("never", "--shard", "half"), "--shard", "'half'", "2/5");
    }
}
