package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Workers that are compared with each other take turns, whatever becomes of one of them. */
class TurnsIT {

    private static final Path TEMPLATE =
            Path.of(System.getProperty("basedir", "")).resolve("../examples/backend-template");

    private static final String NAME = "return \"plain\";";
    private static final String CREATE = "return new PlainModel(spec, device);";
    private static final String STEP = "schedule.batch(step, batch);";

    /** In the training proper: warm-up and checks take steps of every number too. */
    private static final String IN_A_TURN = STEP
            + " if (step == 300 && StackWalker.getInstance().walk(frames ->"
            + " frames.anyMatch(frame -> frame.getClassName().endsWith(\".TrainingLoop\"))))";

    private static final String EJML = "ejml-cpu-fit1d-multi-r1";
    private static final String SIMD = "simd-cpu-fit1d-multi-r1";
    private static final String ONE_FILE = "one-file-cpu-fit1d-multi-r1";

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    private RunOnDisk run(String name) {
        return new RunOnDisk(folder.resolve(name));
    }

    /** Lays out the template under another name, with another text for one that is there once. */
    private void plugin(String id, String original, String replacement) throws IOException {
        List<String> found = new ArrayList<>();
        PluginJar.ofProject(folder.resolve("backends").resolve(id), TEMPLATE, text -> {
            Pattern.compile(Pattern.quote(original)).matcher(text).results().forEach(place -> found.add(original));
            return text.replace(original, replacement).replace(NAME, "return \"" + id + "\";");
        });
        assertThat(found).hasSize(1);
    }

    @Test
    void run_turns_changeNothingButTheTimes() throws IOException, InterruptedException {
        String[] common = {
            "--backend",
            "ejml,simd",
            "--variant",
            "multi",
            "--quiet",
            // Many turns on any machine.
            "--steps",
            "2000"
        };

        Invocation inTurns = Program.run(folder, with(common, "inTurns", "--turns", "0.002"));
        Invocation apart = Program.run(folder, with(common, "apart", "--turns", "off"));

        assertThat(inTurns.exitCode()).as(inTurns.stderr()).isZero();
        assertThat(apart.exitCode()).as(apart.stderr()).isZero();
        List<JsonNode> cells = run("inTurns").cells();
        assertThat(run("inTurns").statuses()).containsExactly("ok", "ok");
        assertThat(together(cells)).hasSize(1).doesNotContain("");
        for (JsonNode cell : cells) {
            assertTookTurns(cell);
            assertEventsAgree(run("inTurns"), cell);
            assertThat(cell.path("timing").path("steps").asInt()).isEqualTo(2000);
        }
        for (JsonNode cell : run("apart").cells()) {
            assertThat(cell.path("timing").path("turns")).isEmpty();
            assertThat(cell.path("measurement").path("turns").isObject()).isFalse();
        }
        assertThat(results(cells)).isEqualTo(results(run("apart").cells()));
    }

