package io.mscale.harness.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.mscale.api.Device;
import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.BackendsCommand;
import io.mscale.harness.cli.PackageOptions;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.discovery.FoundBackend;
import io.mscale.harness.file.NewFolder;
import io.mscale.harness.packaging.PackageZip;
import io.mscale.harness.packaging.PackagedFiles;
import io.mscale.report.text.Text;
import io.mscale.results.number.Formats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code package}: writes a distribution that has some backends only, and only what training and verdicts need. */
public final class PackageCommand extends BackendsCommand {

    private static final String OUT = "--out";

    @ParametersDelegate
    private final PackageOptions options = new PackageOptions();

    /** A folder, or a zip file if its name ends like one. */
    @Parameter(names = OUT)
    private @Nullable Path out;

    @Override
    public ExitCode execute(Console console) throws IOException {
        Path target = out;
        Distribution distribution = Distribution.at(Distribution.ofThisProgram().home());
        List<FoundBackend> chosen = options.chosen(backends(distribution));
        if (target == null) {
            throw new UsageException(OUT + " is missing: name a folder, or a file that ends with .zip");
        }
        PackagedFiles files = PackagedFiles.of(distribution, chosen, options.devices());
        Path whole = target.toAbsolutePath().normalize();
        List<String> first = new ArrayList<>();
        String home;
        long bytes;
        if (PackageZip.isMeant(target)) {
            PackageZip zip = new PackageZip(target);
            zip.requireNew();
            zip.write(files);
            bytes = Files.size(target);
            home = PackageZip.FOLDER;
            first.add("unzip " + Text.quote(target.toString()));
            files.executables().forEach(file -> first.add("chmod +x " + Text.quote(PackageZip.FOLDER + "/" + file)));
        } else {
            NewFolder folder = new NewFolder(OUT, target);
            folder.requireEmpty();
            folder.write(unfinished -> copy(files, unfinished));
            bytes = files.bytes();
            home = target.toString();
        }
        console.out()
                .println("Wrote a distribution with " + ids(chosen) + ", " + Formats.bytes(bytes) + ", to "
                        + Text.oneLine(whole.toString())
                        + ": all commands but tck and new, without the docs and the examples. Use it with");
        console.out().println();
        first.addAll(uses(home, chosen));
        first.forEach(line -> console.out().println("    " + line));
        return ExitCode.OK;
    }

    private static void copy(PackagedFiles files, Path folder) throws IOException {
        for (Map.Entry<String, Path> file : files.files().entrySet()) {
            Path copy = folder.resolve(file.getKey());
            Files.createDirectories(copy.getParent());
            Files.copy(file.getValue(), copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static String ids(List<FoundBackend> chosen) {
        return chosen.stream().map(FoundBackend::id).collect(Collectors.joining(","));
    }

    private List<String> uses(String home, List<FoundBackend> chosen) {
        Device.Kind device = options.device(chosen.get(0));
        String what = " --backend " + chosen.get(0).id() + (device == Device.Kind.CPU ? "" : " --device " + device);
        String program = "java -jar " + Text.quote(Path.of(home, "harness.jar").toString());
        return List.of(program + what, program + " ab --a OTHER_DIST --b " + Text.quote(home) + what);
    }
}
