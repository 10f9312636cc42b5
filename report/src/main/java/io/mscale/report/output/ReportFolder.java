package io.mscale.report.output;

import java.nio.file.Path;

/** Report files of one run, in the run's folder, or of several runs, in a separate folder. */
public record ReportFolder(Path path) {

    public Path html() {
        return path.resolve("report.html");
    }

    /** Table and verdict for a pull request. */
    public Path markdown() {
        return path.resolve("report.md");
    }

    /** One row per cell. */
    public Path summary() {
        return path.resolve("summary.csv");
    }

    /** One row per observation along the training. */
    public Path curves() {
        return path.resolve("curves.csv");
    }

    /** JMH's measurements; written only if JMH ran. */
    public Path jmh() {
        return path.resolve("jmh-result.json");
    }

    /** Step times of the training loop in JMH's format. */
    public Path stepTimes() {
        return path.resolve("step-times.jmh.json");
    }

    public Path figures() {
        return path.resolve("figures");
    }
}
