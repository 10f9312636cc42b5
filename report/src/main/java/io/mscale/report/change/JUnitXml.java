package io.mscale.report.change;

import io.mscale.record.cell.Timing;
import io.mscale.report.text.Text;
import io.mscale.results.compare.CellKey;
import io.mscale.results.compare.CellNames;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.gate.Check;
import io.mscale.results.gate.Gate;
import io.mscale.results.gate.Outcome;
import io.mscale.results.number.Formats;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * A gate's verdict as JUnit XML in the dialect of Ant's JUnit task, which every CI server reads: one test for each
 * cell and question, one element per line. A regression is a failure; an undecided check is skipped with the reason.
 * A test's time is the time spent on the measurement it judges.
 */
public final class JUnitXml {

    private final XMLStreamWriter xml;
    private int depth;

    private JUnitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    private interface Content {
        void write(JUnitXml to) throws XMLStreamException;
    }

    public static String of(Gate gate) {
        return document(to -> to.suite(gate));
    }

    /** The document for the case that nothing was compared: one skipped test. */
    public static String noVerdict(String reason) {
        return document(to -> {
            to.openSuite(1, 0, 1, "time", "0");
            to.open("testcase", "classname", "mscale-bench.comparison", "name", "comparison", "time", "0");
            to.empty("skipped", "message", reason);
            to.close();
            to.close();
        });
    }

    private static String document(Content content) {
        StringWriter text = new StringWriter();
        try {
            JUnitXml to = new JUnitXml(XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text));
            to.xml.writeStartDocument("UTF-8", "1.0");
            content.write(to);
            to.xml.writeEndDocument();
            to.xml.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
        return text + "\n";
    }

    private void suite(Gate gate) throws XMLStreamException {
        // All checks of a cell share the same repeats, so each cell counts once.
        Map<CellKey, Double> seconds = new LinkedHashMap<>();
        gate.checks().forEach(check -> seconds.merge(check.key(), seconds(gate, check), Math::max));
        openSuite(
                gate.checks().size(),
                gate.checks(Outcome.REGRESSION).size(),
                gate.checks(Outcome.UNDECIDED).size(),
                "time",
                Formats.seconds(seconds.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum()),
                "timestamp",
                gate.comparison().head().record().startedAt());
        open("properties");
        empty(
                "property",
                "name",
                "base",
                "value",
                ChangeTexts.runAndMachine(gate.comparison().base()));
        empty(
                "property",
                "name",
                "head",
                "value",
                ChangeTexts.runAndMachine(gate.comparison().head()));
        close();
        CellNames names = gate.comparison().names();
        for (Check check : gate.checks()) {
            String name = names.of(check.key());
            String message = GateTexts.sentence(name, check);
            String time = Formats.seconds(seconds(gate, check));
            open("testcase", "classname", "mscale-bench." + check.kind(), "name", name, "time", time);
            switch (check.outcome()) {
                case REGRESSION -> empty("failure", "type", "regression", "message", message);
                case UNDECIDED -> empty("skipped", "message", message);
                case PASS -> {
                    startLine();
                    xml.writeStartElement("system-out");
                    xml.writeCharacters(clean(message));
                    xml.writeEndElement();
                }
            }
            close();
        }
        close();
    }

    private void openSuite(int tests, int failures, int skipped, String... more) throws XMLStreamException {
        open("testsuite", "name", "mscale-bench", "tests", "" + tests, "failures", "" + failures, "errors", "0");
        attributes("skipped", "" + skipped);
        attributes(more);
    }

    private void open(String name, String... attributes) throws XMLStreamException {
        startLine();
        xml.writeStartElement(name);
        attributes(attributes);
        depth++;
    }

    private void empty(String name, String... attributes) throws XMLStreamException {
        startLine();
        xml.writeEmptyElement(name);
        attributes(attributes);
    }

    private void close() throws XMLStreamException {
        depth--;
        startLine();
        xml.writeEndElement();
    }

    private void startLine() throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    /** Writes attributes, names and values alternating. */
    private void attributes(String... namesAndValues) throws XMLStreamException {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            xml.writeAttribute(namesAndValues[i], clean(namesAndValues[i + 1]));
        }
    }

    private static String clean(String content) {
        return Text.validXml(Text.oneLine(content));
    }

    /** Start-up and training of the head's repeats of the cell, including those of a confirmation run. */
    private static double seconds(Gate gate, Check check) {
        return seconds(Optional.of(gate.comparison()), check.key())
                + (check.second().isPresent() ? seconds(gate.secondLook(), check.key()) : 0);
    }

    private static double seconds(Optional<RunComparison> comparison, CellKey key) {
        return comparison.flatMap(runs -> runs.cell(key)).stream()
                .flatMap(cell -> cell.head().cells().stream())
                .mapToDouble(cell -> seconds(cell.cell().timing()))
                .sum();
    }

    private static double seconds(@Nullable Timing timing) {
        return timing == null
                ? 0
                : timing.trainSeconds() + (timing.startupSeconds() == null ? 0 : timing.startupSeconds());
    }
}
