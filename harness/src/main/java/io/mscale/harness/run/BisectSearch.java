package io.mscale.harness.run;

import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.UsageException;
import io.mscale.harness.bisect.BisectRecord;
import io.mscale.harness.bisect.Bisection;
import io.mscale.harness.bisect.Revision;
import io.mscale.harness.bisect.Workshop;
import io.mscale.harness.cli.CommandLine;
import io.mscale.record.file.AtomicFile;
import io.mscale.record.json.RecordJson;
import io.mscale.report.change.GateTexts;
import io.mscale.report.text.Text;
import io.mscale.results.compare.CellKey;
import io.mscale.results.gate.Check;
import io.mscale.results.gate.Gate;
import io.mscale.results.gate.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The search of {@code bisect}: builds commits, compares them with the good one, and halves what is left. */
final class BisectSearch {

    private final Console console;
    private final Interruption interruption;
    private final Workshop workshop;
    private final Path folder;
    private final List<String> command;
    private final List<String> comparing;
    private final List<BisectRecord.Step> steps = new ArrayList<>();

    /** What the bad commit is worse in: nothing else makes a commit bad. */
    private final Set<Question> sought = new HashSet<>();

    private record Question(CellKey cell, Check.Kind kind) {
        static Question of(Check check) {
            return new Question(check.key(), check.kind());
        }
    }

    private record Judged(Bisection.Verdict verdict, String reason) {}

    /**
     * A search.
     *
     * @param folder for everything that is kept
     * @param command the words of the command line
     * @param comparing the words of {@code ab}, but for the two distributions and the folder
     */
    BisectSearch(
            Console console,
            Interruption interruption,
            Workshop workshop,
            Path folder,
            List<String> command,
            List<String> comparing) {
        this.console = console;
        this.interruption = interruption;
        this.workshop = workshop;
        this.folder = folder;
        this.command = List.copyOf(command);
        this.comparing = List.copyOf(comparing);
    }

    /** Searches; prints a line for every commit looked at, and at the end what was found. */
    ExitCode find(Revision good, Revision bad, List<Revision> commits) throws IOException {
        BisectRecord record = new BisectRecord(
                BisectRecord.SCHEMA,
                command,
                good,
                bad,
                commits.size(),
                List.of(),
                null,
                commits,
                RunSetup.now().toString(),
                null);
        write(record);
        Path goodFolder = Files.createDirectories(folder.resolve("good-" + good.shortName()));
        Workshop.Built base = build(good, goodFolder);
        if (base.problem() != null) {
            return cannotBegin(record, "the good commit " + good.shortName() + " cannot be used: " + base.problem());
        }
        Judged last = judged(base.distribution(), good, bad);
        note(record, bad, last);
        if (last.verdict() != Bisection.Verdict.BAD) {
            return cannotBegin(
                    record,
                    "the bad commit " + bad.shortName() + " is not seen to be worse than the good one "
                            + good.shortName() + ": " + last.reason());
        }
        Bisection bisection = new Bisection(commits.size());
        for (OptionalInt next = bisection.next();
                next.isPresent() && !interruption.isRequested();
                next = bisection.next()) {
            Revision revision = commits.get(next.getAsInt());
            Judged judged = judged(base.distribution(), good, revision);
            if (interruption.isRequested()) {
                break;
            }
            bisection.judged(next.getAsInt(), judged.verdict());
            note(withLeft(record, commits, bisection), revision, judged);
        }
        if (interruption.isRequested()) {
            console.out().println("interrupted; what was found out is in " + folder.resolve(BisectCommand.RECORD));
            return ExitCode.INTERRUPTED;
        }
        BisectRecord ended = withLeft(record, commits, bisection);
        write(with(ended, ended.left(), bisection.isFound() ? ended.left().get(0) : null, true));
        return tell(bisection, ended.left());
    }

    private Workshop.Built build(Revision revision, Path itsFolder) throws IOException {
        console.err().println(Text.oneLine("building " + name(revision)));
        return workshop.build(revision, itsFolder.resolve("build.log"));
    }

    private static String name(Revision revision) {
        return revision.shortName() + " " + revision.subject();
    }

    private ExitCode cannotBegin(BisectRecord record, String reason) throws IOException {
        if (interruption.isRequested()) {
            return ExitCode.INTERRUPTED;
        }
        write(with(record, record.left(), null, true));
        console.out().println(Text.oneLine(reason));
        return ExitCode.UNDECIDED;
    }

    /** Builds a commit, compares it and removes what was built. */
    private Judged judged(Path base, Revision good, Revision revision) throws IOException {
        Path itsFolder = Files.createDirectories(folder.resolve(stepName(revision)));
        try {
            Workshop.Built built = build(revision, itsFolder);
            if (built.problem() != null) {
                return new Judged(Bisection.Verdict.SKIPPED, built.problem());
            }
            return compared(base, built.distribution(), good, revision, itsFolder);
        } finally {
            workshop.remove(revision);
        }
    }

    private String stepName(Revision revision) {
        return String.format(Locale.ROOT, "%02d-%s", steps.size() + 1, revision.shortName());
    }

