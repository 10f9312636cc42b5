package io.mscale.harness.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.mscale.api.option.Names;
import io.mscale.harness.UsageException;
import io.mscale.record.file.AtomicFile;
import io.mscale.results.gate.Check;
import io.mscale.results.gate.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * A gate's rules for single cells, a TOML file that belongs in the repository whose performance it is about:
 *
 * <pre>
 *   [[threshold]]
 *   cell = "djl *"
 *   metric = "time"
 *   accept = "10%"
 *
 *   [[waiver]]
 *   cell = "djl cpu fit1d multi"
 *   metric = "time"
 *   reason = "a new library"
 *   until = 2026-12-31
 * </pre>
 */
final class RulesFile {

    /** Read without being asked for, where it is in the working directory. */
    static final Path STANDARD = Path.of("gate.toml");

    private static final List<String> TABLES = List.of("threshold", "waiver");

    private final Path file;

    private RulesFile(Path file) {
        this.file = file;
    }

    /** Reads a file; a mistake in it is the user's. */
    static Rules read(Path file) {
        return new RulesFile(file).rules();
    }

    private Rules rules() {
        JsonNode root;
        try {
            root = new TomlMapper().readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw problem("it is not TOML: " + e.getOriginalMessage() + where(e));
        } catch (NoSuchFileException e) {
            throw new UsageException("--rules: '" + file + "' is not there");
        } catch (IOException e) {
            throw new UsageException("--rules: '" + file + "' cannot be read: " + AtomicFile.reason(e));
        }
        requireKnown("table", root, TABLES);
        return new Rules(
                String.valueOf(file.getFileName()),
                each(root, "threshold", List.of("cell", "metric", "accept"), this::threshold),
                each(root, "waiver", List.of("cell", "metric", "reason", "until"), this::waiver),
                LocalDate.now(ZoneOffset.UTC));
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null ? "" : ", in line " + e.getLocation().getLineNr();
    }

    private <T> List<T> each(JsonNode root, String table, List<String> keys, Function<JsonNode, T> reader) {
        List<T> rules = new ArrayList<>();
        JsonNode all = root.path(table);
        if (!all.isMissingNode() && !all.isArray()) {
            throw problem("'" + table + "' begins with [[" + table + "]], so that there can be several");
        }
        for (JsonNode one : all) {
            requireKnown("key of " + table, one, keys);
            try {
                rules.add(reader.apply(one));
            } catch (IllegalArgumentException e) {
                throw problem("[[" + table + "]] " + (rules.size() + 1) + ": " + e.getMessage());
            }
        }
        return rules;
    }

    private Rules.Threshold threshold(JsonNode rule) {
        return new Rules.Threshold(
                cells(rule), kind(rule, Check.Kind.choices()), OptionReaders.share(text(rule, "accept")));
    }

    private Rules.Waiver waiver(JsonNode rule) {
        return new Rules.Waiver(
                cells(rule), kind(rule, List.of(Check.Kind.values())), text(rule, "reason"), day(text(rule, "until")));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("until: '" + text + "' is not a day; write it as in 2026-12-31", e);
        }
    }

    private static Rules.CellPattern cells(JsonNode rule) {
        return new Rules.CellPattern(text(rule, "cell"));
    }

    private static Check.Kind kind(JsonNode rule, List<Check.Kind> choices) {
        return Names.parse("metric", choices, text(rule, "metric"));
    }

    private static String text(JsonNode rule, String key) {
        String text = rule.path(key).asText("").strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return text;
    }

    private void requireKnown(String what, JsonNode table, List<String> known) {
        for (Iterator<String> names = table.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw problem(String.valueOf(Names.unknown(what, name, known).getMessage()));
            }
        }
    }

    private UsageException problem(String what) {
        return new UsageException("--rules: '" + file + "': " + what);
    }
}
