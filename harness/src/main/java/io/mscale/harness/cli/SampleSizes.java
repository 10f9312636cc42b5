package io.mscale.harness.cli;

import io.mscale.api.task.FittingTask;
import io.mscale.api.task.PresetSettings;
import io.mscale.harness.UsageException;
import org.jspecify.annotations.Nullable;

/** How many samples to train and to test with, at least one each. */
record SampleSizes(int train, int test) {

    /**
     * The user's sizes, or else the preset's. If a task has a fixed number of samples, sizes from the preset are reduced to
     * fit.
     *
     * @param train the user's training samples; null for the preset's
     * @param test the user's test samples; null for the preset's
     * @throws UsageException if they are more than the task has
     */
    static SampleSizes of(FittingTask task, PresetSettings defaults, @Nullable Integer train, @Nullable Integer test) {
        int trained = train == null ? defaults.trainSize() : train;
        int tested = test == null ? defaults.testSize() : test;
        if (task.samples().isEmpty()) {
            return new SampleSizes(trained, tested);
        }
        int all = task.samples().getAsInt();
        if (train == null) {
            trained = Math.min(trained, all - tested);
        } else if (test == null) {
            tested = Math.min(tested, all - trained);
        }
        String held = "; task '" + task.id() + "' has " + all + " samples for training and test together";
        if (trained < 1) {
            String whose = test == null ? "the preset's " : "";
            throw new UsageException("--test-size: " + whose + tested + " leaves none to train on" + held);
        }
        if (tested < 1) {
            throw new UsageException("--train-size: " + trained + " leaves none to test with" + held);
        }
        if ((long) trained + tested > all) {
            throw new UsageException(
                    "--train-size, --test-size: " + trained + " and " + tested + " are too many" + held);
        }
        int size = tested;
        FittingTask sized = UsageException.naming("--test-size", () -> task.withTestSize(size));
        int most = sized.samples().orElse(all) - tested;
        if (trained > most) {
            throw new UsageException("--train-size: " + trained + " are too many: task '" + task.id() + "' has " + most
                    + " samples for training and validation, and keeps " + (all - most) + " for testing");
        }
        return new SampleSizes(trained, tested);
    }
}
