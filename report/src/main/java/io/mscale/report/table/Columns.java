package io.mscale.report.table;

import static io.mscale.report.table.Column.Better.LESS;
import static io.mscale.report.table.Column.Better.MORE;
import static io.mscale.report.table.Column.Better.NEITHER;

import io.mscale.api.LibraryInfo;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellRecord.Accuracy;
import io.mscale.record.cell.CellRecord.Parity;
import io.mscale.record.cell.CellRecord.StepTime;
import io.mscale.record.cell.CellRecord.TimeToTarget;
import io.mscale.record.cell.Timing;
import io.mscale.report.text.AccuracyTexts;
import io.mscale.report.text.CellTexts;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.CellMeasures;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.ReportedCell;
import io.mscale.results.number.Formats;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Catalogue of all columns of tables of entries or cells. None of them shows times of a cell that failed its parity
 * check.
 */
public final class Columns {

    static final Column BACKEND =
            cell("backend", "the library that trains", CellRecord::backend).shownAs("backend", Entry::contestant);
    static final Column DEVICE = cell("device", "the device it trains on", CellRecord::device)
            .shownAs("device", entry -> entry.contest().device().toString());
    static final Column TASK = cell("task", "the task that is fitted", CellRecord::task)
            .ranked(
                    "task",
                    NEITHER,
                    (entry, ranking) -> new Column.Value(Text.oneLine(ranking.target(entry.representative())), null));
    static final Column VARIANT = cell("variant", "the form of the network", CellRecord::variant)
            .shownAs("variant", entry -> entry.contest().variant());
    static final List<Column> NAMES = List.of(BACKEND, DEVICE, TASK, VARIANT);

    static final Column REPEAT = cell("repeat", "the repeat, from 1", CellRecord::repeat)
            .shownAs(
                    "repeat",
                    entry -> Integer.toString(entry.representative().cell().repeat()));
    static final Column REPEATS = Column.notInCsv("repeats that ended well, of all")
            .shownAs(
                    "repeats",
                    NEITHER,
                    entry -> repeats(entry.ended().size(), entry.cells().size()));

    /** Shown where it differs: more parameters can be why a network is more accurate. */
    static final Column PARAMETERS = cell(
                    "parameters",
                    "trainable parameters, of the networks of all planned rounds together",
                    CellRecord::parameters)
            .shownAs("parameters", NEITHER, Columns::parameters);

    static final Column TEST_MSE = accuracy(
                    "testMse", "mean squared error on the test set at the end", Accuracy::testMse)
            .shownAs("test MSE", LESS, Columns::testMse);
    static final Column PSNR = cell(
                    "psnr", "dB", "peak signal-to-noise ratio of an image on the test set", CellMeasures::psnr)
            .shownAs("PSNR", MORE, Entry::psnr, Formats::decibels);
    static final Column SSIM = accuracy(
                    "ssim",
                    "structural similarity of the reported picture and the network's, training pixels included",
                    Accuracy::ssim)
            .shownAs("SSIM", MORE, Entry::ssim, Formats::similarity);
    static final Column NEAR_KINKS = accuracy(
                    "testMseNearKinks",
                    "mean squared error on the test points near a kink of the target",
                    Accuracy::testMseNearKinks)
            .shownAs("near kinks", LESS, Entry::testMseNearKinks, Formats::error);
    static final Column AWAY_FROM_KINKS = accuracy(
                    "testMseAwayFromKinks",
                    "mean squared error on all other test points",
                    Accuracy::testMseAwayFromKinks)
            .shownAs("away from them", LESS, Entry::testMseAwayFromKinks, Formats::error);
    static final Column RELATIVE_L2 = accuracy(
                    "testRelativeL2", "relative L2 error on the test set at the end", Accuracy::testRelativeL2)
            .shownAs("rel. L2", LESS, Entry::relativeL2, Formats::error);
    static final Column STEP = step("stepMedianSeconds", "median duration of a step", StepTime::median)
            .shownAs("step", LESS, MachineColumns::step);
    static final Column STEPS_PER_SECOND = timing(
                    "stepsPerSecond", "1/s", "steps per second over the whole training", Timing::stepsPerSecond)
            .shownAs("steps/s", MORE, Entry::stepsPerSecond, Formats::rate);
    /** A rank, where the other columns are what an entry measured. */
    public static final Column TIMES_FASTEST = Column.notInCsv("step over the shortest step of the same variant")
            .ranked("x fastest", LESS, (entry, ranking) -> times(ranking.timesFastest(entry)));

