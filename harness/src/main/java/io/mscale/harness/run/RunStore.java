package io.mscale.harness.run;

import io.mscale.harness.UsageException;
import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.file.AtomicFile;
import io.mscale.record.json.RecordJson;
import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import io.mscale.report.output.ReportFolder;
import io.mscale.report.table.SummaryCsv;
import io.mscale.results.evidence.Evidence;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A run's folder, locked against other processes while this one writes to it. */
final class RunStore implements AutoCloseable {

    private final RunFolder folder;
    private final FileChannel lockFile;

    private RunStore(RunFolder folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /** Creates the folder of a new run; it must be empty, writable and not in use. */
    static RunStore create(Path path) {
        try {
            if (Files.exists(path) && !isEmptyFolder(path)) {
                throw new UsageException("--out: '" + path + "' " + whyNot(new RunFolder(path)));
            }
            Files.createDirectories(path);
            return lock(new RunFolder(path));
        } catch (IOException e) {
            throw new UsageException("--out: '" + path + "' cannot be written: " + AtomicFile.reason(e));
        }
    }

    private static String whyNot(RunFolder used) {
        if (Files.exists(used.comparison())) {
            return "already holds a comparison; continue it with ab --resume " + used.path()
                    + " or name another folder";
        }
        if (Files.exists(used.path().resolve(BisectCommand.RECORD))) {
            return "already holds a search; name another folder";
        }
        return Files.exists(used.lock())
                ? "already holds a run; continue it with --resume " + used.path() + " or name another folder"
                : "is not an empty folder; name a new one";
    }

    /** Opens the folder of one side of a comparison, which may be new or may have been cut off. */
    static RunStore side(Path path) throws IOException {
        Files.createDirectories(path);
        return lock(new RunFolder(path));
    }

    /** Opens the folder of a comparison that is not in use. */
    static RunStore openComparison(Path path) {
        RunFolder folder = new RunFolder(path);
        if (!Files.isRegularFile(folder.comparison())) {
            throw new UsageException("--resume: '" + path + "' is not a comparison: it has no ab.json"
                    + (Files.isRegularFile(folder.run()) ? "; it is a run: go on with --resume, without ab" : ""));
        }
        return locked(folder);
    }

    /** Opens the folder of a run that was cut off and is not in use. */
    static RunStore open(Path path) {
        RunFolder folder = new RunFolder(path);
        if (!Files.isRegularFile(folder.run()) || !Files.isDirectory(folder.cells())) {
            throw new UsageException("--resume: '" + path + "' is not a run folder: it has no "
                    + (Files.isRegularFile(folder.run()) ? "cells/" : "run.json")
                    + (Files.exists(folder.comparison()) ? "; it is a comparison: go on with ab --resume" : ""));
        }
        return locked(folder);
    }

    private static RunStore locked(RunFolder folder) {
        try {
            return lock(folder);
        } catch (IOException e) {
            throw new UsageException("--resume: '" + folder.path() + "' cannot be written: " + AtomicFile.reason(e));
        }
    }

    private static RunStore lock(RunFolder folder) throws IOException {
        FileChannel channel = FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // held by this process
        }
        if (lock == null) {
            channel.close();
            throw new UsageException("another run is writing into '" + folder.path() + "'");
        }
        return new RunStore(folder, channel);
    }

    RunFolder folder() {
        return folder;
    }

    /** Writes the specifications of the cells, so that the run can be resumed from its folder alone. */
    void writeSpecs(List<CellSpec> cells) throws IOException {
        for (CellSpec cell : cells) {
            CellFolder cellFolder = folder.cell(cell.id());
            Files.createDirectories(cellFolder.path());
            RecordJson.write(cellFolder.spec(), cell);
        }
    }

    /** The specifications of all cells, in the plan's order. */
    List<CellSpec> readSpecs() throws IOException {
        List<CellSpec> specs = new ArrayList<>();
        try (Stream<Path> folders = Files.list(folder.cells())) {
            for (Path cell : folders.filter(Files::isDirectory).sorted().toList()) {
                Path file = new CellFolder(cell).spec();
                if (!Files.exists(file)) {
                    throw new UsageException("--resume: the run is not complete: " + file + " is missing");
                }
                CellSpec spec = RecordJson.readSpec(file);
                if (!cell.endsWith(spec.id())) {
                    throw new UsageException("--resume: " + file + " belongs to another cell, '" + spec.id() + "'");
                }
                specs.add(spec);
            }
        }
        specs.sort(Comparator.comparingInt(CellSpec::index));
        return specs;
    }

    /** Appends a finished cell to the summary. */
    void ended(RunRecord run, CellRecord cell) throws IOException {
        Files.writeString(
                new ReportFolder(folder.path()).summary(),
                SummaryCsv.rows(
                        Evidence.of(folder, run.withCells(List.of(cell))).cellsAndTwins()),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Writes the run's record and the CSV summary; in between, each cell's own files hold its results. */
    void write(RunRecord run) throws IOException {
        RecordJson.write(folder.run(), run);
        AtomicFile.write(new ReportFolder(folder.path()).summary(), SummaryCsv.of(Evidence.of(folder, run)));
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    private static boolean isEmptyFolder(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.findAny().isEmpty();
        }
    }
}
