package io.mscale.record.run;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java runtime by name and version. The name of the virtual machine and the feature version decide the compiler of the
 * measured code; a patch seldom changes it.
 *
 * @param name the virtual machine's name, with {@code jvmci} if it has Graal's compiler
 * @param feature the feature version, such as {@code 17}; empty if the version has none
 * @param version the full version, with the vendor's suffix
 */
public record JavaRuntime(String name, String feature, String version) {

    /** As in {@code OpenJDK 64-Bit Server VM 17.0.15+6-Debian-1deb12u1}. */
    private static final Pattern FORM = Pattern.compile("(.*?) ?((\\d{1,5})(?:[.+_-]\\S*)?)");

    private static final String GRAAL = "jvmci";

    /** Parses the description in a record; one of another form is all name. */
    public static JavaRuntime parse(String jvm) {
        Matcher matcher = FORM.matcher(jvm);
        if (!matcher.matches()) {
            return new JavaRuntime(jvm, "", "");
        }
        String version = matcher.group(2);
        return new JavaRuntime(
                matcher.group(1) + (version.contains(GRAAL) ? " " + GRAAL : ""), matcher.group(3), version);
    }

    /** Whether times of both count as measured alike: patches and vendors' builds aside. */
    public boolean isLike(JavaRuntime other) {
        return toString().equals(other.toString());
    }

    /** Name and feature version. */
    @Override
    public String toString() {
        return (name + " " + feature).strip();
    }
}
