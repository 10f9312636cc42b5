package io.mscale.harness.fork;

import java.util.List;
import java.util.function.Predicate;

/**
 * What the user gives JMH.
 *
 * @param jvmOptions system properties for the JVM that JMH runs in; its forks inherit them
 * @param options JMH's own options
 */
public record JmhWords(List<String> jvmOptions, List<String> options) {

    public JmhWords {
        jvmOptions = List.copyOf(jvmOptions);
        options = List.copyOf(options);
    }

    /** Sorts the words: JMH has settings that are system properties, such as {@code -Djmh.ignoreLock=true}. */
    public static JmhWords of(List<String> words) {
        // -D alone, or with a blank, is no property: JMH says so.
        Predicate<String> isProperty = word -> word.matches("-D[^=\\s]+(=.*)?");
        return new JmhWords(
                words.stream().filter(isProperty).toList(),
                words.stream().filter(isProperty.negate()).toList());
    }

    /** Whether the user left everything to the program. */
    public boolean isEmpty() {
        return jvmOptions.isEmpty() && options.isEmpty();
    }
}
