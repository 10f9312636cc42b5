package io.mscale.harness.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.mscale.api.option.Names;
import io.mscale.harness.UsageException;
import io.mscale.record.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Options in a TOML file, with the names that they have on the command line:
 *
 * <pre>
 *   backend = ["djl", "ejml"]
 *   steps = 300
 *   turns = true
 * </pre>
 *
 * They become words of the command line, except those that it has itself.
 */
final class ConfigFile {

    /** The option that names the file. */
    static final String OPTION = "--config";

    /** They say where a run goes or what is shown, and make sense on a command line only. */
    private static final Set<String> NOT_HERE = Set.of(OPTION, "--resume", "--help", "-h", "--version");

    /** Each value is an option of its own. */
    private static final Set<String> PAIRS = Set.of(TaskOptions.GENERIC, "--worker-env");

    private final Path file;
    private final Command command;
    private final String id;

    private ConfigFile(Path file, Command command, String id) {
        this.file = file;
        this.command = command;
        this.id = id;
    }

    /**
     * A command line with what its file says.
     *
     * @param words all words, the file's before the command line's own
     * @param options the options that the file gave
     * @param file as the user wrote it; empty if there is none
     */
    record Expanded(List<String> words, Set<String> options, String file) {

        /** What is wrong with an option, as the file's mistake if the option is from there. */
        UsageException blamed(UsageException e) {
            String message = String.valueOf(e.getMessage());
            return options.stream()
                    .filter(option -> message.startsWith(option + ":"))
                    .findFirst()
                    .map(option -> new UsageException(OPTION + ": '" + file + "': " + message.substring(2)))
                    .orElse(e);
        }
    }

    /** The words of a command line with those of the file that it names. */
    static Expanded expanded(Command command, String id, List<String> arguments) {
        List<String> own = CommandLine.own(arguments);
        Set<String> given = own.stream().map(CommandLine::name).collect(Collectors.toSet());
        List<String> files = RecordedWords.values(own, OPTION);
        files.forEach(each -> CommandLine.rejectBlank(OPTION + ": its value", each));
        if (files.size() > 1) {
            throw new UsageException(OPTION + ": given more than once");
        }
        Optional<String> file = files.stream().findFirst();
        if (file.isEmpty() || !CommandLine.optionNames(command).contains(OPTION)) {
            return new Expanded(arguments, Set.of(), "");
        }
        if (given.contains("--resume")) {
            throw new UsageException(OPTION + " cannot stand beside --resume: the plan is the old run's own");
        }
        List<String> words = new ArrayList<>(CommandLine.without(command, Set.of(OPTION), own));
        Map<String, List<String>> options = new ConfigFile(Path.of(file.get()), command, id).options();
        options.keySet().removeAll(given);
        int place = words.isEmpty() || words.get(0).startsWith("-") ? 0 : 1;
        words.addAll(place, options.values().stream().flatMap(List::stream).toList());
        words.addAll(arguments.subList(own.size(), arguments.size()));
        return new Expanded(List.copyOf(words), Set.copyOf(options.keySet()), file.get());
    }

    /** Whether each value of an option stands in an option of its own. */
    static boolean isPair(String option) {
        return PAIRS.contains(option);
    }

    private Map<String, List<String>> options() {
        JsonNode root;
        try {
            root = new TomlMapper().readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw problem("it is not TOML: " + e.getOriginalMessage()
                    + (e.getLocation() == null
                            ? ""
                            : ", in line " + e.getLocation().getLineNr()));
        } catch (NoSuchFileException e) {
            throw new UsageException(OPTION + ": '" + file + "' is not there");
        } catch (IOException e) {
            throw new UsageException(OPTION + ": '" + file + "' cannot be read: " + AtomicFile.reason(e));
        }
        Map<String, List<String>> options = new LinkedHashMap<>();
        Set<String> known = known(root);
        Set<String> switches = CommandLine.switches(command.getClass());
        root.properties().forEach(entry -> {
            String option = "--" + entry.getKey();
            if (!known.contains(option)) {
                throw unknown(entry.getKey(), known);
            }
            options.put(option, words(option, entry.getValue(), switches.contains(option)));
        });
        return options;
    }

    private Set<String> known(JsonNode root) {
        Set<String> known = new LinkedHashSet<>(CommandLine.optionNames(command));
        List<String> words = new ArrayList<>();
        root.fieldNames().forEachRemaining(key -> words.add("--" + key));
        JsonNode folder = root.path(TaskOptions.FOLDER.substring(2));
        if (folder.isTextual()) {
            words.addAll(List.of(TaskOptions.FOLDER, folder.asText()));
        }
        known.addAll(PluginOptions.find(known, words));
        known.removeAll(NOT_HERE);
        return known;
    }

    private UsageException unknown(String key, Set<String> known) {
        if (NOT_HERE.contains("--" + key)) {
            return problem("'" + key + "' belongs on the command line");
        }
        List<String> keys = known.stream().map(option -> option.substring(2)).toList();
        return problem("unknown key '" + key + "'"
                + Names.nearest(key, keys)
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse("; keys are the options of " + id + " without dashes"));
    }

    private List<String> words(String option, JsonNode value, boolean isSwitch) {
        if (isSwitch || (option.equals(NoiseOptions.TURNS) && value.isBoolean())) {
            if (!value.isBoolean()) {
                throw wrong(option, value, "true or false");
            }
            boolean isOn = value.asBoolean();
            return isOn ? List.of(option) : isSwitch ? List.of() : List.of(option, "off");
        }
        if (!value.isArray()) {
            return List.of(option, text(option, value));
        }
        if (value.isEmpty()) {
            throw problem(option.substring(2) + " is empty");
        }
        List<String> texts = new ArrayList<>();
        value.forEach(one -> texts.add(one.isArray() ? String.join(",", texts(option, one)) : text(option, one)));
        if (isPair(option)) {
            return texts.stream()
                    .flatMap(text -> List.of(option, text).stream())
                    .toList();
        }
        boolean isList = !CommandLine.isGrid(option)
                || (option.equals("--width") && value.get(0).isNumber());
        return List.of(option, String.join(isList ? "," : Choices.SEPARATOR, texts));
    }

    private List<String> texts(String option, JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(text(option, value)));
        return texts;
    }

    private String text(String option, JsonNode value) {
        if (!value.isTextual() && !value.isNumber()) {
            throw wrong(option, value, "a text, a number or an array of them");
        }
        if (value.asText().isBlank()) {
            throw problem(option.substring(2) + " is blank");
        }
        return value.asText();
    }

    private UsageException wrong(String option, JsonNode value, String wanted) {
        String what = value.isObject() ? "a table" : value.isArray() ? "an array" : value.toString();
        return problem(option.substring(2) + " is " + what + ", not " + wanted);
    }

    private UsageException problem(String what) {
        return new UsageException(OPTION + ": '" + file + "': " + what);
    }
}
