package io.mscale.tasks;

import io.mscale.api.network.Scales;
import io.mscale.api.option.Names;
import io.mscale.api.option.Numbers;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.Grid;
import io.mscale.api.task.Preset;
import io.mscale.api.task.PresetSettings;
import io.mscale.api.task.TaskChoices;
import io.mscale.api.task.TaskOption;
import io.mscale.api.task.WrongChoiceException;
import io.mscale.tasks.picture.ImageFile;
import io.mscale.tasks.picture.Picture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An image as a function from a point to its grey level, or to red, green and blue, each from 0 to 1. A network is
 * trained on some of the pixels and tested on others; the run's seed decides which. The longer side spans [-1, 1],
 * pixels are square, and a pixel is represented by its centre.
 */
public final class ImageFitting extends BuiltInTask.OfSamples {

    private static final String IMAGE = "image";
    private static final String MAX_PIXELS = "max-pixels";

    private static final int FEWEST_PIXELS = 16;

    /** The fraction of the pixels used for training; the others are available for testing. */
    private static final double TRAINING_SHARE = 0.25;

    /** A larger test set would not change the error noticeably, but would take longer to evaluate than the training. */
    private static final int MOST_TESTED = 20_000;

    /** Pixels on the longer side of the reported picture: shows fine texture, yet fits a report page. */
    private static final int PICTURE = 256;

    private static final List<TaskOption> OPTIONS = List.of(
            new TaskOption(
                    IMAGE,
                    "NAME|FILE",
                    String.join(", ", GeneratedPicture.NAMES) + ", or a PNG, JPEG, TIFF, WebP, BMP or GIF file",
                    GeneratedPicture.SCENE.id()),
            new TaskOption(
                    MAX_PIXELS,
                    "N",
                    "a file with more pixels is scaled down to as many",
                    String.valueOf(ImageFile.USUAL_PIXELS)));

    private final Map<String, String> choices;
    private final @Nullable Path file;
    private final Picture picture;
    private final List<String> remarks;

    /** Creates the task with a placeholder for the default picture. */
    public ImageFitting() {
        this(Map.of(IMAGE, GeneratedPicture.SCENE.id()), null, new Picture(1, 1, 1, new float[1]), List.of());
    }

    /** The target MSE is a peak signal-to-noise ratio of 23 dB. */
    private ImageFitting(Map<String, String> choices, @Nullable Path file, Picture picture, List<String> remarks) {
        super("image", "an image: point to grey, or to red, green and blue; tested on held-out pixels", 5e-3);
        this.choices = choices;
        this.file = file;
        this.picture = picture;
        this.remarks = remarks;
    }

    @Override
    public List<TaskOption> options() {
        return OPTIONS;
    }

    @Override
    public FittingTask configured(Map<String, String> given) {
        TaskChoices choices = new TaskChoices(OPTIONS, given);
        int mostPixels =
                choices.read(MAX_PIXELS, text -> (int) Numbers.wholeNumber(text, FEWEST_PIXELS, ImageFile.MOST_PIXELS));
        return choices.read(IMAGE, choice -> of(choice, mostPixels));
    }

    private static FittingTask of(String choice, int mostPixels) {
        for (GeneratedPicture generated : GeneratedPicture.values()) {
            if (generated.id().equals(choice)) {
                Picture picture = generated.draw();
                if (picture.pixels() > mostPixels) {
                    throw new WrongChoiceException(
                            MAX_PIXELS,
                            "'" + mostPixels + "' is less than '" + choice + "' has, " + picture.pixels()
                                    + "; files alone are scaled down");
                }
                return new ImageFitting(Map.of(IMAGE, choice), null, picture, List.of());
            }
        }
        Path file = Path.of(choice).toAbsolutePath().normalize();
        checkFile(file, choice);
        ImageFile.Content content = ImageFile.read(file, choice, mostPixels);
        List<String> remarks = Stream.concat(Stream.of(content.size()), content.remarks().stream())
                .map(remark -> file.getFileName() + " " + remark)
                .toList();
        Map<String, String> choices = new LinkedHashMap<>();
        choices.put(IMAGE, file.toString());
        // without it, a cell is the same as in records of versions that did not scale
        if (mostPixels != ImageFile.USUAL_PIXELS) {
            choices.put(MAX_PIXELS, String.valueOf(mostPixels));
        }
        return new ImageFitting(choices, file, content.picture(), remarks);
    }

