package io.mscale.tasks.pde;

import io.mscale.api.option.Numbers;
import io.mscale.api.pde.Ball;
import io.mscale.api.task.TaskOption;
import java.util.Arrays;
import java.util.List;

/** The round holes that a user chose: none, three that come with the program, or a list {@code x:y:radius,...}. */
final class Holes {

    static final String NAME = "holes";

    private static final String NONE = "none";
    private static final String THREE = "three";

    /** Of different sizes, and none of them where the other's mirror image is. */
    private static final List<Ball> BUILT_IN = List.of(
            new Ball(List.of(-0.5, -0.5), 0.2), new Ball(List.of(0.5, 0.4), 0.3), new Ball(List.of(-0.3, 0.6), 0.1));

    private Holes() {}

    static TaskOption option() {
        return new TaskOption(
                NAME,
                "NAME|LIST",
                NONE + ", " + THREE + ", or X:Y:RADIUS,... apart from each other and within the square",
                NONE);
    }

    static List<Ball> parse(String text) {
        return switch (text) {
            case NONE -> List.of();
            case THREE -> BUILT_IN;
            default -> Arrays.stream(text.split(",", -1)).map(Holes::ball).toList();
        };
    }

    private static Ball ball(String text) {
        String[] numbers = text.split(":", -1);
        if (numbers.length != 3) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a hole X:Y:RADIUS, as 0.5:0.4:0.3; allowed also: " + NONE + ", " + THREE);
        }
        return new Ball(List.of(Numbers.finite(numbers[0]), Numbers.finite(numbers[1])), Numbers.finite(numbers[2]));
    }
}
