package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.Parameters;
import io.mscale.api.Device;
import io.mscale.api.option.Numbers;
import io.mscale.harness.UsageException;
import io.mscale.record.cell.TimingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is done about a noisy machine: workers that are compared take turns, and disturbed cells are measured again. */
@Parameters(separators = "=")
public final class NoiseOptions {

    static final String TURNS = "--turns";

    private static final String OFF = "off";

    /** Long compared with a step and with waking a worker up, short compared with what disturbs machines. */
    private static final double STANDARD_SECONDS = 0.5;

    /** A bound against typing errors: in a minute machines change. */
    private static final double LONGEST_SECONDS = 60;

    /** Repeats from which on backends are compared by a test. */
    private static final int FEWEST_TESTED = 4;

    /** How often a disturbed cell is measured again if the user says nothing. */
    private static final int STANDARD_RETRIES = 1;

    /** Nobody wants to wait for that twice without having asked for it. */
    private static final double LONGEST_RETRIED_SECONDS = 600;

    /** 0 means none. */
    @Parameter(names = TURNS)
    private @Nullable Double turns;

    @Parameter(names = "--retry-disturbed")
    private @Nullable Integer retries;

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

    /** The words with a value for the option where it has none, as a word of its own. */
    static List<String> withValue(List<String> words) {
        List<String> result = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean isLast = i + 1 == words.size();
            if (word.equals(TURNS) && (isLast || words.get(i + 1).startsWith("--"))) {
                result.addAll(List.of(TURNS, Double.toString(STANDARD_SECONDS)));
            } else if (word.startsWith(TURNS + "=")) {
                result.addAll(List.of(TURNS, word.substring(TURNS.length() + 1)));
            } else {
                result.add(word);
            }
        }
        return result;
    }

    /** How often a cell that was measured on a disturbed machine is measured again at most. */
    public int retries() {
        return retries == null ? STANDARD_RETRIES : retries;
    }

    /** Training time of cells above which they are measured again only if the user says so, in seconds. */
    public double longestRetriedSeconds() {
        return retries == null ? LONGEST_RETRIED_SECONDS : Double.POSITIVE_INFINITY;
    }

    /**
     * The least training time of a turn in seconds; empty if workers are trained one after another. If the user says nothing,
     * there are turns wherever step times are compared by a test, on the processor.
     *
     * @param backends how many are compared
     */
    Optional<Double> turnSeconds(RunOptions run, int backends) {
        boolean isCompared = run.alternates() || run.selfCheck() || backends > 1;
        boolean isTimed = run.timing() != TimingMode.NONE;
        if (turns == null) {
            boolean isTested = run.alternates() || run.selfCheck() || run.repeats() >= FEWEST_TESTED;
            return isCompared && isTested && isTimed && run.device().kind() == Device.Kind.CPU
                    ? Optional.of(STANDARD_SECONDS)
                    : Optional.empty();
        }
        if (turns > 0 && !isTimed) {
            throw new UsageException(TURNS + ": with --timing none there are no times to compare");
        }
        if (turns > 0 && !isCompared) {
            throw new UsageException(TURNS
                    + ": one backend has nobody to take turns with; name several with --backend, or --self-check");
        }
        return Optional.of(turns).filter(seconds -> seconds > 0);
    }
}
