package io.mscale.harness.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several parts of a plan.
 *
 * @param index the part's number, from 1
 * @param count the number of parts
 */
public record Shard(int index, int count) {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,4})/([0-9]{1,4})");

    public Shard {
        if (index < 1 || index > count) {
            throw new IllegalArgumentException("there is no shard " + index + " of " + count);
        }
    }

    static Shard parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no shard; write which of how many, as in 2/5");
        }
        int index = Integer.parseInt(form.group(1));
        int count = Integer.parseInt(form.group(2));
        if (index < 1 || index > count) {
            throw new IllegalArgumentException("'" + text + "' is no shard; the first is 1/" + Math.max(1, count)
                    + ", the last " + Math.max(1, count) + "/" + Math.max(1, count));
        }
        return new Shard(index, count);
    }

    /** The notation users type, as in {@code 2/5}. */
    @Override
    public String toString() {
        return index + "/" + count;
    }
}
