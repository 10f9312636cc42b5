package io.mscale.harness.command;

import com.beust.jcommander.Parameter;
import io.mscale.api.Precision;
import io.mscale.api.option.Names;
import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.Command;
import io.mscale.harness.export.ExportFormat;
import io.mscale.harness.trained.OutputFile;
import io.mscale.harness.trained.TrainedCell;
import io.mscale.record.file.AtomicFile;
import io.mscale.report.text.Text;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** {@code export}: writes a network that a run has trained in the format of another program. */
public final class ExportCommand extends Command {

    @Parameter(names = "--cell")
    private @Nullable Path cell;

    @Parameter(names = "--format")
    private @Nullable String format;

    @Parameter(names = "--out")
    private @Nullable Path out;

    /** Float64 by default: as {@code predict} computes. */
    @Parameter(names = "--precision")
    private Precision precision = Precision.FLOAT64;

    @Override
    public ExitCode execute(Console console) throws IOException {
        if (cell == null) {
            throw new UsageException(
                    "export takes the folder of a trained cell: export --cell RUN/cells/ID --format onnx");
        }
        String named = format;
        if (named == null) {
            throw new UsageException("export takes a format: --format onnx, safetensors or npz");
        }
        ExportFormat into = UsageException.naming("--format", () -> Names.parse("format", ExportFormat.class, named));
        TrainedCell trained = TrainedCell.of("--cell", cell);
        Path file = out == null
                ? Path.of(trained.folder().path().toAbsolutePath().normalize().getFileName() + "." + into.id())
                : out;
        OutputFile.require("--out", file);
        byte[] bytes = into.bytes(trained.network(), precision);
        AtomicFile.write(file, bytes);
        console.out()
                .println("Wrote " + Text.oneLine(file.toString()) + ", " + bytes.length + " bytes, in " + precision
                        + (precision == Precision.FLOAT64
                                ? " as predict computes; --precision float32 makes half of it, with rounding"
                                : ""));
        return ExitCode.OK;
    }
}
