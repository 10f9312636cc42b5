package io.mscale.harness.template;

import io.mscale.api.option.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A complete project that can be built where it is. Its name occurs, in the forms of {@link PluginName}, only where the
 * name of a copy belongs, and the first indented block of its {@code README.md} is the commands to go on with. In that
 * file, {@code DIST} stands for the distribution.
 *
 * @param kind what it adds
 * @param language what it is written in
 * @param folder its folder in the distribution's {@code examples}
 * @param name its id
 */
public record Template(PluginKind kind, String language, String folder, PluginName name) {

    private static final String JAVA = "java";

    /** The first of a kind is the standard one. */
    private static final List<Template> ALL = List.of(
            of(PluginKind.BACKEND, JAVA, "backend-template", "plain"),
            of(PluginKind.TASK, JAVA, "task-template", "ripples"),
            of(PluginKind.WORKER, "python", "worker-python", "worker-python"),
            of(PluginKind.WORKER, "go", "worker-go", "worker-go"),
            of(PluginKind.WORKER, "rust", "worker-rust", "worker-rust"),
            of(PluginKind.WORKER, "c", "worker-c", "worker-c"),
            of(PluginKind.WORKER, JAVA, "external-worker", "one-file"));

    private static Template of(PluginKind kind, String language, String folder, String name) {
        return new Template(kind, language, folder, new PluginName(name));
    }

    /** All templates. */
    public static List<Template> all() {
        return ALL;
    }

    /**
     * The template of a kind.
     *
     * @param language null for the standard one
     * @throws IllegalArgumentException if there is none in this language
     */
    public static Template of(PluginKind kind, @Nullable String language) {
        List<Template> candidates =
                ALL.stream().filter(template -> template.kind == kind).toList();
        return candidates.stream()
                .filter(template -> language == null || template.language.equals(language))
                .findFirst()
                .orElseThrow(() -> Names.unknown(
                        "language of a " + kind.id(),
                        String.valueOf(language),
                        candidates.stream().map(Template::language).toList()));
    }
}
