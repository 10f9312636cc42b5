package io.mscale.results.study;

import io.mscale.api.network.Variant;
import io.mscale.record.cell.CellRecord;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.PublishedCurves;
import io.mscale.results.number.Formats;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The forms of a study that ended normally, for one backend.
 *
 * @param forms in the order of the plan, at least one
 */
record Forms(List<Form> forms) {

    /** Measurements of one form, from its repeats. */
    record Form(Entry entry) {

        CellRecord cell() {
            return entry.representative().cell();
        }

        double testMse() {
            return Objects.requireNonNull(entry.testMse());
        }

        String mse() {
            return Formats.error(testMse());
        }

        /** The final training MSE of the repeat that represents the entry. */
        double trainMse() {
            CellRecord.Accuracy accuracy = Objects.requireNonNull(cell().accuracy());
            return accuracy.trainMse() == null ? Double.NaN : accuracy.trainMse();
        }

        /** The steps until the test MSE was first at most {@code mse}; empty if it never was. */
        Optional<Integer> stepsTo(double mse) {
            return firstStep(point -> point.testMse() != null && point.testMse() <= mse);
        }

        /** When the target was reached, as part of a sentence. */
        String target() {
            return "test MSE " + Formats.error(Study.TARGET) + " is reached "
                    + stepsTo(Study.TARGET).map(step -> "at step " + step).orElse("never");
        }

        /** The steps until the relative error at frequency {@code k} was first at most {@code error}. */
        Optional<Integer> stepsToFrequency(double k, double error) {
            return firstStep(point -> point.frequencies().stream()
                    .anyMatch(frequency -> frequency.k() == k
                            && frequency.relativeError() != null
                            && frequency.relativeError() <= error));
        }

        /** The measured frequencies, ascending. */
        double[] frequencies() {
            return cell().curve().stream()
                    .flatMap(point -> point.frequencies().stream())
                    .mapToDouble(CellRecord.Frequency::k)
                    .distinct()
                    .sorted()
                    .toArray();
        }

        double largestScale() {
            return Arrays.stream(cell().network().scales().values()).max().orElse(1);
        }

        private Optional<Integer> firstStep(Predicate<CellRecord.CurvePoint> reached) {
            return cell().curve().stream()
                    .filter(reached)
                    .map(CellRecord.CurvePoint::step)
                    .findFirst();
        }
    }

    /** The forms of the first contestant. */
    static Optional<Forms> of(Evidence evidence) {
        List<Form> forms = Entry.of(evidence.cells()).stream()
                .filter(entry ->
                        entry.contestant().equals(evidence.contestants().get(0)) && entry.testMse() != null)
                .map(Form::new)
                .filter(form -> form.cell().accuracy() != null)
                .toList();
        return forms.isEmpty() ? Optional.empty() : Optional.of(new Forms(forms));
    }

    Optional<Form> variant(Variant variant) {
        return forms.stream().filter(form -> form.cell().variant() == variant).findFirst();
    }

    List<Form> role(String role) {
        return forms.stream().filter(form -> form.cell().role().equals(role)).toList();
    }

    int steps() {
        return forms.get(0).cell().training().steps();
    }

    /** The last published test MSE for a variant of the task. */
    Optional<PublishedCurves.Point> published(String variant) {
        return PublishedCurves.of(forms.get(0).cell().task()).curves().stream()
                .filter(curve -> curve.variant().equals(variant))
                .map(curve -> curve.points().get(curve.points().size() - 1))
                .findFirst();
    }
}
