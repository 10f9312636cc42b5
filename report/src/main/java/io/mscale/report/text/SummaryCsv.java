package io.mscale.report.text;

import io.mscale.api.LibraryInfo;
import io.mscale.record.cell.CellRecord;
import io.mscale.results.evidence.CellFigures;
import io.mscale.results.evidence.ReportedCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code summary.csv}: a header and one row per cell (RFC 4180). Numbers are written in full, with a point; a missing
 * figure is an empty field, and so are the times of a cell that failed its parity check. Durations are in seconds, memory in bytes.
 * Of several runs, the ids carry their run's mark, which is also a column. The last column is there if a cell has its figure.
 */
public final class SummaryCsv {

    private record Column(String name, Function<ReportedCell, Optional<?>> value) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("id", cell -> Optional.of(cell.id())),
            always("backend", CellRecord::backend),
            always("device", CellRecord::device),
            always("task", CellRecord::task),
            always("variant", CellRecord::variant),
            always("preset", CellRecord::preset),
            always("repeat", CellRecord::repeat),
            always("seed", CellRecord::seed),
            always("precision", CellRecord::precision),
            always("status", CellRecord::status),
            figure("reason", cell -> Optional.ofNullable(cell.reason()).map(Text::oneLine)),
            library("library", LibraryInfo::name),
            library("libraryVersion", LibraryInfo::version),
            library("threads", LibraryInfo::threads),
            always("parameters", CellRecord::parameters),
            always("flopsPerStep", CellRecord::flopsPerStep),
            figure("startupSeconds", cell -> Optional.ofNullable(CellFigures.startupSeconds(cell))),
            figure("steps", cell -> Optional.ofNullable(cell.timing()).map(CellRecord.Timing::steps)),
            figure("trainSeconds", cell -> timing(cell).map(CellRecord.Timing::trainSeconds)),
            figure("stepMedianSeconds", cell -> step(cell).map(CellRecord.StepTime::median)),
            figure("stepP05Seconds", cell -> step(cell).map(CellRecord.StepTime::p05)),
            figure("stepP95Seconds", cell -> step(cell).map(CellRecord.StepTime::p95)),
            figure("stepsPerSecond", cell -> timing(cell).map(CellRecord.Timing::stepsPerSecond)),
            figure("gflops", cell -> timing(cell).map(CellRecord.Timing::gflops)),
            figure("trainMse", cell -> accuracy(cell).map(CellRecord.Accuracy::trainMse)),
            figure("testMse", cell -> accuracy(cell).map(CellRecord.Accuracy::testMse)),
            figure("testRelativeL2", cell -> accuracy(cell).map(CellRecord.Accuracy::testRelativeL2)),
            figure("testMaxAbs", cell -> accuracy(cell).map(CellRecord.Accuracy::testMaxAbs)),
            always("targetMse", cell -> cell.measurement().targetMse()),
            figure("timeToTargetSeconds", cell -> toTarget(cell).map(CellRecord.TimeToTarget::seconds)),
            figure("timeToTargetSteps", cell -> toTarget(cell).map(CellRecord.TimeToTarget::steps)),
            figure("parityMaxRelativeError", cell -> parity(cell).map(CellRecord.Parity::maxRelativeError)),
            figure("parityPassed", cell -> parity(cell).map(CellRecord.Parity::passed)),
            figure("peakRssBytes", cell -> Optional.ofNullable(cell.memory()).map(CellRecord.Memory::peakRssBytes)),
            new Column("run", cell -> Optional.of(cell.runMark())),
            always("twin", cell -> cell.measurement().twin()),
            always("setting", CellRecord::setting),
            figure("psnr", cell -> Optional.ofNullable(CellFigures.psnr(cell))));

    private static final Column DEVICE_MEMORY =
            figure("peakDeviceBytes", cell -> Optional.ofNullable(CellFigures.deviceMemory(cell)));

    private SummaryCsv() {}

    /** The whole file. */
    public static String of(List<ReportedCell> cells) {
        List<Column> columns = new ArrayList<>(COLUMNS);
        if (cells.stream().anyMatch(cell -> CellFigures.deviceMemory(cell.cell()) != null)) {
            columns.add(DEVICE_MEMORY);
        }
        return Csv.line(columns.stream().map(Column::name).toList()) + rows(columns, cells);
    }

    /** The rows of those cells alone, without the column that is not always there. */
    public static String rows(List<ReportedCell> cells) {
        return rows(COLUMNS, cells);
    }

    private static String rows(List<Column> columns, List<ReportedCell> cells) {
        StringBuilder csv = new StringBuilder();
        for (ReportedCell cell : cells) {
            csv.append(Csv.line(columns.stream()
                    .map(column ->
                            column.value().apply(cell).map(Object::toString).orElse(""))
                    .toList()));
        }
        return csv.toString();
    }

    private static Column figure(String name, Function<CellRecord, Optional<?>> value) {
        return new Column(name, reported -> value.apply(reported.cell()));
    }

    private static Column always(String name, Function<CellRecord, Object> value) {
        return figure(name, cell -> Optional.of(value.apply(cell)));
    }

    private static Column library(String name, Function<LibraryInfo, Object> value) {
        return figure(name, cell -> Optional.ofNullable(cell.library()).map(value));
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
}
