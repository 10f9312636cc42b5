import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An external worker of mscale-bench in one file, to read beside the specification of the worker protocol
 * (docs/12-external-workers.md), section by section. Plain loops in float64, one thread; correct, not fast.
 *
 * <pre>
 * java Worker.java probe FOLDER
 * java Worker.java train FOLDER...
 * </pre>
 */
public final class Worker {

    private Worker() {}

    /** 2. The program. */
    public static void main(String[] arguments) throws IOException {
        endWithParent();
        for (String folder : Arrays.asList(arguments).subList(1, arguments.length)) {
            if (arguments[0].equals("probe")) {
                probe(Path.of(folder));
            } else {
                new Training(Path.of(folder)).run();
            }
        }
        System.exit(0);
    }

    private static void endWithParent() {
        Thread watch = new Thread(() -> {
            try {
                while (System.in.read() >= 0) {
                    // Nothing ever comes.
                }
            } catch (IOException e) {
                // The same as the end.
            }
            Runtime.getRuntime().halt(3);
        });
        watch.setDaemon(true);
        watch.start();
    }

    /** 3. Probe. */
    private static void probe(Path folder) throws IOException {
        Path answer = folder.resolve("out/answer.json");
        Path part = Files.writeString(folder.resolve("out/answer.part"), "{\"library\": " + library() + "}");
        Files.move(part, answer);
    }

    private static String library() {
        return "{\"name\": \"plain Java\", \"version\": \"" + Runtime.version() + "\", \"threads\": 1}";
    }

    /** 4. The problem, and 5. what the program tells. */
    private static final class Training {

        private final Path folder;
        private final PrintWriter events;
        private final double launched;
        private int step;
        private double seconds;

        Training(Path folder) throws IOException {
            this.folder = folder;
            this.events = new PrintWriter(Files.newBufferedWriter(folder.resolve("out/events.jsonl")));
            String since = System.getenv("MSCALE_LAUNCHED_AT");
            this.launched = since == null ? System.currentTimeMillis() : Double.parseDouble(since);
        }

        void run() {
            tell("started", "");
            String end;
            try {
                end = train();
            } catch (IOException | RuntimeException e) {
                end = "\"status\": \"failed\", \"reason\": " + Json.text(String.valueOf(e));
            }
            tell("finished", end);
        }

        private void tell(String event, String more) {
            double wall = Math.max(0, (System.currentTimeMillis() - launched) / 1e3);
            events.println("{\"event\": \"" + event + "\", \"wallSeconds\": " + wall + (more.isEmpty() ? "" : ", " + more)
                    + "}");
            events.flush();
        }

        private String train() throws IOException {
            tell("library", "\"library\": " + library());
            Json problem = Json.parse(Files.readString(folder.resolve("in/problem.json")));
            Network network = new Network(problem, array("scales"));
            double[] initial = array("parameters");
            double[] testX = array("test_x");
            double[] testY = array("test_y");
            Model model = new Model(network, problem, array("train_x"), array("train_y"));
            model.restart(initial);
            tell("ready", "");
            warmUp(problem.get("warmUp"), model, initial);
            if (problem.integer("paritySteps") > 0) {
                Model few = new Model(network, problem, array("parity_x"), array("parity_y"));
                few.restart(initial);
                List<String> losses = new ArrayList<>();
                for (int i = 0; i < problem.integer("paritySteps"); i++) {
                    losses.add(Json.number(few.step()));
                }
                tell("parity", "\"losses\": " + losses);
            }
            int last = problem.integer("steps");
            double firstLoss = Double.NaN;
            try (OutputStream rows = Files.newOutputStream(folder.resolve("out/predictions.f64"))) {
                for (Json due : problem.get("evaluateAt").list()) {
                    int evaluated = step;
                    while (step < due.integer() && !timeIsOver(problem)) {
                        boolean single = model.batches.isFull() && step == evaluated;
                        double loss = block(problem, model, single ? 1 : due.integer() - step);
                        firstLoss = Double.isNaN(firstLoss) ? loss : firstLoss;
                        if (hasDiverged(loss, firstLoss)) {
                            return diverged();
                        }
                    }
                    double[] prediction = model.predict(testX);
                    rows.write(bytes(prediction));
                    rows.flush();
                    double trainMse = model.trainMse();
                    tell("evaluation", "\"step\": " + step + ", \"trainMse\": " + Json.number(trainMse));
                    if (hasDiverged(trainMse, firstLoss)) {
                        return diverged();
                    }
                    String reason = reason(problem, last, mse(prediction, testY));
                    if (!reason.equals("null") || step == last) {
                        writeArray("parameters", model.parameters);
                        if (problem.get("picture").isTrue()) {
                            writeArray("picture", model.predict(array("picture_x")));
                        }
                        return "\"status\": \"ok\", \"reason\": " + reason;
                    }
                }
            }
            throw new IllegalStateException("the last evaluation is at the last step");
        }