    static final Column TO_TARGET = toTarget(
                    "timeToTargetSeconds",
                    "s",
                    "training time until the test MSE stayed at or below the target",
                    TimeToTarget::seconds)
            .shownAs("to target", LESS, Entry::secondsToTarget, CellTexts::toTarget);
    static final Column STEPS_TO_TARGET = toTarget(
                    "timeToTargetSteps",
                    "",
                    "steps until the test MSE stayed at or below the target",
                    TimeToTarget::steps)
            .shownAs("steps to it", LESS, Entry::stepsToTarget, Columns::steps);
    static final Column STARTUP = cell(
                    "startupSeconds",
                    "s",
                    "from the launch of the process until the first step could be taken",
                    CellMeasures::startupSeconds)
            .shownAs("start-up", LESS, Entry::startupSeconds, Formats::duration);
    static final Column FIRST_STEP = Column.notInCsv(
                    "the very first step of the process, with all that a library does once")
            .shownAs("first step", LESS, Entry::firstStepSeconds, Formats::duration);
    static final Column PEAK_MEMORY = cell(
                    "peakRssBytes", "bytes", "largest resident set of the process", CellMeasures::peakMemory)
            .shownAs("peak memory", LESS, Entry::peakMemory, Formats::bytes);
    static final Column DEVICE_MEMORY = cell(
                    "peakDeviceBytes",
                    "bytes",
                    "most memory that the model held on its device",
                    CellMeasures::deviceMemory)
            .shownAs("on device", LESS, Entry::deviceMemory, Formats::bytes);
    static final Column GFLOPS = Column.notInCsv(
                    "floating-point operations of the matrix products per second, and their share of the device's"
                            + " measured peak")
            .shownAs("GFLOP/s", MORE, Columns::gflops);
    static final Column PARITY = Column.notInCsv("largest deviation of the first losses from the float64 reference")
            .shownAs("parity", NEITHER, Columns::parity);

    /** The columns that {@code summary.csv} has only if a cell has a value in them. */
    static final List<Column> SUMMARY_IF_ANY = List.of(
            DEVICE_MEMORY,
            accuracy(
                    "validationMse",
                    "mean squared error on the samples held out of the training set, of the parameters at the end",
                    Accuracy::validationMse),
            accuracy(
                    "bestStep",
                    "the step whose parameters were kept because their validation error was the least",
                    Accuracy::bestStep),
            cell("rounds", "networks among which the steps were divided", Columns::rounds),
            MachineColumns.CANARY_MIN,
            MachineColumns.CANARY_MEDIAN,
            MachineColumns.OTHERS_SHARE,
            MachineColumns.DISTURBED,
            CountColumns.INSTRUCTIONS,
            CountColumns.ALLOCATION,
            SolutionColumns.RELATIVE_H1,
            SolutionColumns.ENERGY_GAP,
            SolutionColumns.BOUNDARY_RMS,
            SSIM);

