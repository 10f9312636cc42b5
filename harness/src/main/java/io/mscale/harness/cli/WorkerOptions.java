package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.Parameters;
import io.mscale.api.WorkerSettings;
import io.mscale.harness.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The user's settings for worker processes: environment variables and Java options. Recorded with every cell. */
@Parameters(separators = "=")
public final class WorkerOptions {

    /** Sets a variable in a worker's environment. */
    public static final String ENVIRONMENT = "--worker-env";

    /** Adds Java options to a worker's command line. */
    public static final String JAVA = "--worker-java-options";

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern WORD = Pattern.compile("\\s*((?:[^\\s\"']|\"[^\"]*\"|'[^']*')+)");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");

    @Parameter(names = ENVIRONMENT, splitter = TaskOptions.Whole.class)
    private List<String> variables = new ArrayList<>();

    @Parameter(names = JAVA, splitter = TaskOptions.Whole.class)
    private List<String> javaOptions = new ArrayList<>();

    /** The user's settings; {@code shell} supplies variables named without a value. */
    public WorkerSettings settings(Map<String, String> shell) {
        return new WorkerSettings(
                javaOptions.stream()
                        .flatMap(text -> UsageException.naming(JAVA, () -> words(text)).stream())
                        .toList(),
                environment(shell));
    }

    /** Arguments that reproduce a run in any shell: variables passed through by name get their values. */
    public static List<String> withValues(List<String> arguments, Map<String, String> shell) {
        List<String> words = new ArrayList<>(arguments);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals(ENVIRONMENT) && i + 1 < words.size()) {
                words.set(i + 1, withValue(words.get(i + 1), shell));
            } else if (word.startsWith(ENVIRONMENT + "=")) {
                words.set(i, ENVIRONMENT + "=" + withValue(word.substring(ENVIRONMENT.length() + 1), shell));
            }
        }
        return words;
    }

    private static String withValue(String variable, Map<String, String> shell) {
        return variable.contains("=") ? variable : variable + "=" + shell.get(variable);
    }

    private Map<String, String> environment(Map<String, String> shell) {
        Map<String, String> environment = new TreeMap<>();
        for (String variable : variables) {
            int equals = variable.indexOf('=');
            String name = equals < 0 ? variable : variable.substring(0, equals);
            if (!NAME.matcher(name).matches()) {
                throw new UsageException(ENVIRONMENT + ": '" + variable
                        + "' is neither NAME=VALUE nor NAME; a name is letters, digits and _");
            }
            String value = equals < 0 ? shell.get(name) : variable.substring(equals + 1);
            if (value == null) {
                throw new UsageException(ENVIRONMENT + ": '" + name
                        + "' is not set in this environment, so that there is nothing to let through; write " + name
                        + "=VALUE");
            }
            if (environment.put(name, value) != null) {
                throw new UsageException(ENVIRONMENT + ": '" + name + "' is given more than once");
            }
        }
        return environment;
    }

    /** Splits a text at blanks like a shell: text between single or double quotes is part of one word. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        String stripped = text.strip();
        Matcher matcher = WORD.matcher(stripped);
        int end = 0;
        while (matcher.find(end) && matcher.start() == end) {
            words.add(QUOTED.matcher(matcher.group(1))
                    .replaceAll(quoted ->
                            Matcher.quoteReplacement(quoted.group(1) == null ? quoted.group(2) : quoted.group(1))));
            end = matcher.end();
        }
        if (end < stripped.length()) {
            throw new IllegalArgumentException("a quote is not closed in: " + text);
        }
        return words;
    }
}