        /** Steps that are not counted, and are undone. */
        private void warmUp(Json warmUp, Model model, double[] initial) {
            if (warmUp.integer("steps") == 0) {
                return;
            }
            long start = System.nanoTime();
            model.step();
            double first = (System.nanoTime() - start) / 1e9;
            int steps = 1;
            while (steps < warmUp.integer("steps") || (System.nanoTime() - start) / 1e9 < warmUp.real("seconds")) {
                model.step();
                steps++;
            }
            model.restart(initial);
            tell("warmUp", "\"steps\": " + steps + ", \"seconds\": " + first);
        }

        private static boolean hasDiverged(double loss, double firstLoss) {
            return !Double.isFinite(loss) || loss > 1e6 * Math.max(firstLoss, 1e-38);
        }

        private String diverged() {
            return "\"status\": \"failed\", \"reason\": \"training diverged at step " + step + "\"";
        }

        /** Takes a block of steps under the clock; returns the last one's loss. */
        private double block(Json problem, Model model, int most) {
            int steps = Math.min(most, blockSize(problem));
            double loss = Double.NaN;
            long start = System.nanoTime();
            for (int i = 0; i < steps; i++) {
                loss = model.step();
            }
            double elapsed = (System.nanoTime() - start) / 1e9;
            step += steps;
            seconds += elapsed;
            tell("steps", "\"step\": " + step + ", \"steps\": " + steps + ", \"seconds\": " + elapsed + ", \"loss\": "
                    + Json.number(loss));
            return loss;
        }

        private int blockSize(Json problem) {
            Json clock = problem.get("clock");
            if (step < clock.integer("singleSteps")) {
                return 1;
            }
            double each = Math.max(seconds / step, 1e-9);
            double few = Math.min(
                    (double) problem.integer("steps") / clock.integer("mostSamples"),
                    clock.real("longestSeconds") / each);
            return (int) Math.max(1, Math.ceil(Math.max(clock.real("shortestSeconds") / each, few)));
        }

        private boolean timeIsOver(Json problem) {
            return !problem.get("timeLimitSeconds").isNull() && seconds >= problem.real("timeLimitSeconds");
        }

        /** Why training stops before its last step, as JSON; null if it does not. */
        private String reason(Json problem, int last, double testMse) {
            if (step < last && timeIsOver(problem)) {
                return "\"stopped by the time limit at step " + step + "\"";
            }
            return step < last && !problem.get("targetMse").isNull() && testMse <= problem.real("targetMse")
                    ? "\"stopped at the target MSE at step " + step + "\""
                    : "null";
        }

        private double[] array(String name) throws IOException {
            byte[] file = Files.readAllBytes(folder.resolve("in/" + name + ".npy"));
            ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
            bytes.position(10 + bytes.getShort(8)); // behind the magic word, the version and the header
            double[] values = new double[bytes.remaining() / Double.BYTES];
            bytes.asDoubleBuffer().get(values);
            return values;
        }

