package io.mscale.results.gate;

import io.mscale.results.compare.CellKey;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a project has agreed on for single cells: other thresholds, and regressions that it accepts for a while.
 *
 * @param source the file they are from; empty if there is none
 * @param thresholds the last that matches counts
 * @param waivers the first that matches counts
 * @param today the day in UTC, by which waivers expire
 */
public record Rules(String source, List<Threshold> thresholds, List<Waiver> waivers, LocalDate today) {

    /** Nothing of the kind. */
    public static final Rules NONE = new Rules("", List.of(), List.of(), LocalDate.EPOCH);

    public Rules {
        thresholds = List.copyOf(thresholds);
        waivers = List.copyOf(waivers);
    }

    /**
     * Cells by backend, device, task and variant, as in {@code ejml cpu fit1d multi}, whatever their other settings; {@code *}
     * stands for any text.
     *
     * @param text what was written
     */
    public record CellPattern(String text) {

        public boolean matches(CellKey cell) {
            String pattern =
                    Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            return Pattern.matches(pattern, cell.toString());
        }
    }

    /**
     * The difference of a metric that is accepted for some cells.
     *
     * @param accept relative: 0.1 is ten per cent
     */
    public record Threshold(CellPattern cells, Check.Kind kind, double accept) {}

    /**
     * A regression that is accepted.
     *
     * @param reason why
     * @param until the last day on which it is
     */
    public record Waiver(CellPattern cells, Check.Kind kind, String reason, LocalDate until) {

        public Waiver {
            Objects.requireNonNull(reason, "reason");
        }

        boolean isFor(Check check) {
            return kind == check.kind() && cells.matches(check.key());
        }
    }

    /** The difference of a cell's metric that is accepted; empty if there is no rule for it. */
    Optional<Double> threshold(CellKey cell, Check.Kind kind) {
        return thresholds.stream()
                .filter(rule -> rule.kind() == kind && rule.cells().matches(cell))
                .reduce((first, last) -> last)
                .map(Threshold::accept);
    }

    /** The thresholds that are about some of these cells. */
    public List<Threshold> thresholdsOf(List<CellKey> cells) {
        return thresholds.stream()
                .filter(rule -> cells.stream().anyMatch(rule.cells()::matches))
                .toList();
    }

    /** The patterns that match none of these cells, as they were written: mistyped, or of cells that are gone. */
    List<String> unmatched(List<CellKey> cells) {
        return Stream.concat(
                        thresholds.stream().map(Threshold::cells),
                        waivers.stream().map(Waiver::cells))
                .filter(pattern -> cells.stream().noneMatch(pattern::matches))
                .map(CellPattern::text)
                .distinct()
                .toList();
    }

    /** The check as it counts: a regression that is waived passes, and one whose waiver has expired says so. */
    Check applied(Check check) {
        if (check.outcome() != Outcome.REGRESSION) {
            return check;
        }
        Optional<Waiver> valid = waivers.stream()
                .filter(waiver -> waiver.isFor(check) && !today.isAfter(waiver.until()))
                .findFirst();
        if (valid.isPresent()) {
            return check.waived(valid.get());
        }
        return waivers.stream()
                .filter(waiver -> waiver.isFor(check))
                .findFirst()
                .map(expired -> check.because("its waiver expired on " + expired.until() + ": " + expired.reason()))
                .orElse(check);
    }
}
