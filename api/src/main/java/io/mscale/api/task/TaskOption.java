package io.mscale.api.task;

/**
 * An option of a task, for {@code list tasks} and for answers to wrong values.
 *
 * @param name as users write it after two dashes: lower-case letters, digits and hyphens
 * @param value what stands for its value in a listing, such as FILE or 1..5
 * @param meaning what it decides, one line
 * @param standard the value when the user gives none; empty if the task then decides, or cannot do without
 */
public record TaskOption(String name, String value, String meaning, String standard) {

    public TaskOption {
        if (!name.matches("[a-z0-9][a-z0-9-]*")) {
            throw new IllegalArgumentException(
                    "the option '" + name + "' is not lower-case letters, digits and hyphens");
        }
    }
}