        private void writeArray(String name, double[] values) throws IOException {
            String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + values.length + ",), }";
            header += " ".repeat(63 - (10 + header.length()) % 64) + "\n";
            try (DataOutputStream out =
                    new DataOutputStream(Files.newOutputStream(folder.resolve("out/" + name + ".npy")))) {
                out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
                out.writeShort(Short.reverseBytes((short) header.length()));
                out.write(header.getBytes(StandardCharsets.US_ASCII));
                out.write(bytes(values));
            }
        }

        private static byte[] bytes(double[] values) {
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asDoubleBuffer().put(values);
            return bytes.array();
        }
    }

    private static double mse(double[] prediction, double[] truth) {
        double sum = 0;
        for (int i = 0; i < truth.length; i++) {
            sum += (prediction[i] - truth[i]) * (prediction[i] - truth[i]);
        }
        return sum / truth.length;
    }

    /** 4. Training: loss, Adam, batches. */
    private static final class Model {

        private final Network network;
        private final Json adam;
        private final Batches batches;
        private final double[] x;
        private final double[] y;
        private final int from;
        private final int to;
        private double[] parameters = {};
        private double[] first = {};
        private double[] second = {};
        private long step;

        Model(Network network, Json problem, double[] x, double[] y) {
            this.network = network;
            this.adam = problem.get("adam");
            this.x = x;
            this.y = y;
            Json trainable = problem.get("trainable").list().get(0);
            this.from = trainable.integer("from");
            this.to = trainable.integer("to");
            this.batches = new Batches(
                    problem.integer("batchSize"), problem.whole("batchSeed"), x.length / network.inputs);
        }

        void restart(double[] initial) {
            parameters = initial.clone();
            first = new double[initial.length];
            second = new double[initial.length];
            step = 0;
        }

        /** One step; returns its loss before the update. */
        double step() {
            step++;
            int[] batch = batches.batch(step);
            double[] gradient = new double[parameters.length];
            double loss = 0;
            for (int sample : batch) {
                loss += network.addGradient(parameters, x, y, sample, batch.length, gradient);
            }
            double beta1 = adam.real("beta1");
            double beta2 = adam.real("beta2");
            double rate = adam.real("learningRate") * Math.pow(1 - adam.real("decay"), step - 1);
            for (int i = from; i < to; i++) {
                first[i] = beta1 * first[i] + (1 - beta1) * gradient[i];
                second[i] = beta2 * second[i] + (1 - beta2) * gradient[i] * gradient[i];
                double m = first[i] / (1 - Math.pow(beta1, step));
                double v = second[i] / (1 - Math.pow(beta2, step));
                parameters[i] -= rate * m / (Math.sqrt(v) + adam.real("epsilon"));
            }
            return loss / (batch.length * network.outputs);
        }

        double[] predict(double[] points) {
            int samples = points.length / network.inputs;
            double[] result = new double[samples * network.outputs];
            for (int s = 0; s < samples; s++) {
                System.arraycopy(
                        network.forward(parameters, points, s), 0, result, s * network.outputs, network.outputs);
            }
            return result;
        }

        double trainMse() {
            return mse(predict(x), y);
        }
    }

    /** 4. Network: block by block, one sample at a time. */
    private static final class Network {

        private final List<Json> layers;
        private final double[] scales;
        private final double omega;
        private final int inputs;
        private final int outputs;
        private final double[][] h;
        private final double[][] z;
        private final String[][] activations;

        Network(Json problem, double[] scales) {
            this.layers = problem.get("layers").list();
            this.scales = scales;
            this.omega = problem.real("omega");
            this.inputs = problem.integer("inputs");
            this.outputs = problem.integer("outputs");
            this.h = new double[layers.size()][];
            this.z = new double[layers.size()][];
            this.activations = new String[layers.size()][];
            for (int l = 0; l < layers.size(); l++) {
                h[l] = new double[layers.get(l).integer("inputs")];
                z[l] = new double[layers.get(l).integer("outputs")];
                activations[l] = new String[z[l].length];
                for (Json run : layers.get(l).get("activations").list()) {
                    Arrays.fill(activations[l], run.integer("from"), run.integer("to"), run.string("activation"));
                }
            }
        }

