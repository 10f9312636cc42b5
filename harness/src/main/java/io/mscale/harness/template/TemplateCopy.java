package io.mscale.harness.template;

import io.mscale.harness.discovery.Distribution;
import io.mscale.report.text.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A plug-in of a user's own, made from a template: renamed, and told where the distribution is. */
public final class TemplateCopy {

    private static final String README = "README.md";
    /** What tools leave behind where a template was built. */
    private static final Set<String> LEFTOVERS = Set.of("target", "__pycache__");

    private static final Pattern HOME_IN_POM = Pattern.compile("(?<=<mscale\\.home>)[^<]*");
    private static final Pattern HOME_IN_README = Pattern.compile("\\bDIST\\b([\\w./-]*\\w)?");

    private final Path home;
    private final Map<String, byte[]> files;

    private TemplateCopy(Path home, Map<String, byte[]> files) {
        this.home = home;
        this.files = files;
    }

    /**
     * Prepares the copy. Nothing is written yet.
     *
     * @throws IllegalArgumentException if the name cannot be given to this template
     * @throws io.mscale.harness.UsageException if the distribution has no templates
     */
    public static TemplateCopy of(Distribution distribution, Template template, PluginName name) throws IOException {
        Path source = distribution.examples().resolve(template.folder());
        Distribution.requirePart("this template", source);
        Map<String, byte[]> originals = read(source);
        Renaming renaming = new Renaming(template.name(), name);
        renaming.requireDistinct(originals.values().stream()
                .map(content -> new String(content, StandardCharsets.UTF_8))
                .toList());
        TemplateCopy copy = new TemplateCopy(distribution.home(), new LinkedHashMap<>());
        originals.forEach((path, content) -> copy.add(path, content, renaming));
        return copy;
    }

    /** The files below a folder, by their paths relative to it with slashes. */
    private static Map<String, byte[]> read(Path source) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(source)) {
            paths = walk.filter(Files::isRegularFile).sorted().toList();
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Path path : paths) {
            List<String> names = new ArrayList<>();
            source.relativize(path).forEach(part -> names.add(part.toString()));
            if (names.stream().noneMatch(LEFTOVERS::contains)) {
                files.put(String.join("/", names), Files.readAllBytes(path));
            }
        }
        return files;
    }

    private void add(String path, byte[] content, Renaming renaming) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            files.put(renaming.apply(path), content); // no text: nothing to rename in it
            return;
        }
        files.put(renaming.apply(path), located(path, renaming.apply(text)).getBytes(StandardCharsets.UTF_8));
    }

    /** Names the distribution's folder where the template leaves it open. */
    private String located(String path, String text) {
        return switch (path) {
            // part of a URL, in which % begins a code
            case "pom.xml" ->
                replaced(HOME_IN_POM, text, Text.escapeXml(home.toString().replace("%", "%25")));
            case README ->
                HOME_IN_README
                        .matcher(text)
                        .replaceAll(match -> Matcher.quoteReplacement(
                                Text.quote(home + (match.group(1) == null ? "" : match.group(1)))));
            default -> text;
        };
    }

    private static String replaced(Pattern pattern, String text, String replacement) {
        return pattern.matcher(text).replaceAll(Matcher.quoteReplacement(replacement));
    }

    /** The commands to go on with, from within the copy: the first indented block of its read-me file. */
    public List<String> commands() {
        return new String(files.getOrDefault(README, new byte[0]), StandardCharsets.UTF_8)
                .lines()
                .dropWhile(line -> !line.startsWith("    "))
                .takeWhile(line -> line.startsWith("    "))
                .map(String::strip)
                .toList();
    }

    /** Writes the files to a folder. */
    public void writeTo(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }
}
