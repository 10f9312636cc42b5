package io.mscale.record.cell;

import java.nio.file.Path;

/**
 * The files of one cell, {@code cells/<cell id>/} in a run folder.
 *
 * @param path the folder
 */
public record CellFolder(Path path) {

    /** What to train; written by the harness. */
    public Path spec() {
        return path.resolve("spec.json");
    }

    /** What happened, a line per event; written by the worker and flushed line by line. */
    public Path events() {
        return path.resolve("events.jsonl");
    }

    /** The record; written by the worker at the end, or by the harness if the worker could not. */
    public Path record() {
        return path.resolve("cell.json");
    }

    /** All that the worker printed. */
    public Path log() {
        return path.resolve("worker.log");
    }

    /** The trained network on the test points. */
    public Path prediction() {
        return path.resolve("prediction.csv");
    }

    /** Target and trained network on a grid; only there if the task has a picture. */
    public Path picture() {
        return path.resolve("picture.npz");
    }

    /** What the harness and an external worker tell each other; only there while it trains, and after a failure. */
    public Path exchange() {
        return path.resolve("exchange");
    }

    /** What JMH measured, in its own format; only there if it ran and measured something. */
    public Path jmhResult() {
        return path.resolve("jmh-result.json");
    }

    /** All that JMH printed. */
    public Path jmhLog() {
        return path.resolve("jmh.log");
    }
}