        double[] forward(double[] parameters, double[] points, int sample) {
            System.arraycopy(points, sample * inputs, h[0], 0, inputs);
            for (int l = 0; l < layers.size(); l++) {
                Arrays.fill(z[l], 0);
                for (Json block : layers.get(l).get("blocks").list()) {
                    int width = block.integer("inputs");
                    for (int o = 0; o < block.integer("outputs"); o++) {
                        int row = block.integer("weightOffset") + o * width;
                        double sum = 0;
                        for (int i = 0; i < width; i++) {
                            sum += parameters[row + i] * h[l][block.integer("firstInput") + i];
                        }
                        int neuron = block.integer("firstOutput") + o;
                        z[l][neuron] += scale(l, neuron) * sum + parameters[block.integer("biasOffset") + o];
                    }
                }
                for (int i = 0; l + 1 < layers.size() && i < z[l].length; i++) {
                    h[l + 1][i] = activation(activations[l][i], omega * z[l][i]);
                }
            }
            return z[layers.size() - 1];
        }

        /** Adds a sample's part of the gradient; returns its squared error. */
        double addGradient(double[] parameters, double[] x, double[] y, int sample, int batch, double[] gradient) {
            double[] output = forward(parameters, x, sample);
            double[] delta = new double[outputs];
            double squares = 0;
            for (int k = 0; k < outputs; k++) {
                double error = output[k] - y[sample * outputs + k];
                squares += error * error;
                delta[k] = 2 * error / ((double) batch * outputs);
            }
            for (int l = layers.size() - 1; l >= 0; l--) {
                double[] below = new double[h[l].length];
                for (Json block : layers.get(l).get("blocks").list()) {
                    int width = block.integer("inputs");
                    for (int o = 0; o < block.integer("outputs"); o++) {
                        int neuron = block.integer("firstOutput") + o;
                        int row = block.integer("weightOffset") + o * width;
                        double scaled = scale(l, neuron) * delta[neuron];
                        for (int i = 0; i < width; i++) {
                            gradient[row + i] += scaled * h[l][block.integer("firstInput") + i];
                            below[block.integer("firstInput") + i] += parameters[row + i] * delta[neuron];
                        }
                        gradient[block.integer("biasOffset") + o] += delta[neuron];
                    }
                }
                for (int i = 0; l > 0 && i < below.length; i++) {
                    below[i] *= omega * slope(activations[l - 1][i], omega * z[l - 1][i]);
                }
                delta = below;
            }
            return squares;
        }

        private double scale(int l, int neuron) {
            return l == 0 ? scales[neuron] : 1;
        }

        private static double activation(String name, double x) {
            return switch (name) {
                case "identity" -> x;
                case "relu" -> Math.max(x, 0);
                case "tanh" -> Math.tanh(x);
                case "sin" -> Math.sin(x);
                case "cos" -> Math.cos(x);
                case "sigmoid" -> 1 / (1 + Math.exp(-x));
                default -> throw new IllegalArgumentException("there is no activation " + name + " here");
            };
        }

        private static double slope(String name, double x) {
            return switch (name) {
                case "identity" -> 1;
                case "relu" -> x > 0 ? 1 : 0;
                case "tanh" -> 1 - Math.tanh(x) * Math.tanh(x);
                case "sin" -> Math.cos(x);
                case "cos" -> -Math.sin(x);
                default -> activation(name, x) * activation(name, -x);
            };
        }
    }

    /** 4. Batches. */
    private static final class Batches {

        private static final long G = 0x9E3779B97F4A7C15L;

