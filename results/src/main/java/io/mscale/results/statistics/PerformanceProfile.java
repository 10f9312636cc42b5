package io.mscale.results.statistics;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * A performance profile: for each contestant, the share of tasks it solves within a factor of the best time. At factor
 * 1 it shows how often the contestant is the fastest, at large factors how often it solves a task at all (E. D. Dolan
 * and J. J. Moré, Benchmarking optimization software with performance profiles, Mathematical Programming 91, 2002).
 *
 * @param curves for each contestant the points at which its share rises, by ascending factor, the first at factor 1;
 *     between points and after the last one the share is constant
 */
public record PerformanceProfile(Map<String, List<Point>> curves) {

    /**
     * A step of a curve.
     *
     * @param factor the multiple of the best time on a task
     * @param share the share of all tasks solved within it
     */
    public record Point(double factor, double share) {}

    /**
     * Computes the profile.
     *
     * @param seconds for each contestant its time on each task; an infinite or missing time means that it did not solve
     *     the task. Tasks that nobody solved count as well.
     *
     * @throws IllegalArgumentException if there is no task, or a time is not positive
     */
    public static PerformanceProfile of(Map<String, Map<String, Double>> seconds) {
        Map<String, Double> best = new HashMap<>();
        seconds.forEach((contestant, times) -> times.forEach((task, time) -> {
            if (!(time > 0)) {
                throw new IllegalArgumentException(
                        contestant + " on " + task + ": " + time + " is not a positive duration");
            }
            best.merge(task, time, Math::min);
        }));
        if (best.isEmpty()) {
            throw new IllegalArgumentException("a performance profile needs at least one task");
        }
        Map<String, List<Point>> curves = new LinkedHashMap<>();
        seconds.forEach((contestant, times) -> {
            double[] factors = times.entrySet().stream()
                    .filter(time -> Double.isFinite(time.getValue()))
                    .mapToDouble(time -> time.getValue() / best.getOrDefault(time.getKey(), time.getValue()))
                    .sorted()
                    .toArray();
            curves.put(contestant, curve(factors, best.size()));
        });
        return new PerformanceProfile(Collections.unmodifiableMap(curves));
    }

    /** Returns the points of one contestant with these factors, ascending and finite. */
    private static List<Point> curve(double[] factors, int tasks) {
        return DoubleStream.concat(DoubleStream.of(1), DoubleStream.of(factors))
                .distinct()
                .mapToObj(limit -> {
                    long within = DoubleStream.of(factors)
                            .filter(factor -> factor <= limit)
                            .count();
                    return new Point(limit, (double) within / tasks);
                })
                .toList();
    }
}
