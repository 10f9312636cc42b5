package io.mscale.report.html;

import io.mscale.results.history.Baselines;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the page of a history tells besides its trends.
 *
 * @param notes remarks on the history's files, a line each
 * @param baselines the names of runs
 * @param commits where commits can be looked at; empty if that is unknown
 */
public record TrendRemarks(List<String> notes, Baselines.Names baselines, Optional<CommitUrl> commits) {

    public TrendRemarks {
        notes = List.copyOf(notes);
    }

    /** Remarks on files only. */
    public static TrendRemarks of(List<String> notes) {
        return new TrendRemarks(notes, new Baselines.Names(Map.of(), Map.of()), Optional.empty());
    }
}
