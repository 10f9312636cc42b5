package io.mscale.results.evidence;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.task.Preset;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.Continuation;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The conditions of a comparison: cells of the same contest differ only in contestant and repeat.
 *
 * @param variant the variant of the network, with its setting where a run has several
 * @param terms everything else that must be equal
 */
public record Contest(Device device, String task, String variant, Terms terms) {

    /**
     * The conditions under which two times are comparable: machine, training and task options. The seed is left out
     * because it changes from repeat to repeat.
     *
     * @param start the parameters that it starts from, if they are another training's
     */
    public record Terms(
            String machine,
            Preset preset,
            Precision precision,
            CellSpec.Network network,
            CellSpec.Training training,
            Map<String, String> taskOptions,
            String start) {

        public Terms {
            taskOptions = Map.copyOf(taskOptions);
        }

        /** Returns the terms of a cell; a task's files are identified by digest. */
        public static Terms of(String machine, CellRecord cell) {
            return new Terms(
                    machine,
                    cell.preset(),
                    cell.precision(),
                    cell.network(),
                    cell.training(),
                    cell.taskSettings().content(),
                    start(cell));
        }

        private static String start(CellRecord cell) {
            Continuation before = cell.continues();
            return before == null
                    ? "initial parameters"
                    : before.backend() + "'s after " + before.steps() + " steps" + (before.moments() ? "" : ", afresh")
                            + ", sha256:" + before.parametersSha256();
        }

        /** Returns the names of the terms that differ; empty if all are equal. */
        public static List<String> differences(List<Terms> terms) {
            return Stream.of(
                            difference("machine", terms, Terms::machine),
                            difference("preset", terms, Terms::preset),
                            difference("precision", terms, Terms::precision),
                            difference("network", terms, Terms::network),
                            difference("training", terms, Terms::training),
                            difference("task options", terms, Terms::taskOptions),
                            difference("start", terms, Terms::start))
                    .flatMap(List::stream)
                    .toList();
        }

        private static List<String> difference(String name, List<Terms> terms, Function<Terms, Object> term) {
            return terms.stream().map(term).distinct().count() > 1 ? List.of(name) : List.of();
        }
    }

    public static Contest of(ReportedCell reported) {
        CellRecord cell = reported.cell();
        return new Contest(cell.device(), cell.task(), cell.form(), Terms.of(reported.machine(), cell));
    }

    @Override
    public String toString() {
        return device + " " + task + " " + variant;
    }
}
