package io.mscale.harness.bisect;

import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The search for the first bad one in a row of commits, of which some may be impossible to judge. The one before the
 * first is good, the last is bad; the search halves what is between.
 */
public final class Bisection {

    /** What was found out about a commit. */
    public enum Verdict {
        GOOD("good"),
        BAD("bad"),
        SKIPPED("skipped");

        private final String id;

        Verdict(String id) {
            this.id = id;
        }

        @Override
        public String toString() {
            return id;
        }
    }

    private final Set<Integer> skipped = new HashSet<>();
    private int lastGood = -1;
    private int firstKnownBad;

    /** Of so many commits, numbered from 0, oldest first. */
    public Bisection(int commits) {
        if (commits < 1) {
            throw new IllegalArgumentException("there is nothing between good and bad");
        }
        firstKnownBad = commits - 1;
    }

    /** The commit to be judged next; empty if the search has ended. */
    public OptionalInt next() {
        int middle = (lastGood + firstKnownBad) / 2;
        for (int distance = 0; distance < firstKnownBad - lastGood; distance++) {
            for (int candidate : new int[] {middle - distance, middle + distance}) {
                if (candidate > lastGood && candidate < firstKnownBad && !skipped.contains(candidate)) {
                    return OptionalInt.of(candidate);
                }
            }
        }
        return OptionalInt.empty();
    }

    /** Takes the verdict on a commit into account. */
    public void judged(int commit, Verdict verdict) {
        switch (verdict) {
            case GOOD -> lastGood = Math.max(lastGood, commit);
            case BAD -> firstKnownBad = Math.min(firstKnownBad, commit);
            case SKIPPED -> skipped.add(commit);
        }
    }

    /** The oldest commit that may be the first bad one. */
    public int oldestLeft() {
        return lastGood + 1;
    }

    /** The newest commit that may be the first bad one; it is bad. */
    public int newestLeft() {
        return firstKnownBad;
    }

    /** Whether only one commit is left. */
    public boolean isFound() {
        return oldestLeft() == newestLeft();
    }
}
