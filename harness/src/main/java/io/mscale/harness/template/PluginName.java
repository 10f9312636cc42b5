package io.mscale.harness.template;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * A plug-in's id, and the forms that it takes where an id is not allowed.
 *
 * @param id words of lower-case letters and digits, joined by hyphens
 */
public record PluginName(String id) {

    /** Begins with a letter, as crates, packages and classes must. */
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** A name; one of another form is an {@link IllegalArgumentException}. */
    public PluginName {
        if (!FORM.matcher(id).matches()) {
            throw new IllegalArgumentException("'" + id + "' is not a valid plug-in name: lower-case letters, digits"
                    + " and single hyphens, a letter first, as in my-plugin");
        }
        if (SourceVersion.isKeyword(id.replace("-", ""))) {
            throw new IllegalArgumentException(
                    "'" + id + "' is not a valid plug-in name: it is reserved in Java, so no package can have it");
        }
    }

    /** The beginning of Java classes' names: {@code MyPlugin}. */
    String pascal() {
        return Arrays.stream(id.split("-", -1))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** An identifier in other languages: {@code my_plugin}. */
    String snake() {
        return id.replace('-', '_');
    }

    /** The last part of Java packages: {@code myplugin}. */
    String flat() {
        return id.replace("-", "");
    }
}
