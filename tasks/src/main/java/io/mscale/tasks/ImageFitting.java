package io.mscale.tasks;

import io.mscale.api.network.Scales;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.Grid;
import io.mscale.api.task.Preset;
import io.mscale.api.task.PresetSettings;
import io.mscale.api.task.TaskChoices;
import io.mscale.api.task.TaskOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * An image as a function from a point to its grey level, or to red, green and blue, each from 0 to 1. A network is
 * trained on some of the pixels and tested on others; the run's seed decides which. The longer side spans [-1, 1],
 * pixels are square, and a pixel is represented by its centre.
 */
public final class ImageFitting extends BuiltInTask.OfSamples {

    private static final String IMAGE = "image";

    /** The fraction of the pixels used for training; the others are available for testing. */
    private static final double TRAINING_SHARE = 0.25;

    /** A larger test set would not change the error noticeably, but would take longer to evaluate than the training. */
    private static final int MOST_TESTED = 20_000;

    /** Pixels on the longer side of the reported picture: shows fine texture, yet fits a report page. */
    private static final int PICTURE = 256;

    private static final List<TaskOption> OPTIONS = List.of(new TaskOption(
            IMAGE,
            "NAME|FILE",
            String.join(", ", GeneratedPicture.NAMES) + ", or a PNG or JPEG file",
            GeneratedPicture.SCENE.id()));

    private final String choice;
    private final @Nullable Path file;
    private final Picture picture;

    /** Creates the task with a placeholder for the default picture. */
    public ImageFitting() {
        this(GeneratedPicture.SCENE.id(), null, new Picture(1, 1, 1, new float[1]));
    }

    /** The target MSE is a peak signal-to-noise ratio of 23 dB. */
    private ImageFitting(String choice, @Nullable Path file, Picture picture) {
        super("image", "an image: point to grey, or to red, green and blue; tested on held-out pixels", 5e-3);
        this.choice = choice;
        this.file = file;
        this.picture = picture;
    }

    @Override
    public List<TaskOption> options() {
        return OPTIONS;
    }

    @Override
    public FittingTask configured(Map<String, String> given) {
        return new TaskChoices(OPTIONS, given).read(IMAGE, ImageFitting::of);
    }

    private static FittingTask of(String choice) {
        for (GeneratedPicture generated : GeneratedPicture.values()) {
            if (generated.id().equals(choice)) {
                return new ImageFitting(choice, null, generated.draw());
            }
        }
        Path file = Path.of(choice).toAbsolutePath().normalize();
        return new ImageFitting(file.toString(), file, ImageFile.read(file, choice));
    }

    @Override
    public Map<String, String> choices() {
        return Map.of(IMAGE, choice);
    }

    @Override
    public List<Path> files() {
        return file == null ? List.of() : List.of(file);
    }

    @Override
    public Domain domain() {
        double right = picture.width / (double) picture.longerSide();
        double top = picture.height / (double) picture.longerSide();
        return new Domain(List.of(-right, -top), List.of(right, top));
    }

    @Override
    public int outputDimension() {
        return picture.channels;
    }

    /** Returns the value of the pixel that contains the point. */
    @Override
    public double[] target(double[] x) {
        double longer = picture.longerSide();
        int column = within((int) Math.floor((x[0] * longer + picture.width) / 2), picture.width);
        int row = within((int) Math.floor((picture.height - x[1] * longer) / 2), picture.height);
        return picture.pixel(row * picture.width + column);
    }

    private static int within(int index, int size) {
        return Math.max(0, Math.min(size - 1, index));
    }

    @Override
    public PresetSettings settings(Preset preset) {
        return switch (preset) {
            case SMOKE -> settings(List.of(300, 50, 50), 2000, 2e-3, 60);
            case QUICK -> settings(List.of(600, 100, 100), 4096, 1e-3, 300);
            case PAPER -> settings(List.of(1500, 200, 200, 200), 65_536, 3e-4, 2000);
        };
    }

    /** Scales up to 120 trade fine texture against overfitting between the training pixels. */
    private PresetSettings settings(List<Integer> hiddenWidths, int mostTrained, double learningRate, int steps) {
        int trainSize = (int) Math.min(mostTrained, Math.ceil(TRAINING_SHARE * picture.pixels()));
        int testSize = Math.min(MOST_TESTED, picture.pixels() - trainSize);
        return settings(hiddenWidths, new Scales.Linear(120), trainSize, testSize, learningRate, steps);
    }

    @Override
    int count() {
        return picture.pixels();
    }

    @Override
    Dataset pick(int[] order, int from, int size) {
        int outputs = picture.channels;
        double longer = picture.longerSide();
        double[] x = new double[2 * size];
        double[] y = new double[outputs * size];
        for (int i = 0; i < size; i++) {
            int pixel = order[from + i];
            x[2 * i] = (2 * (pixel % picture.width) + 1 - picture.width) / longer;
            x[2 * i + 1] = (picture.height - 2 * (pixel / picture.width) - 1) / longer;
            System.arraycopy(picture.pixel(pixel), 0, y, outputs * i, outputs);
        }
        return new Dataset(2, outputs, x, y);
    }

    /** Returns every pixel, or every n-th one of a large image. */
    @Override
    public Optional<Grid> picture() {
        int every = (picture.longerSide() + PICTURE - 1) / PICTURE;
        return Optional.of(new Grid(domain(), Math.max(1, picture.width / every), Math.max(1, picture.height / every)));
    }

    @Override
    public OptionalDouble peak() {
        return OptionalDouble.of(1);
    }

    @Override
    public List<String> remarks() {
        return file == null
                ? List.of()
                : List.of(file.getFileName() + " has " + picture.width + " x " + picture.height + " pixels, "
                        + (picture.channels == 1 ? "grey" : "in colour"));
    }
}