    /** Fields that {@code summary.csv} always has, in order; later versions append to them. */
    static final List<Column> SUMMARY = List.of(
            Column.field("id", "", "the cell; in a report on several runs behind its run's name", ReportedCell::id),
            BACKEND,
            DEVICE,
            TASK,
            VARIANT,
            cell("preset", "the size of the task", CellRecord::preset),
            REPEAT,
            cell("seed", "the seed of data, initial parameters and batches", CellRecord::seed),
            cell("precision", "the floating-point format", CellRecord::precision),
            cell("status", "how the cell ended", CellRecord::status),
            cell("reason", "why it ended so, if there is anything to say", cell -> apply(cell.reason(), Text::oneLine)),
            library("library", "the library", LibraryInfo::name),
            library("libraryVersion", "its version", LibraryInfo::version),
            library("threads", "CPU threads that it uses", LibraryInfo::threads),
            PARAMETERS,
            cell("flopsPerStep", "floating-point operations of the matrix products of a step", cell -> cell.work()
                    .flopsPerStep()),
            STARTUP,
            cell("steps", "counted steps", cell -> apply(cell.timing(), Timing::steps)),
            timing("trainSeconds", "s", "their duration", Timing::trainSeconds),
            STEP,
            step("stepP05Seconds", "5% quantile of the duration of a step", StepTime::p05),
            step("stepP95Seconds", "95% quantile of the duration of a step", StepTime::p95),
            STEPS_PER_SECOND,
            timing("gflops", "GFLOP/s", "matrix-product operations of a step over the median step", Timing::gflops),
            accuracy("trainMse", "mean squared error on the training set at the end", Accuracy::trainMse),
            TEST_MSE,
            RELATIVE_L2,
            accuracy("testMaxAbs", "largest absolute error on the test set at the end", Accuracy::testMaxAbs),
            cell("targetMse", "the test MSE that is the target", cell -> cell.measurement()
                    .targetMse()),
            TO_TARGET,
            STEPS_TO_TARGET,
            parity(
                    "parityMaxRelativeError",
                    "largest deviation of the first losses from the float64 reference",
                    Parity::maxRelativeError),
            parity("parityPassed", "whether that is within the tolerance and the loss fell", Parity::passed),
            PEAK_MEMORY,
            Column.field("run", "", "the run, in a report on several", ReportedCell::runMark),
            cell("twin", "whether the cell only repeats another (`--self-check`)", cell -> cell.measurement()
                    .twin()),
            cell("setting", "the point of a grid or the form of a study", CellRecord::setting),
            PSNR,
            NEAR_KINKS,
            AWAY_FROM_KINKS);

    /** Columns of some tasks, devices or runs only. */
    private static final List<Column> OPTIONAL = List.of(
            PSNR, SSIM, NEAR_KINKS, AWAY_FROM_KINKS, DEVICE_MEMORY, CountColumns.INSTRUCTIONS, CountColumns.ALLOCATION);

    private Columns() {}

    /** The columns that identify the entries. A device or target common to all is omitted. */
    public static List<Column> names(List<Entry> entries) {
        return NAMES.stream()
                .filter(column -> column.equals(BACKEND) || column.equals(VARIANT) || column.differsAmong(entries))
                .toList();
    }

    /** Those of the columns that say something of these entries. */
    static List<Column> present(List<Entry> entries, Column... columns) {
        return present(entries, List.of(columns));
    }

    /** Those of the columns that say something of these entries. */
    static List<Column> present(List<Entry> entries, List<Column> columns) {
        boolean repeats = entries.stream().anyMatch(entry -> entry.cells().size() > 1);
        boolean rivals = entries.stream().map(Entry::contestant).distinct().count() > 1;
        return columns.stream()
                .filter(column -> repeats || !column.equals(REPEATS))
                .filter(column -> rivals || !column.equals(TIMES_FASTEST))
                .filter(column -> !column.equals(PARAMETERS) || column.differsAmong(entries))
                .filter(column -> !OPTIONAL.contains(column) || column.isIn(entries))
                .toList();
    }

