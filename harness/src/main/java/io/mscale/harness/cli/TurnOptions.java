package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.Parameters;
import io.mscale.api.option.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the workers that are compared take turns. */
@Parameters(separators = "=")
public final class TurnOptions {

    static final String NAME = "--turns";

    private static final String OFF = "off";

    /** Long compared with a step and with waking a worker up, short compared with what disturbs machines. */
    private static final double STANDARD_SECONDS = 0.5;

    /** A bound against typing errors: in a minute machines change. */
    private static final double LONGEST_SECONDS = 60;

    /** 0 means none. */
    @Parameter(names = NAME)
    private @Nullable Double turns;

    /** The seconds of the option's value: 0 for {@code off}. */
    static double parse(String text) {
        if (text.equals(OFF)) {
            return 0;
        }
        try {
            double seconds = Numbers.positive(text);
            if (seconds <= LONGEST_SECONDS) {
                return seconds;
            }
        } catch (IllegalArgumentException e) {
            // told below, with what there is
        }
        throw new IllegalArgumentException("'" + text + "' is no length of a turn: off, or a number of seconds up to "
                + (int) LONGEST_SECONDS + ", as in 0.5");
    }

    /** The words with a value for the option where it has none. */
    static List<String> withValue(List<String> words) {
        List<String> result = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            boolean isLast = i + 1 == words.size();
            boolean hasNone =
                    words.get(i).equals(NAME) && (isLast || words.get(i + 1).startsWith("--"));
            result.add(hasNone ? NAME + "=" + STANDARD_SECONDS : words.get(i));
        }
        return result;
    }

    /** Whether the user asked for turns. */
    boolean areWanted() {
        return turns != null && turns > 0;
    }

    /**
     * The least training time of a turn in seconds; empty if there are none.
     *
     * @param isStandard whether there are turns if the user says nothing
     */
    Optional<Double> seconds(boolean isStandard) {
        Double chosen = turns == null && isStandard ? Double.valueOf(STANDARD_SECONDS) : turns;
        return Optional.ofNullable(chosen).filter(seconds -> seconds > 0);
    }
}
