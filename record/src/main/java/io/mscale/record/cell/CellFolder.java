package io.mscale.record.cell;

import java.nio.file.Path;

/**
 * Files of one cell, {@code cells/<cell id>/} in a run folder.
 *
 * @param path the folder
 */
public record CellFolder(Path path) {

    /** The specification, written by the harness. */
    public Path spec() {
        return path.resolve("spec.json");
    }

    /** The event log, one event per line, written by the worker and flushed after each line. */
    public Path events() {
        return path.resolve("events.jsonl");
    }

    /** The record, written by the worker when it ends, or by the harness if the worker could not. */
    public Path record() {
        return path.resolve("cell.json");
    }

    /** Everything the worker printed. */
    public Path log() {
        return path.resolve("worker.log");
    }

    /** Predictions of the trained network at the test points. */
    public Path prediction() {
        return path.resolve("prediction.csv");
    }

    /** The trained network on a regular grid, and the data's samples; present only if the task has one input. */
    public Path learned() {
        return path.resolve("learned.csv");
    }

    /** Target and trained network on a grid; present only if the task has a picture. */
    public Path picture() {
        return path.resolve("picture.npz");
    }

    /** What the trained network is; see {@link io.mscale.record.network.NetworkFile}. */
    public Path network() {
        return path.resolve("network.json");
    }

    /** The trained network's parameters. */
    public Path parameters() {
        return path.resolve("parameters.npy");
    }

    /** The optimiser's moments after the last step; absent if the backend does not tell them. */
    public Path optimizer() {
        return path.resolve("optimizer.npz");
    }

    /** The name of one of these files in messages, relative to the run's folder: reports are read on other machines. */
    public String nameOf(Path file) {
        return "cells/" + path.getFileName() + "/" + file.getFileName();
    }

    /** Files exchanged with an external worker; present while it trains and after a failure. */
    public Path exchange() {
        return path.resolve("exchange");
    }

    /** JMH's results in its own format; present only if JMH ran and measured something. */
    public Path jmhResult() {
        return path.resolve("jmh-result.json");
    }

    /** Everything JMH printed. */
    public Path jmhLog() {
        return path.resolve("jmh.log");
    }
}
