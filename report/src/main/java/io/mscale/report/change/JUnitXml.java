package io.mscale.report.change;

import io.mscale.results.compare.CellNames;
import io.mscale.results.gate.Check;
import io.mscale.results.gate.Gate;
import io.mscale.results.gate.Outcome;
import io.mscale.results.number.Formats;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A gate's verdict as JUnit XML in the dialect of Ant's JUnit task, which every CI server reads: one test for each
 * cell and question. A regression is a failure; an undecided check is skipped with the reason. A test's time is the
 * time spent on the measurement it judges, {@link MeasuringTime}.
 */
public final class JUnitXml {

    private JUnitXml() {}

    /** The document for a gate's verdict. */
    public static String of(Gate gate) {
        CellNames names = gate.comparison().names();
        List<Check> checks = gate.checks();
        MeasuringTime time = new MeasuringTime(gate);
        IndentedXml xml = new IndentedXml();
        Map<String, String> suite = suite(
                checks.size(),
                gate.checks(Outcome.REGRESSION).size(),
                gate.checks(Outcome.UNDECIDED).size());
        suite.put("time", Formats.seconds(time.seconds()));
        suite.put("timestamp", gate.comparison().head().record().startedAt());
        xml.open("testsuite", suite);
        xml.open("properties", Map.of());
        property(xml, "base", ChangeTexts.run(gate.comparison().base()));
        property(xml, "head", ChangeTexts.run(gate.comparison().head()));
        xml.close();
        for (Check check : checks) {
            testCase(xml, names.of(check.key()), check, time.seconds(check));
        }
        xml.close();
        return xml.document();
    }

    /** The document for the case that nothing was compared: one skipped test. */
    public static String noVerdict(String reason) {
        IndentedXml xml = new IndentedXml();
        Map<String, String> suite = suite(1, 0, 1);
        suite.put("time", "0");
        xml.open("testsuite", suite);
        xml.open("testcase", attributes("classname", "mscale-bench.comparison", "name", "comparison", "time", "0"));
        xml.empty("skipped", Map.of("message", reason));
        xml.close();
        xml.close();
        return xml.document();
    }

    private static Map<String, String> suite(int tests, int failures, int skipped) {
        return attributes(
                "name",
                "mscale-bench",
                "tests",
                Integer.toString(tests),
                "failures",
                Integer.toString(failures),
                "errors",
                "0",
                "skipped",
                Integer.toString(skipped));
    }

    private static void property(IndentedXml xml, String name, String value) {
        xml.empty("property", attributes("name", name, "value", value));
    }

    private static void testCase(IndentedXml xml, String name, Check check, double seconds) {
        String message = GateTexts.sentence(name, check);
        xml.open(
                "testcase",
                attributes(
                        "classname", "mscale-bench." + check.kind(), "name", name, "time", Formats.seconds(seconds)));
        switch (check.outcome()) {
            case REGRESSION -> xml.empty("failure", attributes("type", "regression", "message", message));
            case UNDECIDED -> xml.empty("skipped", Map.of("message", message));
            case PASS -> xml.text("system-out", message);
        }
        xml.close();
    }

    /** Attributes in the given order, names and values alternating. */
    private static Map<String, String> attributes(String... namesAndValues) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            attributes.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return attributes;
    }
}
