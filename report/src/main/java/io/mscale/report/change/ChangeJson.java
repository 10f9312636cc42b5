package io.mscale.report.change;

import io.mscale.record.json.RecordJson;
import io.mscale.report.text.JsonObject;
import io.mscale.results.compare.CellComparison;
import io.mscale.results.compare.CellKey;
import io.mscale.results.compare.Metric;
import io.mscale.results.compare.MetricComparison;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.evidence.ReportedRun;
import io.mscale.results.evidence.TurnPairs;
import io.mscale.results.gate.Check;
import io.mscale.results.gate.Gate;
import io.mscale.results.gate.Outcome;
import io.mscale.results.gate.Rules;
import io.mscale.results.statistics.ConfidenceInterval;
import io.mscale.results.statistics.Decision;
import io.mscale.results.statistics.PairwiseComparison;
import io.mscale.results.statistics.TurnRatio;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A comparison as JSON for programs, with a gate's verdict if there is one. Times in seconds, memory in bytes. */
public final class ChangeJson {

    /** Format version. */
    public static final String SCHEMA = "mscale-comparison/1";

    private ChangeJson() {}

    public static String of(RunComparison comparison, Optional<Gate> gate) throws IOException {
        Map<String, Object> root = JsonObject.of(
                "schema", SCHEMA,
                "base", run(comparison.base()),
                "head", run(comparison.head()),
                "machineDifferences", comparison.machineDifferences(),
                "cells",
                        comparison.cells().stream()
                                .map(cell -> cell(cell, gate))
                                .toList(),
                "onlyBase", comparison.onlyBase().stream().map(ChangeJson::key).toList(),
                "onlyHead", comparison.onlyHead().stream().map(ChangeJson::key).toList());
        gate.ifPresent(verdict -> root.put("gate", gate(verdict)));
        return RecordJson.text(root);
    }

    private static Map<String, Object> run(ReportedRun run) {
        return JsonObject.of(
                "runId", run.record().runId(),
                "version", run.record().tool().version(),
                "commit", run.record().tool().commit(),
                "startedAt", run.record().startedAt(),
                "environment", run.record().environment());
    }

    private static Map<String, Object> key(CellKey key) {
        return JsonObject.of(
                "backend", key.backend(),
                "device", key.device(),
                "task", key.task(),
                "variant", key.variant(),
                "settings", key.settings());
    }

    private static Map<String, Object> cell(CellComparison cell, Optional<Gate> gate) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        new TreeMap<>(cell.metrics())
                .forEach((metric, numbers) -> metrics.put(
                        metric.id(), numbers(metric, numbers, Unjudged.decision(cell.key(), metric, numbers, gate))));
        Map<String, Object> fields = key(cell.key());
        fields.put("metrics", metrics);
        List<TurnRatio> pairs = TurnPairs.of(cell.head().ended(), cell.base().ended());
        if (!pairs.isEmpty()) {
            fields.put("turns", pairs.stream().map(ChangeJson::turns).toList());
        }
        return fields;
    }

    /** What the turns of one repeat say of its two processes. */
    private static Map<String, Object> turns(TurnRatio pair) {
        return JsonObject.of(
                "ratio", Math.exp(pair.logarithm()),
                "lower", pair.interval().map(ConfidenceInterval::lower).orElse(null),
                "upper", pair.interval().map(ConfidenceInterval::upper).orElse(null),
                "pairs", pair.pairs(),
                "counted", pair.counted());
    }

    private static Map<String, Object> numbers(Metric metric, MetricComparison numbers, Decision decision) {
        PairwiseComparison comparison = numbers.comparison();
        return JsonObject.of(
                "base", numbers.base(),
                "head", numbers.head(),
                "baseRepeats", comparison.forksB(),
                "headRepeats", comparison.forksA(),
                "ratio", comparison.ratio(),
                "lower", comparison.interval().map(ConfidenceInterval::lower).orElse(null),
                "upper", comparison.interval().map(ConfidenceInterval::upper).orElse(null),
                "p", comparison.p(),
                "adjustedP", numbers.adjustedP(),
                "noise", numbers.noise(),
                "verdict", ChangeTexts.decision(metric, decision));
    }

    private static Map<String, Object> gate(Gate gate) {
        return JsonObject.of(
                "outcome", id(gate.outcome()),
                "stepTolerance", gate.tolerance().thresholds().get(Metric.STEP),
                "testMseTolerance", gate.tolerance().thresholds().get(Metric.TEST_MSE),
                "tolerances", tolerances(gate),
                "maxNoise", gate.tolerance().maxNoise(),
                "secondLook", gate.secondLook().map(look -> run(look.head())).orElse(null),
                "checks", gate.checks().stream().map(ChangeJson::check).toList());
    }

    /** The relative difference of each judged metric that is still accepted. */
    private static Map<String, Object> tolerances(Gate gate) {
        Map<String, Object> tolerances = new LinkedHashMap<>();
        new TreeMap<>(gate.tolerance().thresholds())
                .forEach((metric, threshold) -> tolerances.put(metric.id(), threshold));
        return tolerances;
    }

    private static Map<String, Object> check(Check check) {
        Map<String, Object> fields = key(check.key());
        fields.putAll(JsonObject.of(
                "kind", check.kind().toString(),
                "outcome", id(check.outcome()),
                "reason", check.reason(),
                "waiver", check.waiver().map(ChangeJson::waiver).orElse(null)));
        return fields;
    }

    private static Map<String, Object> waiver(Rules.Waiver waiver) {
        return JsonObject.of(
                "cell", waiver.cells().text(),
                "reason", waiver.reason(),
                "until", waiver.until().toString());
    }

    private static String id(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