    private String[] with(String[] common, String out, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--preset", "smoke", "--width", "20,10", "--train-size", "60", "--test-size", "40", "--scales"));
        arguments.addAll(List.of("linear:5", "--out", run(out).folder().toString()));
        arguments.addAll(List.of(common));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    /** What must not depend on when a step was taken: to the last bit. */
    private static List<String> results(List<JsonNode> cells) {
        List<String> results = new ArrayList<>();
        for (JsonNode cell : cells) {
            StringBuilder curve = new StringBuilder(cell.path("id").asText()).append(cell.path("accuracy"));
            for (JsonNode point : cell.path("curve")) {
                curve.append(point.path("step")).append(point.path("trainMse")).append(point.path("testMse"));
            }
            results.add(curve.toString());
        }
        return results;
    }

    /** What tells which cells took turns with each other; empty for those that took none. */
    private static Set<String> together(List<JsonNode> cells) {
        Set<String> together = new HashSet<>();
        cells.forEach(cell -> together.add(
                cell.path("measurement").path("turns").path("together").asText()));
        return together;
    }

    private static List<Integer> numbers(JsonNode cell) {
        List<Integer> numbers = new ArrayList<>();
        cell.path("timing")
                .path("turns")
                .forEach(turn -> numbers.add(turn.path("number").asInt()));
        return numbers;
    }

    private static void assertTookTurns(JsonNode cell) {
        List<Integer> numbers = numbers(cell);
        assertThat(numbers)
                .as(cell.path("id").asText())
                .hasSizeGreaterThan(1)
                .isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
    }

    private static void assertEventsAgree(RunOnDisk run, JsonNode cell) throws IOException {
        int waits = 0;
        int turns = 0;
        int samples = 0;
        int steps = 0;
        boolean isFirst = false;
        for (String line : Files.readAllLines(run.cellFile(cell.path("id").asText(), "events.jsonl"))) {
            JsonNode event = new ObjectMapper().readTree(line);
            assertThat(event.path("wallSeconds").isNumber()).as(line).isTrue();
            switch (event.path("event").asText()) {
                case "waiting" -> {
                    waits++;
                    isFirst = true;
                }
                case "turn" -> {
                    turns++;
                    assertThat(event.path("number").asInt()).isEqualTo(turns);
                }
                case "steps" -> {
                    assertThat(event.path("isSample").asBoolean()).as(line).isEqualTo(!isFirst);
                    assertThat(isFirst && event.path("steps").asInt() > 1).isFalse();
                    steps += event.path("steps").asInt();
                    samples += isFirst ? 0 : 1;
                    isFirst = false;
                }
                default -> assertThat(event.path("event").asText()).isNotEmpty();
            }
        }
        assertThat(turns).isEqualTo(numbers(cell).size());
        // A training's last turn may be too short to count.
        assertThat(waits).isBetween(turns, turns + 1);
        assertThat(steps).isEqualTo(cell.path("timing").path("steps").asInt());
        assertThat(cell.path("timing").path("step").path("samples")).hasSize(samples);
    }

    /**
     * The others wait while the one that hangs is given its time. Were that counted as theirs, they would exceed the limit
     * too.
     */
    @Test
    void run_othersFail_theRestGoOnTakingTurns() throws IOException, InterruptedException {
        plugin("unable", CREATE, "throw new IllegalStateException(\"no luck\");");
        plugin("dying", STEP, IN_A_TURN + " Runtime.getRuntime().halt(7);");
        plugin("hung", STEP, IN_A_TURN + " while (true) java.util.concurrent.locks.LockSupport.parkNanos(1_000_000L);");
        String[] arguments = SmallRun.endless(
                run("run").folder(),
                "--backends-dir",
                folder.resolve("backends").toString(),
                "--backend",
                "ejml,unable,dying,hung,simd",
                "--variant",
                "multi",
                "--time-limit",
                "1s",
                "--cell-timeout",
                "10s",
                "--turns",
                "0.05");
        List<ProcessHandle> workers;
        Invocation invocation;
        try (Program program = Program.start(folder, arguments)) {
            program.awaitWhileRunning("there are turns", () -> logs("run", "hung-cpu-fit1d-multi-r1", "steps"));
            workers = program.processes();
            invocation = program.await();
        }

        assertThat(invocation.exitCode()).as(invocation.stderr()).isEqualTo(1);
        List<JsonNode> cells = run("run").cells();
        assertThat(run("run").statuses()).containsExactly("ok", "failed", "crashed", "timeout", "ok");
        assertThat(workers).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        assertTookTurns(cells.get(0));
        assertTookTurns(cells.get(4));
        assertThat(together(List.of(cells.get(0), cells.get(4)))).hasSize(1).doesNotContain("");
        assertThat(cells.get(1).path("reason").asText()).contains("no luck");
        assertThat(cells.get(2).path("reason").asText()).containsPattern("exit code 7 .* after [1-9][0-9]* of ");
        assertThat(cells.get(2).path("timing").path("steps").asInt()).isBetween(1, 299);
        assertThat(cells.get(2).path("curve")).isNotEmpty();
        assertThat(cells.get(3).path("reason").asText())
                .contains("cell timeout of 10")
                .contains("org.example.plain.PlainModel.takeStep");
        assertThat(invocation.stderr()).contains("[4/5] hung-cpu-fit1d-multi-r1  timeout: ");
    }

    private boolean logs(String run, String cell, String event) {
        try {
            Path events = run(run).cellFile(cell, "events.jsonl");
            return Files.exists(events) && Files.readString(events).contains("\"" + event + "\"");
        } catch (IOException e) {
            return false;
        }
    }

    /** Killed outright, then interrupted as a terminal does it, which signals the workers too. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void run_cutOffBetweenTurns_leavesNoWorkerAndCanBeResumed() throws Exception {
        String[] arguments = SmallRun.endless(
                run("run").folder(),
                "--backend",
                "ejml,simd",
                "--variant",
                "multi",
                "--time-limit",
                "3s",
                "--turns",
                "0.05");
        try (Program killed = Program.start(folder, arguments)) {
            killed.awaitWhileRunning("both have had turns", this::bothHaveHadTurns);
            List<ProcessHandle> workers = killed.processes();
            killed.kill();
            killed.await();
            assertThat(workers).hasSizeGreaterThanOrEqualTo(2);
            for (ProcessHandle worker : workers) {
                worker.onExit().get(Program.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }
        assertThat(run("run").cellFile(EJML, "cell.json")).doesNotExist();
        Files.delete(run("run").cellFile(EJML, "events.jsonl"));
        Files.delete(run("run").cellFile(SIMD, "events.jsonl"));

        String[] resume = {"--resume", run("run").folder().toString()};
        try (Program interrupted = Program.startHeedingSignals(folder, resume)) {
            interrupted.awaitWhileRunning("both have had turns", this::bothHaveHadTurns);
            List<ProcessHandle> workers = interrupted.processes();
            List<String> kill = new ArrayList<>(List.of("kill", "-INT", Long.toString(interrupted.pid())));
            workers.forEach(worker -> kill.add(Long.toString(worker.pid())));
            new ProcessBuilder(kill).start().waitFor();

            Invocation invocation = interrupted.await();

            assertThat(invocation.exitCode()).as(invocation.stderr()).isEqualTo(130);
            assertThat(invocation.stderr()).doesNotContain("Exception");
            assertThat(workers).noneMatch(ProcessHandle::isAlive);
        }
        assertThat(run("run").statuses()).containsExactly("interrupted", "interrupted");
        assertThat(run("run").cells())
                .allSatisfy(cell -> assertThat(cell.path("curve")).isNotEmpty())
                .allSatisfy(cell -> assertThat(numbers(cell)).isNotEmpty());
        Set<String> before = together(run("run").cells());

        Invocation resumed = Program.run(folder, resume);

        assertThat(resumed.exitCode()).as(resumed.stderr()).isZero();
        assertThat(run("run").statuses()).containsExactly("ok", "ok");
        run("run").cells().forEach(TurnsIT::assertTookTurns);
        assertThat(together(run("run").cells())).hasSize(1).isNotEqualTo(before);
    }

    private boolean bothHaveHadTurns() {
        return logs("run", EJML, "turn") && logs("run", SIMD, "turn");
    }

    /** Beside a program in another language; when that is missing, there is nobody left to take turns with. */
    @Test
    void run_externalWorker_takesTurnsAndIsResumedAlone() throws IOException, InterruptedException {
        ExternalFolder backends = new ExternalFolder(folder.resolve("backends"));
        backends.example("one-file");
        String root = backends.root().toString();
        String[] options = {"--backends-dir", root, "--backend", "ejml,one-file", "--precision", "float64"};
        Invocation first =
                Program.run(folder, with(options, "run", "--variant", "multi", "--turns", "0.002", "--steps", "1000"));
        assertThat(first.exitCode()).as(first.stderr()).isZero();
        assertThat(run("run").cells())
                .hasSize(2)
                .allSatisfy(TurnsIT::assertTookTurns)
                .allSatisfy(cell -> assertEventsAgree(run("run"), cell));
        assertThat(together(run("run").cells())).hasSize(1).doesNotContain("");
        Files.delete(run("run").cellFile(ONE_FILE, "cell.json"));
        Files.delete(run("run").cellFile(ONE_FILE, "events.jsonl"));

        Invocation resumed = Program.run(folder, "--resume", run("run").folder().toString(), "--backends-dir", root);

        assertThat(resumed.exitCode()).as(resumed.stderr()).isZero();
        assertThat(run("run").statuses()).containsExactly("ok", "ok");
        JsonNode alone = run("run").cells().get(1);
        assertThat(numbers(alone)).isEmpty();
        assertThat(alone.path("measurement").path("turns").path("together").isTextual())
                .isFalse();
    }

    @Test
    void ab_turns_areTakenByTheTwoDistributions() throws IOException, InterruptedException {
        String distribution = Program.distribution().toString();
        String[] options = {"--backend", "ejml", "--variant", "multi", "--repeats", "1", "--no-confirm", "--quiet"};
        List<String> words = new ArrayList<>(List.of("ab", "--a", distribution, "--b", distribution));
        words.addAll(List.of(with(options, "ab", "--steps", "1000", "--turns", "0.002")));

        // One repeat decides nothing, so any verdict may come.
        Program.run(folder, words.toArray(String[]::new));

        List<JsonNode> cells = new ArrayList<>(run("ab/a").cells());
        cells.addAll(run("ab/b").cells());
        assertThat(cells).hasSize(2).allSatisfy(TurnsIT::assertTookTurns);
        assertThat(together(cells)).hasSize(1).doesNotContain("");
        assertThat(results(cells.subList(0, 1))).isEqualTo(results(cells.subList(1, 2)));
    }
}