    private static void checkFile(Path file, String name) {
        if (Files.isRegularFile(file)) {
            return;
        }
        if (Files.exists(file)) {
            throw new IllegalArgumentException("'" + name + "' is not a regular file");
        }
        List<String> names = GeneratedPicture.NAMES;
        throw new IllegalArgumentException("there is no file '" + name
                + "', and no built-in picture has that name; the built-in ones are: " + String.join(", ", names)
                + Names.nearest(name, names)
                        .map(near -> ". Did you mean '" + near + "'?")
                        .orElse(""));
    }

    @Override
    public Map<String, String> choices() {
        return choices;
    }

    @Override
    public List<Path> files() {
        return file == null ? List.of() : List.of(file);
    }

    @Override
    public Domain domain() {
        double right = picture.width() / (double) picture.longerSide();
        double top = picture.height() / (double) picture.longerSide();
        return new Domain(List.of(-right, -top), List.of(right, top));
    }

    @Override
    public int outputDimension() {
        return picture.channels();
    }

    /** Returns the value of the pixel that contains the point. */
    @Override
    public double[] target(double[] x) {
        double longer = picture.longerSide();
        int column = within((int) Math.floor((x[0] * longer + picture.width()) / 2), picture.width());
        int row = within((int) Math.floor((picture.height() - x[1] * longer) / 2), picture.height());
        return picture.pixel(row * picture.width() + column);
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
        int outputs = picture.channels();
        double longer = picture.longerSide();
        double[] x = new double[2 * size];
        double[] y = new double[outputs * size];
        for (int i = 0; i < size; i++) {
            int pixel = order[from + i];
            x[2 * i] = (2 * (pixel % picture.width()) + 1 - picture.width()) / longer;
            x[2 * i + 1] = (picture.height() - 2 * (pixel / picture.width()) - 1) / longer;
            System.arraycopy(picture.pixel(pixel), 0, y, outputs * i, outputs);
        }
        return new Dataset(2, outputs, x, y);
    }

    /** Returns every pixel, or every n-th one of a large image: the middles of its cells are those of pixels. */
    @Override
    public Optional<Grid> picture() {
        int every = (picture.longerSide() + PICTURE - 1) / PICTURE;
        Span across = Span.of(picture.width(), every);
        Span down = Span.of(picture.height(), every);
        Domain shown = new Domain(
                List.of(coordinate(across.from(), picture.width()), -coordinate(down.to(), picture.height())),
                List.of(coordinate(across.to(), picture.width()), -coordinate(down.from(), picture.height())));
        return Optional.of(new Grid(shown, across.cells(), down.cells()));
    }

    /** What is so many pixels from the side of the picture where pixels are counted from. */
    private double coordinate(double pixels, int size) {
        return (2 * pixels - size) / picture.longerSide();
    }

    /**
     * Equal cells along a side of the picture whose middles are those of pixels, as far in the middle of it as that allows.
     *
     * @param from where the first cell begins, in pixels
     * @param to where the last cell ends
     */
    private record Span(double from, double to, int cells) {

        static Span of(int size, int every) {
            // cells of an even number of pixels begin and end within a pixel: their middles would be edges otherwise
            int filled = every % 2 == 0 ? size - 1 : size;
            int cells = Math.max(1, filled / every);
            int between = (cells - 1) * every;
            int first = (size - 1 - between) / 2;
            // a single cell is one pixel: of a thin picture, more would leave it
            double half = cells == 1 ? 0.5 : every / 2.0;
            return new Span(first + 0.5 - half, first + between + 0.5 + half, cells);
        }
    }

    @Override
    public OptionalDouble peak() {
        return OptionalDouble.of(1);
    }

    @Override
    public List<String> remarks() {
        return remarks;
    }
}
