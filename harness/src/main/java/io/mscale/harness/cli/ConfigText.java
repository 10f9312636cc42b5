package io.mscale.harness.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a command's options as a file for {@code --config}, so that they can be changed and given again. */
public final class ConfigText {

    /** Where a run goes and what is shown are not the experiment's. */
    private static final Set<String> NOT_KEPT =
            Set.of("--out", "--resume", "--quiet", "--verbose", "--no-color", ConfigFile.OPTION);

    /** Their values are absolute in the file: it may be used from another folder. */
    private static final Set<String> PLACES =
            Set.of("--data", "--image", KeepOptions.FROM, BackendsCommand.FOLDER, TaskOptions.FOLDER);

    private ConfigText() {}

    /**
     * The text of the file.
     *
     * @param words the words of the command line, the file's included
     */
    public static String of(Command command, List<String> words) {
        List<String> own = NoiseOptions.withValue(CommandLine.without(command, NOT_KEPT, CommandLine.own(words)));
        Set<String> switches = CommandLine.switches(command.getClass());
        Map<String, List<String>> options = new LinkedHashMap<>();
        StringBuilder positional = new StringBuilder();
        for (int i = 0; i < own.size(); i++) {
            String word = own.get(i);
            String name = CommandLine.name(word);
            List<String> values = options.computeIfAbsent(name, key -> new ArrayList<>());
            if (!word.startsWith("--")) {
                options.remove(name);
                positional.append(' ').append(word);
            } else if (!switches.contains(name)) {
                String value = word.equals(name) ? own.get(++i) : word.substring(name.length() + 1);
                values.add(PLACES.contains(name) ? absolute(value) : value);
            }
        }
        return "# The options of this run. To run them again, changed or not: java -jar harness.jar"
                + (positional.isEmpty() ? " run" : positional) + " --config FILE\n"
                + options.entrySet().stream()
                        .map(option -> option.getKey().substring(2) + " = " + value(option.getKey(), option.getValue()))
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String value(String option, List<String> values) {
        if (values.isEmpty()) {
            return "true";
        }
        List<String> quoted = values.stream().map(ConfigText::quoted).toList();
        return quoted.size() == 1 && !ConfigFile.isPair(option)
                ? quoted.get(0)
                : quoted.stream().collect(Collectors.joining(", ", "[", "]"));
    }

    private static String absolute(String place) {
        Path path = Path.of(place);
        return Files.exists(path) ? path.toAbsolutePath().toString() : place;
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
