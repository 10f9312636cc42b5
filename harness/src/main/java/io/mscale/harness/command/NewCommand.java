package io.mscale.harness.command;

import com.beust.jcommander.Parameter;
import io.mscale.api.option.Named;
import io.mscale.api.option.Names;
import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.Command;
import io.mscale.harness.discovery.Backends;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.discovery.Tasks;
import io.mscale.harness.file.NewFolder;
import io.mscale.harness.template.PluginKind;
import io.mscale.harness.template.PluginName;
import io.mscale.harness.template.Template;
import io.mscale.harness.template.TemplateCopy;
import io.mscale.report.text.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code new}: lays out a plug-in that works, for its author to change. */
public final class NewCommand extends Command {

    /** Stands for every backend in {@code --backend}. */
    private static final String ALL = "all";

    /** What kind of plug-in, and its name. */
    @Parameter
    private List<String> words = new ArrayList<>();

    @Parameter(names = "--language")
    private @Nullable String language;

    /** The folder to lay it out in; by default one with its name. */
    @Parameter(names = "--dir")
    private @Nullable Path folder;

    @Override
    public ExitCode execute(Console console) throws IOException {
        Distribution distribution = Distribution.ofThisProgram();
        PluginKind kind = kind();
        PluginName name = name(kind);
        Template template = UsageException.naming("--language", () -> Template.of(kind, language));
        requireNew(distribution, kind, name.id());
        Path target = folder == null ? Path.of(name.id()) : folder;
        NewFolder whole = new NewFolder("--dir", target);
        whole.requireEmpty();
        TemplateCopy copy = TemplateCopy.of(distribution, template, name);
        whole.write(copy::writeTo);
        console.out()
                .println("Wrote the " + kind.id() + " '" + name.id() + "' to "
                        + Text.oneLine(target.toAbsolutePath().normalize().toString()) + ". Go on with");
        console.out().println();
        console.out().println("    cd " + Text.quote(target.toString()));
        copy.commands().forEach(line -> console.out().println("    " + line));
        return ExitCode.OK;
    }

    private PluginKind kind() {
        String kinds =
                String.join(", ", Stream.of(PluginKind.values()).map(Named::id).toList());
        if (words.isEmpty()) {
            throw new UsageException(
                    "new takes a kind of plug-in and a name, as in new backend my-library; kinds: " + kinds);
        }
        return Names.parse("kind of plug-in", PluginKind.class, words.get(0));
    }

    private PluginName name(PluginKind kind) {
        if (words.size() < 2) {
            throw new UsageException("new " + kind.id() + " takes a name: new " + kind.id() + " NAME");
        }
        if (words.size() > 2) {
            throw new UsageException("new " + kind.id() + ": unexpected argument '" + words.get(2) + "'");
        }
        return new PluginName(words.get(1));
    }

    /** Rejects a name that the program would not tell from another. */
    private static void requireNew(Distribution distribution, PluginKind kind, String id) throws IOException {
        if (kind == PluginKind.TASK) {
            if (Tasks.discover(distribution, Optional.empty()).all().stream()
                    .anyMatch(task -> task.id().equals(id))) {
                throw new UsageException("there is already a task '" + id + "'; choose another name");
            }
            return;
        }
        if (id.equals(ALL)) {
            throw new UsageException("'" + ALL + "' stands for every backend; choose another name");
        }
        List<Path> roots = List.of(distribution.backends(), distribution.peers());
        if (Backends.discover(distribution, Optional.empty()).all().stream()
                        .anyMatch(backend -> backend.id().equals(id))
                || roots.stream().anyMatch(root -> Files.isDirectory(root.resolve(id)))) {
            throw new UsageException("there is already a backend '" + id + "'; choose another name");
        }
    }
}
