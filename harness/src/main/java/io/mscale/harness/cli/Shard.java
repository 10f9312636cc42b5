package io.mscale.harness.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of several parts of a plan, numbered from 1. */
public record Shard(int index, int count) {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,4})/([0-9]{1,4})");

    /** Parses the notation users type, as in {@code 2/5}. */
    static Shard parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no shard; write which of how many, as in 2/5");
        }
        Shard shard = new Shard(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
        if (shard.index < 1 || shard.index > shard.count) {
            int last = Math.max(1, shard.count);
            throw new IllegalArgumentException(
                    "'" + text + "' is no shard; the first is 1/" + last + ", the last " + last + "/" + last);
        }
        return shard;
    }
}