        private final int size;
        private final long seed;
        private final int[] all;
        private long epoch = -1;

        Batches(int batchSize, long seed, int samples) {
            this.size = Math.min(batchSize, samples);
            this.seed = seed;
            this.all = new int[samples];
            Arrays.setAll(all, i -> i);
        }

        boolean isFull() {
            return size == all.length;
        }

        int[] batch(long step) {
            if (isFull()) {
                return all;
            }
            int perEpoch = all.length / size;
            if ((step - 1) / perEpoch != epoch) {
                shuffle((step - 1) / perEpoch);
            }
            int first = (int) ((step - 1) % perEpoch) * size;
            return Arrays.copyOfRange(all, first, first + size);
        }

        private void shuffle(long now) {
            epoch = now;
            long state = word(word(seed, 0) + 4 * G, 0) ^ epoch * G;
            for (int i = 0; i < all.length; i++) {
                int j = (int) ((word(state, i) >>> 11) * 0x1p-53 * (i + 1));
                all[i] = all[j];
                all[j] = i;
            }
        }

        private static long word(long state, long k) {
            long z = state + (k + 1) * G;
            z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
            z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
            return z ^ z >>> 31;
        }
    }

    /** As much JSON as the protocol needs: a value is a Map, a List, a String, a number as its text, true, false or null. */
    private static final class Json {

        private final Object value;

        private Json(Object value) {
            this.value = value;
        }

        static Json parse(String text) {
            return new Parser(text).value();
        }

        static String text(String words) {
            StringBuilder text = new StringBuilder("\"");
            words.chars().forEach(c -> text.append(c < ' ' || c == '"' || c == '\\' ? ' ' : (char) c));
            return text.append('"').toString();
        }

        static String number(double value) {
            return Double.isFinite(value) ? Double.toString(value) : "null";
        }

        @SuppressWarnings("unchecked")
        Json get(String field) {
            Json found = ((Map<String, Json>) value).get(field);
            if (found == null) {
                throw new IllegalArgumentException("the problem has no " + field);
            }
            return found;
        }

        @SuppressWarnings("unchecked")
        List<Json> list() {
            return (List<Json>) value;
        }

        boolean isNull() {
            return value.equals("null");
        }

        boolean isTrue() {
            return value.equals("true");
        }

        String string(String field) {
            return (String) get(field).value;
        }

        int integer() {
            return Integer.parseInt((String) value);
        }

        int integer(String field) {
            return get(field).integer();
        }

        long whole(String field) {
            return Long.parseLong((String) get(field).value);
        }

        double real(String field) {
            return Double.parseDouble((String) get(field).value);
        }
    }

    private static final class Parser {

        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        Json value() {
            return switch (next()) {
                case '{' -> object();
                case '[' -> array();
                case '"' -> new Json(string());
                default -> new Json(word());
            };
        }

        private Json object() {
            Map<String, Json> fields = new LinkedHashMap<>();
            expect('{');
            while (next() != '}') {
                String name = string();
                expect(':');
                fields.put(name, value());
                skipComma();
            }
            expect('}');
            return new Json(fields);
        }

        private Json array() {
            List<Json> values = new ArrayList<>();
            expect('[');
            while (next() != ']') {
                values.add(value());
                skipComma();
            }
            expect(']');
            return new Json(values);
        }

        private String string() {
            expect('"');
            int from = at;
            while (text.charAt(at) != '"') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            return text.substring(from, at++); // nothing that is read here has escapes
        }

        private String word() {
            int from = at;
            while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            if (at == from) {
                throw new IllegalArgumentException("the problem is no JSON at character " + at);
            }
            return text.substring(from, at);
        }

        private char next() {
            while (Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return text.charAt(at);
        }

        private void expect(char c) {
            if (next() != c) {
                throw new IllegalArgumentException("the problem is no JSON at character " + at);
            }
            at++;
        }

        private void skipComma() {
            if (next() == ',') {
                at++;
            }
        }
    }
}
