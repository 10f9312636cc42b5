package io.mscale.harness.template;

import java.util.Collection;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Gives a template's text and file names another name, in all its forms. */
final class Renaming implements UnaryOperator<String> {

    private static final Pattern WORD = Pattern.compile("\\w+");

    private final PluginName from;
    private final PluginName to;
    private final Pattern forms;

    Renaming(PluginName from, PluginName to) {
        this.from = from;
        this.to = to;
        // In packages, which are folders too; as an id; as an identifier; at the beginning of a class's name.
        forms = Pattern.compile("(?<package>(?<=\\borg[./]example[./])" + from.flat() + "\\b)"
                + "|(?<id>\\b" + from.id() + "\\b)"
                + "|(?<identifier>\\b" + from.snake() + "\\b)"
                + "|(?<class>\\b" + from.pascal() + "(?=[A-Z]|\\b))");
    }

    @Override
    public String apply(String text) {
        return forms.matcher(text).replaceAll(this::form);
    }

    private String form(MatchResult match) {
        // MatchResult has no named groups in Java 17.
        if (match.group(1) != null) {
            return to.flat();
        }
        if (match.group(2) != null) {
            return to.id();
        }
        return match.group(3) == null ? to.pascal() : to.snake();
    }

    /**
     * Checks that no class gets a name that the template uses for something else, such as {@code MscaleBackend}.
     *
     * @param texts all text of the template
     * @throws IllegalArgumentException if one does
     */
    void requireDistinct(Collection<String> texts) {
        Set<String> words = texts.stream()
                .flatMap(text -> WORD.matcher(text).results().map(MatchResult::group))
                .collect(Collectors.toSet());
        for (String word : words) {
            String renamed = apply(word);
            if (word.startsWith(from.pascal()) && !renamed.equals(word) && words.contains(renamed)) {
                throw new IllegalArgumentException(
                        "'" + to.id() + "' cannot be the name of this plug-in: it uses a class named " + renamed);
            }
        }
    }
}
