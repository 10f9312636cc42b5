package io.mscale.tasks;

import io.mscale.api.network.Activation;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.Scales;
import io.mscale.api.random.RandomStream;
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
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An image as a function from a point to its grey level, or to red, green and blue, each from 0 to 1. A network is
 * trained on some of the pixels and tested on others; the run's seed decides which. The longer side spans [-1, 1],
 * pixels are square, and a pixel is represented by its centre.
 */
public final class ImageFitting implements FittingTask {

    private static final String IMAGE = "image";

    /** The fraction of the pixels used for training; the others are available for testing. */
    private static final double TRAINING_SHARE = 0.25;

    /** A larger test set would not change the error noticeably, but would take longer to evaluate than the training. */
    private static final int MOST_TESTED = 20_000;

    /**
     * The largest side of the reported picture in pixels: enough to see fine texture, small enough for a report page.
     */
    private static final int PICTURE = 256;

    private static final List<TaskOption> OPTIONS = List.of(new TaskOption(
            IMAGE, "NAME|FILE", GeneratedPicture.words() + ", or a PNG or JPEG file", GeneratedPicture.SCENE.id()));

    private final String choice;
    private final @Nullable Path file;
    private final Picture picture;

    /** Creates the task with the default picture. */
    public ImageFitting() {
        this(GeneratedPicture.SCENE.id(), null, null);
    }

    private ImageFitting(String choice, @Nullable Path file, @Nullable Picture picture) {
        this.choice = choice;
        this.file = file;
        this.picture = picture == null ? new Picture(1, 1, 1, new float[1]) : picture;
    }

    @Override
    public String id() {
        return "image";
    }

    @Override
    public String description() {
        return "an image: point to grey, or to red, green and blue; tested on held-out pixels";
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
        Optional<GeneratedPicture> generated = GeneratedPicture.named(choice);
        if (generated.isPresent()) {
            return new ImageFitting(choice, null, generated.get().draw());
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
        double longer = Math.max(picture.width(), picture.height());
        double right = picture.width() / longer;
        double top = picture.height() / longer;
        return new Domain(List.of(-right, -top), List.of(right, top));
    }

    @Override
    public int outputDimension() {
        return picture.channels();
    }

    /** Returns the value of the pixel that contains the point. */
    @Override
    public double[] target(double[] x) {
        double longer = Math.max(picture.width(), picture.height());
        int column = within((int) Math.floor((x[0] * longer + picture.width()) / 2), picture.width());
        int row = within((int) Math.floor((picture.height() - x[1] * longer) / 2), picture.height());
        return pixel(row * picture.width() + column);
    }

    private static int within(int index, int size) {
        return Math.max(0, Math.min(size - 1, index));
    }

    private double[] pixel(int pixel) {
        double[] values = new double[picture.channels()];
        for (int channel = 0; channel < values.length; channel++) {
            values[channel] = picture.value(pixel, channel);
        }
        return values;
    }

    @Override
    public PresetSettings settings(Preset preset) {
        return switch (preset) {
            case SMOKE -> settings(List.of(300, 50, 50), 2000, 2e-3, 60);
            case QUICK -> settings(List.of(600, 100, 100), 4096, 1e-3, 300);
            case PAPER -> settings(List.of(1500, 200, 200, 200), 65_536, 3e-4, 2000);
        };
    }

    /**
     * Returns the settings. Scales up to 120 trade fine texture against overfitting between the training pixels.
     * The batch size of 30000 and the decay of 1e-7 are the chapter's, as in {@link Fit1d}.
     */
    private PresetSettings settings(List<Integer> hiddenWidths, int mostTrained, double learningRate, int steps) {
        int trainSize = (int) Math.min(mostTrained, Math.ceil(TRAINING_SHARE * picture.pixels()));
        return new PresetSettings(
                hiddenWidths,
                new Scales.Linear(120),
                Activation.SIN,
                Activation.RELU,
                Initialization.UNIFORM,
                trainSize,
                Math.min(MOST_TESTED, picture.pixels() - trainSize),
                30_000,
                learningRate,
                1e-7,
                steps);
    }

    /** A peak signal-to-noise ratio of 23 dB. */
    @Override
    public double targetMse() {
        return 5e-3;
    }

    @Override
    public OptionalInt samples() {
        return OptionalInt.of(picture.pixels());
    }

    @Override
    public Dataset trainingSet(int size, long seed) {
        return pixels(shuffled(seed), 0, size);
    }

    /** Takes pixels from the other end of the random order, so none of them was trained on. */
    @Override
    public Dataset testSet(int size, long seed) {
        return pixels(shuffled(seed), picture.pixels() - size, size);
    }

    private int[] shuffled(long seed) {
        return RandomOrder.of(picture.pixels(), RandomStream.of(seed, RandomStream.Purpose.TRAINING_POINTS));
    }

    private Dataset pixels(int[] order, int from, int size) {
        int outputs = picture.channels();
        double longer = Math.max(picture.width(), picture.height());
        double[] x = new double[2 * size];
        double[] y = new double[outputs * size];
        for (int i = 0; i < size; i++) {
            int pixel = order[from + i];
            int column = pixel % picture.width();
            int row = pixel / picture.width();
            x[2 * i] = (2 * column + 1 - picture.width()) / longer;
            x[2 * i + 1] = (picture.height() - 2 * row - 1) / longer;
            System.arraycopy(pixel(pixel), 0, y, outputs * i, outputs);
        }
        return new Dataset(2, outputs, x, y);
    }

    /** Returns every pixel, or every n-th one of a large image. */
    @Override
    public Optional<Grid> picture() {
        int longer = Math.max(picture.width(), picture.height());
        int every = (longer + PICTURE - 1) / PICTURE;
        return Optional.of(
                new Grid(domain(), Math.max(1, picture.width() / every), Math.max(1, picture.height() / every)));
    }

    @Override
    public OptionalDouble peak() {
        return OptionalDouble.of(1);
    }

    @Override
    public List<String> remarks() {
        return file == null
                ? List.of()
                : List.of(file.getFileName() + " has " + picture.width() + " x " + picture.height() + " pixels, "
                        + (picture.channels() == 1 ? "grey" : "in colour"));
    }
}
