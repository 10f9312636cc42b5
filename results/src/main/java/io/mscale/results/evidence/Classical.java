package io.mscale.results.evidence;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.run.Yardstick;
import io.mscale.results.statistics.Median;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a standard method makes of a task's samples, without training: a yardstick for networks, never one of them in a
 * ranking. Its values are medians over the seeds; other numbers of samples are another row.
 *
 * @param runMarks the runs it belongs to, as in {@link ReportedCell#runMark}
 * @param isOnly whether it is the only one for its target and samples in a report
 * @param target the name of its target
 * @param samples how many samples it was given, as in {@link Evidence#samples}
 * @param seeds what was measured, one for each seed; at least one
 */
public record Classical(List<String> runMarks, boolean isOnly, String target, String samples, List<Yardstick> seeds) {

    public Classical {
        runMarks = List.copyOf(runMarks);
        seeds = List.copyOf(seeds);
    }

    /** Those of a report, in the order of the runs; runs with the same samples have one together. */
    public static List<Classical> of(Evidence evidence) {
        List<Classical> all = new ArrayList<>();
        for (ReportedRun run : evidence.runs()) {
            List<Yardstick> measured = run.record().yardsticks().stream()
                    .filter(yardstick -> yardstick.problem() == null)
                    .toList();
            Evidence.groupBy(
                            measured,
                            yardstick -> List.of(
                                    yardstick.task(),
                                    yardstick.taskSettings().content(),
                                    yardstick.trainSize(),
                                    yardstick.testSize(),
                                    yardstick.kind()))
                    .forEach((key, seeds) -> add(all, of(run, evidence, seeds)));
        }
        return all.stream()
                .map(each -> new Classical(
                        each.runMarks,
                        all.stream()
                                        .filter(other -> other.where().equals(each.where()))
                                        .count()
                                == 1,
                        each.target,
                        each.samples,
                        each.seeds))
                .toList();
    }

    private static Classical of(ReportedRun run, Evidence evidence, List<Yardstick> seeds) {
        Yardstick any = seeds.get(0);
        return new Classical(List.of(run.mark()), true, evidence.targetName(any), evidence.samples(any), seeds);
    }

    private static void add(List<Classical> all, Classical one) {
        for (int i = 0; i < all.size(); i++) {
            Classical other = all.get(i);
            if (other.target.equals(one.target) && errors(other.seeds).equals(errors(one.seeds))) {
                List<String> marks = new ArrayList<>(other.runMarks);
                marks.addAll(one.runMarks);
                all.set(i, new Classical(marks, other.isOnly, other.target, other.samples, other.seeds));
                return;
            }
        }
        all.add(one);
    }

    /** Equal for equal samples of a target: two sets of samples do not give the same digits. */
    private static List<Object> errors(List<Yardstick> seeds) {
        return seeds.stream()
                .<Object>map(seed -> List.of(
                        seed.task(),
                        seed.method(),
                        seed.seed(),
                        seed.trainSize(),
                        seed.testSize(),
                        String.valueOf(seed.testMse()),
                        String.valueOf(seed.testMaxAbs())))
                .toList();
    }

    /** The name in tables. */
    public String name() {
        return "classical" + (isOnly ? "" : " [" + String.join(", ", runMarks) + "]");
    }

    /** The target, and the number of samples where others of the target have another. */
    public String where() {
        return samples.isEmpty() ? target : target + ", " + samples;
    }

    /** Whether the cell was to learn what the method was given, from as many samples. */
    public boolean isOfTheTargetOf(CellRecord cell) {
        Yardstick any = seeds.get(0);
        return any.task().equals(cell.task())
                && any.trainSize() == cell.training().trainSize()
                && any.testSize() == cell.training().testSize()
                && any.taskSettings().content().equals(cell.taskSettings().content());
    }

    public String method() {
        return seeds.get(0).method();
    }

    public @Nullable Double testMse() {
        return median(Yardstick::testMse);
    }

    public @Nullable Double relativeL2() {
        return median(Yardstick::testRelativeL2);
    }

    /** The peak signal-to-noise ratio in decibels; images only. */
    public @Nullable Double psnr() {
        return median(Yardstick::psnr);
    }

    /** All the time it takes: it has no steps. */
    public @Nullable Double seconds() {
        return median(Yardstick::seconds);
    }

    private @Nullable Double median(Function<Yardstick, @Nullable Double> figure) {
        double[] values = seeds.stream()
                .map(figure)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        return values.length == 0 ? null : Median.of(values);
    }
}
