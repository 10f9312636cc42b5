package io.mscale.harness.cli;

import io.mscale.harness.UsageException;
import java.util.List;
import java.util.Set;

/**
 * Words without content, as an unset variable of a shell leaves them: {@code --out "$DIR"}. No option takes one for a value
 * and no command for an argument; many would take it for the current folder, or keep it.
 */
final class BlankWords {

    private BlankWords() {}

    /**
     * Nothing, if there is none.
     *
     * @param withValue the options that take a value
     * @throws UsageException if there is one; it names the option
     */
    static void reject(Set<String> withValue, List<String> arguments) {
        int positional = 0;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            String name = argument.split("=", 2)[0];
            if (!withValue.contains(name)) {
                positional += argument.startsWith("-") ? 0 : 1;
                rejectWord("argument " + positional, argument);
            } else if (!argument.equals(name)) {
                rejectWord(name + ": its value", argument.substring(name.length() + 1));
            } else if (i + 1 < arguments.size()) {
                i++;
                rejectWord(name + ": its value", arguments.get(i));
            }
        }
    }

    /**
     * Nothing, if the word says something.
     *
     * @param what what the word is, the subject of a sentence
     * @throws UsageException if it does not
     */
    static void rejectWord(String what, String word) {
        if (word.isBlank()) {
            throw new UsageException(what + (word.isEmpty() ? " is empty" : " is blank"));
        }
    }
}
