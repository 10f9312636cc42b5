package io.mscale.report.change;

import io.mscale.record.json.RecordJson;
import io.mscale.results.compare.CellComparison;
import io.mscale.results.compare.CellKey;
import io.mscale.results.compare.Metric;
import io.mscale.results.compare.MetricComparison;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.evidence.ReportedRun;
import io.mscale.results.gate.Check;
import io.mscale.results.gate.Gate;
import io.mscale.results.statistics.ConfidenceInterval;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A comparison as JSON for programs, with a gate's verdict if there is one. Times in seconds, memory in bytes. */
public final class ChangeJson {

    /** Format version. */
    public static final String SCHEMA = "mscale-comparison/1";

    private ChangeJson() {}

    /** The JSON text. */
    public static String of(RunComparison comparison, Optional<Gate> gate) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("schema", SCHEMA);
        root.put("base", run(comparison.base()));
        root.put("head", run(comparison.head()));
        root.put("machineDifferences", comparison.machineDifferences());
        root.put("cells", comparison.cells().stream().map(ChangeJson::cell).toList());
        root.put("onlyBase", comparison.onlyBase().stream().map(ChangeJson::key).toList());
        root.put("onlyHead", comparison.onlyHead().stream().map(ChangeJson::key).toList());
        gate.ifPresent(verdict -> root.put("gate", gate(verdict)));
        return RecordJson.text(root);
    }

    private static Map<String, Object> run(ReportedRun run) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("runId", run.record().runId());
        fields.put("version", run.record().tool().version());
        fields.put("commit", run.record().tool().commit());
        fields.put("startedAt", run.record().startedAt());
        fields.put("environment", run.record().environment());
        return fields;
    }

    private static Map<String, Object> key(CellKey key) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("backend", key.backend());
        fields.put("device", key.device());
        fields.put("task", key.task());
        fields.put("variant", key.variant());
        fields.put("settings", key.settings());
        return fields;
    }

    private static Map<String, Object> cell(CellComparison cell) {
        Map<String, Object> fields = key(cell.key());
        Map<String, Object> metrics = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            MetricComparison numbers = cell.metrics().get(metric);
            if (numbers != null) {
                metrics.put(metric.id(), numbers(metric, numbers));
            }
        }
        fields.put("metrics", metrics);
        return fields;
    }

    private static Map<String, Object> numbers(Metric metric, MetricComparison numbers) {
        Optional<ConfidenceInterval> interval = numbers.comparison().interval();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("base", numbers.base());
        fields.put("head", numbers.head());
        fields.put("baseRepeats", numbers.comparison().forksB());
        fields.put("headRepeats", numbers.comparison().forksA());
        fields.put("ratio", numbers.comparison().ratio());
        fields.put("lower", interval.map(ConfidenceInterval::lower).orElse(null));
        fields.put("upper", interval.map(ConfidenceInterval::upper).orElse(null));
        fields.put("p", numbers.comparison().p());
        fields.put("adjustedP", numbers.adjustedP());
        fields.put("noise", numbers.noise());
        fields.put("verdict", ChangeTexts.decision(metric, numbers.decision()));
        return fields;
    }

    private static Map<String, Object> gate(Gate gate) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("outcome", id(gate.outcome()));
        fields.put("stepTolerance", gate.tolerance().step());
        fields.put("testMseTolerance", gate.tolerance().testMse());
        fields.put("secondLook", gate.secondLook().map(look -> run(look.head())).orElse(null));
        fields.put("checks", gate.checks().stream().map(ChangeJson::check).toList());
        return fields;
    }

    private static Map<String, Object> check(Check check) {
        Map<String, Object> fields = key(check.key());
        fields.put("kind", check.kind().toString());
        fields.put("outcome", id(check.outcome()));
        fields.put("reason", check.reason());
        return fields;
    }

    private static String id(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
