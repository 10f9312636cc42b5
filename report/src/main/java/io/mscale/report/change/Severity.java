package io.mscale.report.change;

import io.mscale.results.compare.Completion;
import io.mscale.results.gate.Check;
import io.mscale.results.statistics.Decision;
import java.util.Optional;

/** How much a change matters to who maintains the program, the most first: the order of tables, and their colours. */
public enum Severity {
    /** A gate fails because of it. */
    REGRESSION("regression"),
    /** A gate cannot decide because of it. */
    UNDECIDED("undecided"),
    /** Worse, without being a regression. */
    WORSE("worse"),
    /** Better. */
    BETTER("better"),
    /** Nothing can be said of it, and no gate asks. */
    UNKNOWN("unknown"),
    /** Nothing changed. */
    NONE("");

    private final String style;

    Severity(String style) {
        this.style = style;
    }

    /** The class of the style sheet; empty where the page's own colours do. */
    public String style() {
        return style;
    }

    /** Whether it is a change, or keeps a gate from passing. */
    public boolean isNotable() {
        return compareTo(UNKNOWN) < 0;
    }

    /** Of what is compared, as the gate judged it if it did. */
    static Severity of(Decision decision, Optional<Check> check) {
        return of(
                check,
                switch (decision) {
                    case SLOWER -> WORSE;
                    case FASTER -> BETTER;
                    case CANNOT_DECIDE -> UNKNOWN;
                    case NO_DIFFERENCE -> NONE;
                });
    }

    /** Of what became of a cell, as the gate judged it if it did. */
    static Severity of(Completion.Change change, Optional<Check> check) {
        return of(
                check,
                switch (change) {
                    case FAILS, FAILS_MORE, NEW_AND_FAILS -> WORSE;
                    case FIXED, FAILS_LESS -> BETTER;
                    case FAILS_AS_BEFORE, INTERRUPTED, GONE, NEW -> UNKNOWN;
                    case NONE -> NONE;
                });
    }

    private static Severity of(Optional<Check> check, Severity otherwise) {
        return check.map(one -> switch (one.outcome()) {
                    case REGRESSION -> REGRESSION;
                    case UNDECIDED -> UNDECIDED;
                    case PASS -> otherwise;
                })
                .orElse(otherwise);
    }
}
