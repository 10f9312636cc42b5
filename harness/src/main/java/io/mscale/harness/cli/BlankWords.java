package io.mscale.harness.cli;

import io.mscale.harness.UsageException;
import java.util.List;
import java.util.Set;

/**
 * Rejects blank words, such as an unset shell variable leaves behind: {@code --out "$DIR"}. No option or argument may
 * be blank; many would otherwise be read as the current folder.
 */
final class BlankWords {

    private BlankWords() {}

    /**
     * Checks a command line.
     *
     * @param withValue the options that take a value
     * @throws UsageException if a word is blank; the message names the option
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
     * Checks one word.
     *
     * @param what the word's name, used as the subject of the message
     * @throws UsageException if the word is blank
     */
    static void rejectWord(String what, String word) {
        if (word.isBlank()) {
            throw new UsageException(what + (word.isEmpty() ? " is empty" : " is blank"));
        }
    }
}