    public static List<Column> ofPage(List<Entry> entries) {
        List<Column> errors = with(present(entries, REPEATS, PARAMETERS, TEST_MSE), SolutionColumns.of(entries));
        return with(
                with(names(entries), errors),
                present(
                        entries,
                        PSNR,
                        SSIM,
                        NEAR_KINKS,
                        AWAY_FROM_KINKS,
                        STEP,
                        STEPS_PER_SECOND,
                        TIMES_FASTEST,
                        TO_TARGET,
                        STARTUP,
                        FIRST_STEP,
                        PEAK_MEMORY,
                        DEVICE_MEMORY,
                        CountColumns.INSTRUCTIONS,
                        CountColumns.ALLOCATION,
                        GFLOPS,
                        PARITY));
    }

    /** The columns of the table in Markdown: those of the page that are not for experts. */
    public static List<Column> ofMarkdown(List<Entry> entries) {
        return ofPage(entries).stream()
                .filter(column -> !column.equals(FIRST_STEP) && !column.equals(GFLOPS))
                .toList();
    }

    static List<Column> with(List<Column> columns, List<Column> more) {
        return Stream.concat(columns.stream(), more.stream()).toList();
    }

    private static Column cell(String field, String meaning, Function<CellRecord, @Nullable Object> value) {
        return cell(field, "", meaning, value);
    }

    private static Column cell(
            String field, String unit, String meaning, Function<CellRecord, @Nullable Object> value) {
        return Column.field(field, unit, meaning, reported -> value.apply(reported.cell()));
    }

    private static Column library(String field, String meaning, Function<LibraryInfo, @Nullable Object> value) {
        return cell(field, meaning, cell -> apply(cell.library(), value));
    }

    private static Column accuracy(String field, String meaning, Function<Accuracy, @Nullable Object> value) {
        return cell(field, meaning, cell -> apply(cell.accuracy(), value));
    }

    private static Column parity(String field, String meaning, Function<Parity, @Nullable Object> value) {
        return cell(field, meaning, cell -> apply(cell.parity(), value));
    }

    private static Column timing(String field, String unit, String meaning, Function<Timing, @Nullable Object> value) {
        return cell(field, unit, meaning, cell -> apply(CellMeasures.trustedTiming(cell), value));
    }

    private static Column step(String field, String meaning, Function<StepTime, @Nullable Object> value) {
        return timing(field, "s", meaning, timing -> apply(timing.step(), value));
    }

    private static Column toTarget(
            String field, String unit, String meaning, Function<TimeToTarget, @Nullable Object> value) {
        return cell(field, unit, meaning, cell -> apply(CellMeasures.timeToTarget(cell), value));
    }

    private static <T> @Nullable Object apply(@Nullable T part, Function<T, @Nullable Object> value) {
        return part == null ? null : value.apply(part);
    }

    private static Column.Value repeats(int ended, int all) {
        return new Column.Value(ended + " of " + all, (double) ended);
    }

    /** Null if one network takes all steps. */
    private static @Nullable Object rounds(CellRecord cell) {
        int rounds = cell.training().rounds().rounds();
        return rounds == 1 ? null : rounds;
    }

    private static Column.Value parameters(Entry entry) {
        int parameters = entry.representative().cell().parameters();
        return new Column.Value(Integer.toString(parameters), (double) parameters);
    }

    private static Column.Value testMse(Entry entry) {
        return new Column.Value(entry.outcome().orElseGet(() -> AccuracyTexts.testMse(entry)), entry.testMse());
    }

    private static Column.Value times(@Nullable Double times) {
        return new Column.Value(Formats.times(times), times);
    }

    private static Column.Value gflops(Entry entry) {
        Double fraction = entry.peakFraction();
        String share = fraction == null ? "" : " (" + Formats.percentage(fraction) + ")";
        return new Column.Value(Formats.rate(entry.gflops()) + share, entry.gflops());
    }

    private static Column.Value parity(Entry entry) {
        Parity parity = entry.worstParity();
        return new Column.Value(CellTexts.parity(parity), parity == null ? null : parity.maxRelativeError());
    }

    private static String steps(@Nullable Double steps) {
        return steps == null || steps.isInfinite() ? Formats.MISSING : Formats.count(steps);
    }
}
