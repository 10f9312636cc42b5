package io.mscale.report.change;

import io.mscale.report.text.Text;
import io.mscale.report.text.Xml;
import io.mscale.results.compare.CellNames;
import io.mscale.results.gate.Check;
import io.mscale.results.gate.Gate;
import io.mscale.results.gate.Outcome;
import io.mscale.results.number.Figures;
import java.util.List;

/**
 * A gate's verdict in the XML that JUnit's Ant task writes, which every CI server reads: a test for each cell and question.
 * A regression is a failure, what cannot be decided is skipped with the reason. A test's time is that of the measurement it
 * judges, {@link MeasuringTime}.
 */
public final class JUnitXml {

    private JUnitXml() {}

    /** The document. */
    public static String of(Gate gate) {
        CellNames names = gate.comparison().names();
        List<Check> checks = gate.checks();
        MeasuringTime time = new MeasuringTime(gate);
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<testsuite name=\"mscale-bench\" tests=\"").append(checks.size());
        xml.append("\" failures=\"").append(gate.checks(Outcome.REGRESSION).size());
        xml.append("\" errors=\"0\" skipped=\"")
                .append(gate.checks(Outcome.UNDECIDED).size());
        xml.append("\" time=\"").append(Figures.seconds(time.seconds()));
        xml.append("\" timestamp=\"")
                .append(escape(gate.comparison().head().record().startedAt()));
        xml.append("\">\n  <properties>\n");
        property(xml, "base", ChangeTexts.run(gate.comparison().base()));
        property(xml, "head", ChangeTexts.run(gate.comparison().head()));
        xml.append("  </properties>\n");
        for (Check check : checks) {
            testCase(xml, names.of(check.key()), check, time.seconds(check));
        }
        return xml.append("</testsuite>\n").toString();
    }

    /** The document where nothing was compared: one test, skipped. */
    public static String noVerdict(String reason) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite name="mscale-bench" tests="1" failures="0" errors="0" skipped="1" time="0">
                  <testcase classname="mscale-bench.comparison" name="comparison" time="0">
                    <skipped message="%s"/>
                  </testcase>
                </testsuite>
                """.formatted(escape(reason));
    }

    private static void property(StringBuilder xml, String name, String value) {
        xml.append("    <property name=\"").append(name);
        xml.append("\" value=\"").append(escape(value)).append("\"/>\n");
    }

    private static void testCase(StringBuilder xml, String name, Check check, double seconds) {
        String message = escape(GateTexts.sentence(name, check));
        xml.append("  <testcase classname=\"mscale-bench.").append(check.kind());
        xml.append("\" name=\"").append(escape(name));
        xml.append("\" time=\"").append(Figures.seconds(seconds)).append("\">\n");
        switch (check.outcome()) {
            case REGRESSION ->
                xml.append("    <failure type=\"regression\" message=\"")
                        .append(message)
                        .append("\"/>\n");
            case UNDECIDED ->
                xml.append("    <skipped message=\"").append(message).append("\"/>\n");
            case PASS -> xml.append("    <system-out>").append(message).append("</system-out>\n");
        }
        xml.append("  </testcase>\n");
    }

    private static String escape(String text) {
        return Xml.escape(Text.oneLine(text));
    }
}
