package io.mscale.harness.plan;

import io.mscale.api.task.FittingTask;
import io.mscale.api.task.PresetSettings;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.RunOptions;

/**
 * Number of samples for training and testing a cell.
 *
 * @param train number of training samples
 * @param test number of test samples
 */
record SampleSizes(int train, int test) {

    /**
     * The user's sizes, or else the preset's. If a task has a fixed number of samples, sizes from the preset are
     * reduced to fit.
     *
     * @throws UsageException if the task has too few samples
     */
    static SampleSizes of(RunOptions options, FittingTask task, PresetSettings preset) {
        int train = options.trainSize().orElse(preset.trainSize());
        int test = options.testSize().orElse(preset.testSize());
        if (task.samples().isEmpty()) {
            return new SampleSizes(train, test);
        }
        int all = task.samples().getAsInt();
        String held = "; task '" + task.id() + "' has " + all + " samples for training and test together";
        if (options.trainSize().isEmpty()) {
            train = Math.min(train, all - test);
        } else if (options.testSize().isEmpty()) {
            test = Math.min(test, all - train);
        }
        if (train < 1 && options.testSize().isPresent()) {
            throw new UsageException("--test-size: " + test + " leaves none to train on" + held);
        }
        if (test < 1) {
            throw new UsageException("--train-size: " + train + " leaves none to test with" + held);
        }
        if ((long) train + test > all) {
            throw new UsageException("--train-size, --test-size: " + train + " and " + test + " are too many" + held);
        }
        return new SampleSizes(train, test);
    }
}
