package io.mscale.api.network;

import java.util.Collections;
import java.util.List;

/**
 * The interval that each input comes from. Features that are not trained see it as [-1, 1]: an input x as
 * u = (x - centre) / halfWidth.
 *
 * @param lower the lower end for each input
 * @param upper the upper end for each input, greater than the lower
 */
public record InputRange(List<Double> lower, List<Double> upper) {

    public InputRange {
        lower = List.copyOf(lower);
        upper = List.copyOf(upper);
    }

    /** [-1, 1] for every input: u = x. */
    public static InputRange unit(int inputs) {
        return new InputRange(Collections.nCopies(inputs, -1.0), Collections.nCopies(inputs, 1.0));
    }

    /** The middle of an input's interval. */
    double centre(int input) {
        return lower.get(input) / 2 + upper.get(input) / 2;
    }

    /** Half the length of an input's interval. */
    double halfWidth(int input) {
        return upper.get(input) / 2 - lower.get(input) / 2;
    }
}