    private Judged compared(Path base, Path head, Revision good, Revision revision, Path itsFolder) throws IOException {
        Path out = itsFolder.resolve("ab");
        List<String> words = new ArrayList<>(comparing);
        words.addAll(List.of(CommandLine.BASE, base.toString(), CommandLine.HEAD, head.toString()));
        words.addAll(List.of("--commit-a", good.commit(), "--commit-b", revision.commit(), "--out", out.toString()));
        AbCommand ab = new AbCommand();
        CommandLine.read(ab, "bisect", words);
        try (PrintStream verdict = new PrintStream(
                Files.newOutputStream(itsFolder.resolve("verdict.txt")), true, StandardCharsets.UTF_8)) {
            return ab.compare(console, new Console(verdict, console.err(), false, false), interruption, out)
                    .map(this::judged)
                    .orElse(new Judged(Bisection.Verdict.SKIPPED, "interrupted"));
        } catch (UsageException e) {
            if (steps.isEmpty()) {
                throw e; // most probably of the options, so that no other commit would do
            }
            return new Judged(Bisection.Verdict.SKIPPED, String.valueOf(e.getMessage()));
        }
    }

    private Judged judged(Gate gate) {
        List<Check> worse = gate.checks(Outcome.REGRESSION);
        if (steps.isEmpty()) {
            worse.forEach(check -> sought.add(Question.of(check)));
        }
        List<Check> asked = gate.checks().stream()
                .filter(check -> sought.contains(Question.of(check)))
                .toList();
        String text = asked.stream()
                .filter(check -> check.outcome() == Outcome.REGRESSION)
                .map(check -> GateTexts.sentence(check.key().toString(), check))
                .collect(Collectors.joining("; "));
        if (!text.isEmpty()) {
            return new Judged(Bisection.Verdict.BAD, text);
        }
        boolean allPass =
                asked.size() == sought.size() && asked.stream().allMatch(check -> check.outcome() == Outcome.PASS);
        if (allPass && !sought.isEmpty()) {
            return new Judged(Bisection.Verdict.GOOD, "no regression");
        }
        return new Judged(Bisection.Verdict.SKIPPED, undecided(gate));
    }

    /** Why it is not known whether a commit is worse in what is sought. */
    private String undecided(Gate gate) {
        List<String> reasons = new ArrayList<>();
        gate.checks(Outcome.UNDECIDED).stream()
                .map(check -> GateTexts.sentence(check.key().toString(), check))
                .forEach(reasons::add);
        Set<Question> answered = gate.checks().stream().map(Question::of).collect(Collectors.toSet());
        sought.stream()
                .filter(question -> !answered.contains(question))
                .map(question -> question.cell() + ", " + question.kind() + ": not judged of this commit")
                .sorted()
                .forEach(reasons::add);
        return reasons.isEmpty() ? "no regression" : String.join("; ", reasons);
    }

    private void note(BisectRecord record, Revision revision, Judged judged) throws IOException {
        String step = stepName(revision);
        steps.add(new BisectRecord.Step(revision, judged.verdict().toString(), judged.reason(), step));
        write(record);
        console.out().println(Text.oneLine(judged.verdict() + ": " + name(revision) + ": " + judged.reason()));
        console.out().flush();
    }

    private ExitCode tell(Bisection bisection, List<Revision> left) {
        console.out().println();
        if (!bisection.isFound()) {
            console.out().println("one of these " + left.size() + " commits, the rest of which cannot be judged:");
            left.forEach(revision -> console.out().println(Text.oneLine("  " + name(revision))));
            return ExitCode.UNDECIDED;
        }
        Revision first = left.get(0);
        steps.stream().filter(step -> step.revision().equals(first)).forEach(step -> console.out()
                .println(Text.oneLine("against the good commit: " + step.reason() + " ("
                        + folder.resolve(step.folder()).resolve("ab/compare.html") + ")")));
        console.out()
                .println(console.bold(Text.oneLine("first bad commit: " + first.commit() + " " + first.subject())));
        return ExitCode.OK;
    }

    private static BisectRecord withLeft(BisectRecord record, List<Revision> commits, Bisection bisection) {
        return with(record, commits.subList(bisection.oldestLeft(), bisection.newestLeft() + 1), null, false);
    }

    private static BisectRecord with(
            BisectRecord record, List<Revision> left, @Nullable Revision firstBad, boolean ended) {
        return new BisectRecord(
                record.schema(),
                record.command(),
                record.good(),
                record.bad(),
                record.commits(),
                record.steps(),
                firstBad,
                left,
                record.startedAt(),
                ended ? RunSetup.now().toString() : null);
    }

    /** Writes the record with the steps so far. */
    private void write(BisectRecord record) throws IOException {
        BisectRecord now = new BisectRecord(
                record.schema(),
                record.command(),
                record.good(),
                record.bad(),
                record.commits(),
                steps,
                record.firstBad(),
                record.left(),
                record.startedAt(),
                record.finishedAt());
        AtomicFile.write(folder.resolve(BisectCommand.RECORD), RecordJson.text(now));
    }
}
