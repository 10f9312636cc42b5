package io.mscale.results.evidence;

import io.mscale.api.training.Loss;
import io.mscale.record.cell.CellRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Published curves of test error against step, for comparison. The data are resources of this package, each with a note
 * of its source.
 *
 * @param source the source of the curves, as a caption
 */
public record PublishedCurves(String source, List<Curve> curves) {

    /** Over whole periods. */
    private static final double MEAN_SQUARE_OF_SINE = 0.5;

    public PublishedCurves {
        curves = List.copyOf(curves);
    }

    /**
     * One published curve.
     *
     * @param name the name in the publication's legend
     * @param variant our variant with the same structure
     */
    public record Curve(String name, String variant, List<Point> points) {

        public Curve {
            points = List.copyOf(points);
        }
    }

    /** The test MSE after some number of steps. */
    public record Point(int step, double testMse) {}

    public static final PublishedCurves NONE = new PublishedCurves("", List.of());

    /** Returns the published curves of what a cell was trained for; none if there are none. */
    public static PublishedCurves of(CellRecord cell) {
        return switch (cell.task()) {
            case "fit1d" -> fit1d();
            case "ritz1d" -> isPublished(cell) ? ritz1d() : NONE;
            default -> NONE;
        };
    }

    /** Whether an equation is the published one, with the published loss. */
    private static boolean isPublished(CellRecord cell) {
        return cell.training().loss().equals(Loss.energy())
                && cell.taskSettings().options().getOrDefault("mu", "6pi").equals("6pi");
    }

    private static PublishedCurves ritz1d() {
        Map<String, List<Point>> points = new LinkedHashMap<>();
        for (String line : lines("ritz1d-published.csv")) {
            String[] fields = line.split(",", -1);
            double relativeL2 = Double.parseDouble(fields[2]);
            points.computeIfAbsent(fields[0], variant -> new ArrayList<>())
                    .add(new Point(Integer.parseInt(fields[1]), MEAN_SQUARE_OF_SINE * relativeL2 * relativeL2));
        }
        return new PublishedCurves(
                "published errors, networks 1-180-180-180-1 and six 1-30-30-30-1 (from the authors' own data)",
                points.entrySet().stream()
                        .map(curve -> new Curve("published: " + curve.getKey(), curve.getKey(), curve.getValue()))
                        .toList());
    }

    private static PublishedCurves fit1d() {
        List<Point> single = new ArrayList<>();
        List<Point> multi = new ArrayList<>();
        for (String line : lines("fit1d-published.csv")) {
            String[] fields = line.split(",", -1);
            int epoch = Integer.parseInt(fields[0]);
            single.add(new Point(epoch, Double.parseDouble(fields[1])));
            multi.add(new Point(epoch, Double.parseDouble(fields[4])));
        }
        return new PublishedCurves(
                "published curves, network 1-3000-100-100-100-1 (digitised from fig. 1.3 of the chapter)",
                List.of(
                        new Curve("published: normal", "single", single),
                        new Curve("published: phi-psi(100)/phi", "multi", multi)));
    }

    /** Returns the rows of a resource, without comments and header. */
    private static List<String> lines(String resource) {
        try (InputStream text = PublishedCurves.class.getResourceAsStream(resource)) {
            if (text == null) {
                throw new IllegalStateException("the program is missing its resource " + resource);
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("the program's resource " + resource + " cannot be read", e);
        }
    }
}
