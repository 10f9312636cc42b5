package io.mscale.results.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Published curves of test error against step, for comparison. The data are resources of this package, each with a note
 * of its source.
 *
 * @param source the source of the curves, as a caption
 */
public record PublishedCurves(String source, List<Curve> curves) {

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

    /** Returns the published curves of a task; empty if there are none. */
    public static PublishedCurves of(String task) {
        return task.equals("fit1d") ? fit1d() : new PublishedCurves("", List.of());
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
