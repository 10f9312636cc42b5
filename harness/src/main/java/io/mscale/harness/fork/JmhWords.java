package io.mscale.harness.fork;

import java.util.List;
import java.util.function.Predicate;

/**
 * The user's arguments for JMH.
 *
 * @param jvmOptions system properties for the JVM that JMH runs in; its forks inherit them
 * @param options JMH's own options
 */
public record JmhWords(List<String> jvmOptions, List<String> options) {

    public JmhWords {
        jvmOptions = List.copyOf(jvmOptions);
        options = List.copyOf(options);
    }

    /**
     * Separates system properties from options, because some of JMH's settings are properties, such as
     * {@code -Djmh.ignoreLock=true}.
     */
    public static JmhWords of(List<String> words) {
        // A bare -D, or one with a blank, is not a property; JMH rejects it.
        Predicate<String> isProperty = word -> word.matches("-D[^=\\s]+(=.*)?");
        return new JmhWords(
                words.stream().filter(isProperty).toList(),
                words.stream().filter(isProperty.negate()).toList());
    }

    /** Whether the user gave no arguments. */
    public boolean isEmpty() {
        return jvmOptions.isEmpty() && options.isEmpty();
    }
}
