package io.mscale.report.figure;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellRecord.CurvePoint;
import io.mscale.record.cell.CellRecord.Frequency;
import io.mscale.record.cell.Quantile;
import io.mscale.record.cell.Timing;
import io.mscale.record.run.RunFolder;
import io.mscale.record.sample.Samples;
import io.mscale.results.evidence.Evidence;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Cells to draw, and drawings to look into. */
public final class Drawings {

    private Drawings() {}

    /** A cell of fit1d with step times and with errors that fall; the frequency 137 has a gap. */
    public static CellRecord trained(String backend, String variant) {
        List<CurvePoint> curve = new ArrayList<>();
        for (int step = 0; step <= 64; step = step == 0 ? 1 : 2 * step) {
            Double high = step == 8 ? null : Double.valueOf(1.5 - step / 64.0);
            curve.add(point(
                    step, 1.0 / (1 + step), List.of(new Frequency(23, 1.0 / (1 + step)), new Frequency(137, high))));
        }
        return with(Samples.ok(backend, variant, 0.015), "fit1d", "cpu", curve, 0.002, 0.0021, 0.0022, 0.0024, 0.004);
    }

    /** The error after a step, a hundredth of a second each. */
    static CurvePoint point(int step, @Nullable Double testMse, List<Frequency> frequencies) {
        return new CurvePoint(step, step / 100.0, testMse, testMse, frequencies);
    }

    /** A cell with those errors after the steps 1, 2, 3 ... */
    static CellRecord withErrors(@Nullable Double... errors) {
        List<CurvePoint> curve = new ArrayList<>();
        for (int i = 0; i < errors.length; i++) {
            curve.add(point(i + 1, errors[i], List.of()));
        }
        return with(Samples.ok("ejml", "multi", 0.5), "other", "cpu", curve, 0.002);
    }

    /** The same cell with another task, device and curve, and with those step times. */
    static CellRecord with(CellRecord cell, String task, String device, List<CurvePoint> curve, double... samples) {
        double[] sorted = DoubleStream.of(samples).sorted().toArray();
        CellRecord.StepTime step = new CellRecord.StepTime(
                Quantile.of(sorted, 0.5),
                Quantile.of(sorted, 0.05),
                Quantile.of(sorted, 0.95),
                DoubleStream.of(samples).boxed().toList(),
                List.of());
        CellRecord moved = Samples.at(cell, device, task);
        String id = fileSafe(cell.backend() + "-" + device + "-" + task + "-" + cell.variant());
        Timing timing = new Timing(1.5, null, 64, 0.64, step, 100.0, null, null, null, null);
        return Samples.with(Samples.withId(moved, id).withTiming(timing), "curve", curve);
    }

    /** A cell of that task that reached the target after so many seconds; null if it did not. */
    static CellRecord timed(String backend, String variant, String task, @Nullable Double seconds) {
        CellRecord cell = with(Samples.ok(backend, variant, 0.02), task, "cpu", List.of(), 0.002);
        return Samples.withTimeToTarget(cell, seconds == null ? null : new CellRecord.TimeToTarget(0.01, seconds, 20));
    }

    /** Ids name folders, so what cannot stand in a name must not be in them. */
    private static String fileSafe(String id) {
        return id.replaceAll("[^A-Za-z0-9-]", "_");
    }

    /** Those cells in that run folder. */
    public static Evidence evidence(Path folder, CellRecord... cells) {
        return Evidence.of(new RunFolder(folder), Samples.run(cells));
    }

    /** Writes a cell's prediction into a run folder. */
    static void predict(Path folder, CellRecord cell, String csv) throws IOException {
        Path file = new RunFolder(folder).cell(cell.id()).prediction();
        Files.createDirectories(file.getParent());
        Files.writeString(file, csv);
    }

    /** A sine on [-3, 3] and half of it. */
    static String halfSine() {
        StringBuilder csv = new StringBuilder("x1,truth1,prediction1\n");
        for (int i = -300; i <= 300; i++) {
            double x = i / 100.0;
            csv.append(x + "," + StrictMath.sin(5 * x) + "," + StrictMath.sin(5 * x) / 2 + "\n");
        }
        return csv.toString();
    }

    /** The figure of that name. */
    static String svg(FigureSet set, String name) {
        return set.figures().stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no figure " + name + " in " + names(set)))
                .svg();
    }

    /** The figures' names. */
    static List<String> names(FigureSet set) {
        return set.figures().stream().map(Figure::name).toList();
    }

    /** All elements of that name. */
    public static List<Element> elements(String svg, String name) {
        NodeList nodes = parse(svg).getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    /** What is written in a drawing. */
    public static List<String> texts(String svg) {
        return elements(svg, "text").stream().map(Element::getTextContent).toList();
    }

    /** The elements of that name and stroke colour. */
    public static List<Element> drawnIn(String svg, String element, String colour) {
        return elements(svg, element).stream()
                .filter(e -> e.getAttribute("stroke").equals(colour))
                .toList();
    }

    /** Fails if the text is not well-formed XML. */
    static Document parse(String svg) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError("not well-formed: " + e.getMessage() + "\n" + svg, e);
        }
    }
}
