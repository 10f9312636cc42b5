package io.mscale.report.change;

import io.mscale.record.cell.CellRecord;
import io.mscale.results.compare.Completion;
import io.mscale.results.number.Formats;
import java.util.List;

/** Describes in words whether cells still train to the end. */
final class CompletionTexts {

    private CompletionTexts() {}

    static String word(Completion.Change change) {
        return switch (change) {
            case NONE -> "no difference";
            case FAILS -> "fails";
            case FAILS_MORE -> "fails more often";
            case FAILS_LESS -> "fails less often";
            case FIXED -> "fixed";
            case FAILS_AS_BEFORE -> "fails as before";
            case INTERRUPTED -> "interrupted";
            case GONE -> "gone";
            case NEW -> "new";
            case NEW_AND_FAILS -> "new, fails";
        };
    }

    /** As in {@code 6 of 7 ok}; a dash if the run has none of them. */
    static String count(List<CellRecord> repeats, List<CellRecord> failed) {
        return repeats.isEmpty() ? Formats.MISSING : repeats.size() - failed.size() + " of " + repeats.size() + " ok";
    }

    static String before(Completion completion) {
        return count(completion.base(), completion.failedBefore());
    }

    static String now(Completion completion) {
        return count(completion.head(), completion.failedNow());
    }

    /** A sentence without its subject: {@code fails, 7 of 7 ok before, 0 of 7 ok now: crashed, out of memory}. */
    static String sentence(Completion completion) {
        return word(completion.change())
                + (completion.base().isEmpty() ? "" : ", " + before(completion) + " before")
                + (completion.head().isEmpty() ? "" : ", " + now(completion) + " now")
                + completion.reason().map(reason -> ": " + reason).orElse("");
    }
}
