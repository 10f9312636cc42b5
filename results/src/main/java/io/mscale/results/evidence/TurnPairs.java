package io.mscale.results.evidence;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.Disturbance;
import io.mscale.record.cell.Timing;
import io.mscale.results.statistics.PairwiseComparison;
import io.mscale.results.statistics.TurnRatio;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares the step times of two lists of repeats: pair by pair where their workers took turns. */
public final class TurnPairs {

    private TurnPairs() {}

    /** The comparison, by turns if they decide, else by the median step of each repeat. */
    static PairwiseComparison compare(Entry a, Entry b) {
        return decide(a, b)
                ? PairwiseComparison.ofTurns(of(a, b), a.steps(), b.steps())
                : PairwiseComparison.of(a.steps(), b.steps());
    }

    /** Whether enough repeats of one took turns with repeats of the other for a test. */
    public static boolean decide(Entry a, Entry b) {
        return shared(a.ended(), b.ended()).size() >= PairwiseComparison.FEWEST_PAIRS;
    }

    /** Whether so many repeats took turns with each other that noise met both sides alike, whatever compares them. */
    public static boolean tookTurns(Entry a, Entry b) {
        return shared(a.ended(), b.ended()).size() >= PairwiseComparison.FEWEST_FORKS;
    }

    /** By which factor the steps of {@code a} and {@code b} differ, for each two repeats that took turns. */
    public static List<TurnRatio> of(Entry a, Entry b) {
        return of(a.ended(), b.ended());
    }

    /** By which factor the steps of a repeat of {@code a} and of one of {@code b} differ, for each two that took turns. */
    public static List<TurnRatio> of(List<CellRecord> a, List<CellRecord> b) {
        return shared(a, b).stream()
                .flatMap(pairs -> TurnRatio.of(pairs).stream())
                .toList();
    }

    /** The pairs of turns of each two repeats that have some. */
    private static List<List<TurnRatio.Pair>> shared(List<CellRecord> a, List<CellRecord> b) {
        Map<String, CellRecord> partners = new HashMap<>();
        for (CellRecord cell : b) {
            String together = together(cell);
            if (together != null) {
                partners.put(together, cell);
            }
        }
        List<List<TurnRatio.Pair>> shared = new ArrayList<>();
        for (CellRecord cell : a) {
            CellRecord partner = partners.get(String.valueOf(together(cell)));
            List<TurnRatio.Pair> pairs = partner == null ? List.of() : pairs(cell, partner);
            if (!pairs.isEmpty()) {
                shared.add(pairs);
            }
        }
        return shared;
    }

    /** What a cell's worker shared with those it took turns with; null if it took none or its times do not count. */
    private static @Nullable String together(CellRecord cell) {
        CellSpec.Turns turns = cell.measurement().turns();
        return turns == null || !CellMeasures.isTrusted(cell) ? null : turns.together();
    }

    private static List<TurnRatio.Pair> pairs(CellRecord a, CellRecord b) {
        Map<Integer, Timing.Turn> partners = new HashMap<>();
        turns(b).forEach(turn -> partners.put(turn.number(), turn));
        ToDoubleFunction<Timing.Turn> step = step(a, b);
        return turns(a).stream()
                .flatMap(turn -> Optional.ofNullable(partners.get(turn.number()))
                        .filter(partner -> step.applyAsDouble(turn) > 0 && step.applyAsDouble(partner) > 0)
                        .map(partner -> new TurnRatio.Pair(
                                step.applyAsDouble(turn),
                                step.applyAsDouble(partner),
                                Math.max(disturbing(a, turn), disturbing(b, partner))))
                        .stream())
                .toList();
    }

    /** What stands for a turn: its fast steps, or its median if one of the two cells is from before they were recorded. */
    private static ToDoubleFunction<Timing.Turn> step(CellRecord a, CellRecord b) {
        boolean haveFast = Stream.concat(turns(a).stream(), turns(b).stream()).allMatch(turn -> turn.fast() != null);
        return turn -> haveFast && turn.fast() != null ? turn.fast() : turn.step();
    }

    private static List<Timing.Turn> turns(CellRecord cell) {
        return cell.timing() == null ? List.of() : cell.timing().turns();
    }

    /** The processors that others took from a cell in a turn; 0 if it is unknown. */
    private static double disturbing(CellRecord cell, Timing.Turn turn) {
        Disturbance watched = MachineState.watched(cell);
        Disturbance.MachineUse machine = watched == null ? null : watched.machine();
        return turn.others() == null || watched == null || machine == null
                ? 0
                : MachineState.disturbing(turn.others(), watched.threads(), machine.processors());
    }
}
