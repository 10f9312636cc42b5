package io.mscale.report.jmh;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java runtime as JMH names it.
 *
 * @param vmName the virtual machine's name
 * @param vmVersion its version with the build
 * @param version the version without the build
 */
record JavaRuntime(String vmName, String vmVersion, String version) {

    private static final Pattern NAME_AND_VERSION = Pattern.compile("(.*) (\\d\\S*)");
    private static final Pattern BUILD = Pattern.compile("\\+.*");

    /** Splits a record's name of the runtime into name and version; the version is empty if there is none. */
    static JavaRuntime of(String jvm) {
        Matcher parts = NAME_AND_VERSION.matcher(jvm);
        if (!parts.matches()) {
            return new JavaRuntime(jvm, "", "");
        }
        String vmVersion = parts.group(2);
        return new JavaRuntime(
                parts.group(1), vmVersion, BUILD.matcher(vmVersion).replaceFirst(""));
    }
}
