package io.mscale.results.report;

import io.mscale.api.LibraryInfo;
import io.mscale.api.record.CellRecord;
import io.mscale.results.evidence.CellFigures;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * {@code summary.csv}: a header and one row per cell (RFC 4180). Numbers are written in full, with a point; a missing
 * figure is an empty field, and so are the times of a cell that failed its parity check. Durations are in seconds, memory in bytes.
 */
public final class SummaryCsv {

    private record Column(String name, Function<CellRecord, Optional<?>> value) {}

    private static final List<Column> COLUMNS = List.of(
            always("id", CellRecord::id),
            always("backend", CellRecord::backend),
            always("device", CellRecord::device),
            always("task", CellRecord::task),
            always("variant", CellRecord::variant),
            always("preset", CellRecord::preset),
            always("repeat", CellRecord::repeat),
            always("seed", CellRecord::seed),
            always("precision", CellRecord::precision),
            always("status", CellRecord::status),
            new Column("reason", cell -> Optional.ofNullable(cell.reason()).map(Text::oneLine)),
            library("library", LibraryInfo::name),
            library("libraryVersion", LibraryInfo::version),
            library("threads", LibraryInfo::threads),
            always("parameters", CellRecord::parameters),
            always("flopsPerStep", CellRecord::flopsPerStep),
            new Column("startupSeconds", cell -> Optional.ofNullable(CellFigures.startupSeconds(cell))),
            new Column("steps", cell -> Optional.ofNullable(cell.timing()).map(CellRecord.Timing::steps)),
            new Column("trainSeconds", cell -> timing(cell).map(CellRecord.Timing::trainSeconds)),
            new Column("stepMedianSeconds", cell -> step(cell).map(CellRecord.StepTime::median)),
            new Column("stepP05Seconds", cell -> step(cell).map(CellRecord.StepTime::p05)),
            new Column("stepP95Seconds", cell -> step(cell).map(CellRecord.StepTime::p95)),
            new Column("stepsPerSecond", cell -> timing(cell).map(CellRecord.Timing::stepsPerSecond)),
            new Column("gflops", cell -> timing(cell).map(CellRecord.Timing::gflops)),
            new Column("trainMse", cell -> accuracy(cell).map(CellRecord.Accuracy::trainMse)),
            new Column("testMse", cell -> accuracy(cell).map(CellRecord.Accuracy::testMse)),
            new Column("testRelativeL2", cell -> accuracy(cell).map(CellRecord.Accuracy::testRelativeL2)),
            new Column("testMaxAbs", cell -> accuracy(cell).map(CellRecord.Accuracy::testMaxAbs)),
            always("targetMse", cell -> cell.measurement().targetMse()),
            new Column("timeToTargetSeconds", cell -> toTarget(cell).map(CellRecord.TimeToTarget::seconds)),
            new Column("timeToTargetSteps", cell -> toTarget(cell).map(CellRecord.TimeToTarget::steps)),
            new Column("parityMaxRelativeError", cell -> parity(cell).map(CellRecord.Parity::maxRelativeError)),
            new Column("parityPassed", cell -> parity(cell).map(CellRecord.Parity::passed)),
            new Column(
                    "peakRssBytes", cell -> Optional.ofNullable(cell.memory()).map(CellRecord.Memory::peakRssBytes)));

    private SummaryCsv() {}

    /** The whole file. */
    public static String of(List<CellRecord> cells) {
        StringBuilder csv = new StringBuilder();
        csv.append(COLUMNS.stream().map(Column::name).collect(Collectors.joining(",", "", "\n")));
        for (CellRecord cell : cells) {
            csv.append(COLUMNS.stream()
                    .map(column ->
                            column.value().apply(cell).map(SummaryCsv::field).orElse(""))
                    .collect(Collectors.joining(",", "", "\n")));
        }
        return csv.toString();
    }

    private static Column always(String name, Function<CellRecord, Object> value) {
        return new Column(name, cell -> Optional.of(value.apply(cell)));
    }

    private static Column library(String name, Function<LibraryInfo, Object> value) {
        return new Column(name, cell -> Optional.ofNullable(cell.library()).map(value));
    }

    private static Optional<CellRecord.Timing> timing(CellRecord cell) {
        return Optional.ofNullable(CellFigures.trustedTiming(cell));
    }

    private static Optional<CellRecord.StepTime> step(CellRecord cell) {
        return timing(cell).map(CellRecord.Timing::step);
    }

    private static Optional<CellRecord.TimeToTarget> toTarget(CellRecord cell) {
        return timing(cell).map(CellRecord.Timing::timeToTarget);
    }

    private static Optional<CellRecord.Parity> parity(CellRecord cell) {
        return Optional.ofNullable(cell.parity());
    }

    private static Optional<CellRecord.Accuracy> accuracy(CellRecord cell) {
        return Optional.ofNullable(cell.accuracy());
    }

    private static String field(Object value) {
        String text = value.toString();
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
