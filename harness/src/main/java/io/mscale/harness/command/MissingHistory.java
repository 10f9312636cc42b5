package io.mscale.harness.command;

import io.mscale.api.option.Names;
import io.mscale.results.history.History;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says that a folder is no history, and which one beside it may be meant. */
record MissingHistory(Path folder) {

    /** What is wrong with the folder. */
    String reason() {
        return "--history: '" + folder + "' is not a history: "
                + (Files.isDirectory(folder) ? "it has no runs/" : "there is no such folder")
                + nearest().map(near -> "; did you mean '" + near + "'?").orElse("");
    }

    /** That a new history begins in the folder, and which one may be meant. */
    String note() {
        return "note: '" + folder + "' is a new history"
                + nearest().map(near -> "; did you mean '" + near + "'?").orElse("");
    }

    /** What is wrong, and what would help. */
    String reason(String advice) {
        return reason() + (nearest().isPresent() ? " If not, " : "; ") + advice;
    }

    /** The history in the same folder whose name is most alike; empty if none is. */
    private Optional<Path> nearest() {
        Path parent = folder.toAbsolutePath().normalize().getParent();
        Path name = folder.toAbsolutePath().normalize().getFileName();
        if (parent == null || name == null) {
            return Optional.empty();
        }
        List<String> others = new ArrayList<>();
        try (DirectoryStream<Path> beside = Files.newDirectoryStream(parent, path -> new History(path).exists())) {
            beside.forEach(path -> others.add(String.valueOf(path.getFileName())));
        } catch (IOException e) {
            // A folder that cannot be read suggests nothing.
            return Optional.empty();
        }
        others.sort(null);
        return Names.nearest(name.toString(), others).map(folder::resolveSibling);
    }
}
