package io.mscale.report.table;

import io.mscale.record.run.Yardstick;
import io.mscale.report.text.FileNames;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.Classical;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.ReportedRun;
import io.mscale.results.number.Formats;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The rows of standard methods in tables of networks, below them and not ranked with them. */
public final class ClassicalRows {

    private ClassicalRows() {}

    /** The value of a column: that of an entry where a method has it; the time of it all stands for that of a step. */
    public static Column.Value value(Classical classical, Column column) {
        if (column.equals(Columns.BACKEND)) {
            return new Column.Value(Text.oneLine(classical.name()), null);
        }
        if (column.equals(Columns.VARIANT)) {
            return new Column.Value(Text.oneLine(methodAndSamples(classical)), null);
        }
        if (column.equals(Columns.TASK)) {
            return new Column.Value(Text.oneLine(classical.target()), null);
        }
        if (column.equals(Columns.TEST_MSE)) {
            return new Column.Value(Formats.error(classical.testMse()), classical.testMse());
        }
        if (column.equals(Columns.RELATIVE_L2)) {
            return new Column.Value(Formats.error(classical.relativeL2()), classical.relativeL2());
        }
        if (column.equals(Columns.PSNR)) {
            return new Column.Value(Formats.decibels(classical.psnr()), classical.psnr());
        }
        if (column.equals(Columns.STEP)) {
            return new Column.Value("in " + Formats.duration(classical.seconds()), null);
        }
        return new Column.Value(column.isNumber() ? Formats.MISSING : "", null);
    }

    private static String methodAndSamples(Classical classical) {
        return classical.samples().isEmpty() ? classical.method() : classical.method() + ", " + classical.samples();
    }

    /** The method and its numbers with their names, for a table whose columns are of variants. */
    static String words(Classical classical) {
        String psnr = classical.psnr() == null ? "" : ", PSNR " + Formats.decibels(classical.psnr());
        return methodAndSamples(classical) + ": test MSE " + Formats.error(classical.testMse()) + psnr + ", in "
                + Formats.duration(classical.seconds());
    }

    static void add(Table table, List<Column> columns, List<Classical> classicals) {
        for (Classical classical : classicals) {
            table.row(columns.stream()
                    .map(column -> value(classical, column).text())
                    .toList());
        }
    }

    /** Rows of {@code summary.csv} with those columns, one for each seed. */
    static String csv(List<Column> columns, Evidence evidence) {
        StringBuilder csv = new StringBuilder();
        for (ReportedRun run : evidence.runs()) {
            FileNames names = new FileNames();
            for (Yardstick yardstick : run.record().yardsticks()) {
                Map<String, Object> fields = fields(
                        run,
                        yardstick,
                        names.of(Stream.of(
                                "classical",
                                evidence.targetName(yardstick),
                                evidence.samples(yardstick),
                                "s" + yardstick.seed())));
                List<String> row = new ArrayList<>();
                columns.forEach(column -> row.add(Objects.toString(fields.get(column.field()), "")));
                csv.append(SummaryCsv.line(row));
            }
        }
        return csv.toString();
    }

    private static Map<String, Object> fields(ReportedRun run, Yardstick yardstick, String id) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", run.mark().isEmpty() ? id : run.mark() + "/" + id);
        fields.put("run", run.mark());
        fields.put("backend", "classical");
        fields.put("variant", yardstick.method());
        fields.put("task", yardstick.task());
        fields.put("seed", yardstick.seed());
        fields.put("status", yardstick.problem() == null ? "ok" : "failed");
        fields.put("reason", yardstick.problem() == null ? "" : Text.oneLine(yardstick.problem()));
        fields.put("trainSeconds", yardstick.seconds());
        fields.put("testMse", yardstick.testMse());
        fields.put("testRelativeL2", yardstick.testRelativeL2());
        fields.put("testMaxAbs", yardstick.testMaxAbs());
        fields.put("psnr", yardstick.psnr());
        return fields;
    }
}
