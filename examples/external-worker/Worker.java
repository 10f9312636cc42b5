import java.io.*;
import java.nio.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.regex.*;

/**
 * An external worker of mscale-bench in one file, without any library, to read beside docs/12-external-workers.md. Plain loops
 * in float64, one thread; correct, not fast. {@code java Worker.java} answers the questions on its standard input.
 */
public final class Worker {

    private static final Pattern TOKEN = Pattern.compile("\"(\\\\.|[^\"\\\\])*+\"|[{}\\[\\]]|[^\\s,:{}\\[\\]\"]+");

    /** The conversation: a line in, a line out. */
    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err); // whatever else is printed is no answer
        Map<String, Model> models = new HashMap<>();
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            Map<String, String> question = new HashMap<>();
            String answer;
            try {
                Iterator<String> tokens = TOKEN.matcher(line).results().map(MatchResult::group).iterator();
                parse(tokens.next(), tokens, "", question);
                answer = answer(question, models);
            } catch (IOException | RuntimeException e) {
                e.printStackTrace();
                answer = ", \"failed\": \"" + String.valueOf(e).replaceAll("[\"\\\\\\p{Cntrl}]", " ") + "\"";
            }
            answers.println("{\"id\": " + question.get("id") + answer + "}");
            answers.flush();
        }
    }

    /** The fields of an answer behind its id. */
    private static String answer(Map<String, String> question, Map<String, Model> models) throws IOException {
        Model model = models.get(question.get("model"));
        switch (question.get("ask")) {
            case "probe" -> {
                return question.get("device").equals("cpu")
                        ? ", \"library\": {\"name\": \"plain Java\", \"version\": \"" + Runtime.version() + "\", \"threads\": 1}"
                        : ", \"unsupported\": \"plain Java computes on the CPU\"";
            }
            case "create" -> models.put(question.get("model"), new Model(question));
            case "bind" -> { model.x = numbers(question.get("x")); model.y = numbers(question.get("y")); }
            case "setParameters" -> model.restart(numbers(question.get("parameters")));
            case "train" -> {
                String batches = question.get("batches");
                IntBuffer indices = batches == null ? null : content(batches).asIntBuffer();
                double loss = model.train(Integer.parseInt(question.get("steps")), indices);
                return ", \"loss\": " + (Double.isFinite(loss) ? loss : "null");
            }
            case "predict" -> write(question.get("y"), model.predict(numbers(question.get("x"))));
            case "parameters" -> write(question.get("parameters"), model.parameters);
            case "close" -> models.remove(question.get("model"));
            default -> throw new IllegalArgumentException("there is no question " + question.get("ask"));
        }
        return "";
    }

    /** Puts a JSON value into a map by its path, as in problem.network.layers.0.inputs. */
    private static void parse(String token, Iterator<String> tokens, String path, Map<String, String> into) {
        if (!token.equals("{") && !token.equals("[")) {
            boolean quoted = token.startsWith("\"");
            into.put(path.substring(1), quoted ? token.substring(1, token.length() - 1).replaceAll("\\\\(.)", "$1") : token);
            return;
        }
        int items = 0;
        for (String next = tokens.next(); !"}]".contains(next); next = tokens.next()) {
            boolean named = token.equals("{");
            parse(named ? tokens.next() : next, tokens, path + "." + (named ? next.replace("\"", "") : items++), into);
        }
    }

    /** The numbers of an array's file, behind the magic word, the version and the header. */
    private static ByteBuffer content(String npy) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(Path.of(npy))).order(ByteOrder.LITTLE_ENDIAN);
        return bytes.position(10 + bytes.getShort(8)).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static double[] numbers(String npy) throws IOException {
        DoubleBuffer content = content(npy).asDoubleBuffer();
        double[] values = new double[content.remaining()];
        content.get(values);
        return values;
    }

    private static void write(String npy, double[] values) throws IOException {
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + values.length + ",), }";
        header += " ".repeat(63 - (10 + header.length()) % 64) + "\n";
        ByteBuffer bytes = ByteBuffer.allocate(10 + header.length() + values.length * Double.BYTES);
        bytes.order(ByteOrder.LITTLE_ENDIAN).put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        bytes.putShort((short) header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
        bytes.asDoubleBuffer().put(values);
        Files.write(Path.of(npy), bytes.array());
    }

    /** The network, block by block and one sample at a time, its gradient, and Adam. */
    private static final class Model {

        private record Block(int inputs, int outputs, int firstInput, int firstOutput, int weights, int bias) {}

        private final Map<String, String> problem;
        private final List<List<Block>> layers = new ArrayList<>();
        private final List<String[]> activations = new ArrayList<>();
        private final List<double[]> h = new ArrayList<>(), z = new ArrayList<>();
        private final double[] scales;
        private final double omega;
        private final int inputs, outputs;
        private double[] x, y, parameters, first, second;
        private long step;

        Model(Map<String, String> problem) {
            this.problem = problem;
            inputs = (int) number("network.inputs");
            outputs = (int) number("network.outputs");
            omega = number("network.omega");
            for (String l = "network.layers.0"; problem.containsKey("problem." + l + ".inputs"); l = "network.layers." + layers.size()) {
                layers.add(new ArrayList<>());
                h.add(new double[(int) number(l + ".inputs")]);
                z.add(new double[(int) number(l + ".outputs")]);
                activations.add(new String[(int) number(l + ".outputs")]);
                for (int i = 0; problem.containsKey("problem." + l + ".blocks." + i + ".inputs"); i++) {
                    String b = l + ".blocks." + i;
                    layers.get(layers.size() - 1).add(new Block((int) number(b + ".inputs"), (int) number(b + ".outputs"),
                            (int) number(b + ".firstInput"), (int) number(b + ".firstOutput"), (int) number(b + ".weightOffset"), (int) number(b + ".biasOffset")));
                }
                for (int i = 0; problem.containsKey("problem." + l + ".activations." + i + ".from"); i++) {
                    String run = l + ".activations." + i;
                    String name = problem.get("problem." + run + ".activation");
                    Arrays.fill(activations.get(layers.size() - 1), (int) number(run + ".from"), (int) number(run + ".to"), name);
                }
            }
            scales = new double[z.get(0).length];
            Arrays.setAll(scales, i -> number("network.scales." + i));
        }

        private double number(String path) {
            return Double.parseDouble(problem.get("problem." + path));
        }

        void restart(double[] initial) {
            parameters = initial;
            first = new double[initial.length];
            second = new double[initial.length];
            step = 0;
        }

        /** Takes steps; returns the last one's loss before its update. */
        double train(int steps, IntBuffer batches) {
            int size = batches == null ? x.length / inputs : batches.remaining() / steps;
            double squares = 0;
            for (int i = 0; i < steps; i++) {
                double[] gradient = new double[parameters.length];
                squares = 0;
                for (int s = 0; s < size; s++) {
                    squares += addGradient(batches == null ? s : batches.get(i * size + s), size, gradient);
                }
                update(gradient);
            }
            return squares / ((double) size * outputs);
        }

        private void update(double[] gradient) {
            step++;
            double beta1 = number("adam.beta1"), beta2 = number("adam.beta2"), epsilon = number("adam.epsilon");
            double rate = number("adam.learningRate") * Math.pow(1 - number("adam.decay"), step - 1);
            for (int i = (int) number("network.trainable.0.from"); i < gradient.length; i++) {
                first[i] = beta1 * first[i] + (1 - beta1) * gradient[i];
                second[i] = beta2 * second[i] + (1 - beta2) * gradient[i] * gradient[i];
                double root = Math.sqrt(second[i] / (1 - Math.pow(beta2, step)));
                parameters[i] -= rate * (first[i] / (1 - Math.pow(beta1, step))) / (root + epsilon);
            }
        }

        double[] predict(double[] points) {
            double[] result = new double[points.length / inputs * outputs];
            for (int s = 0; s < points.length / inputs; s++) {
                System.arraycopy(forward(points, s), 0, result, s * outputs, outputs);
            }
            return result;
        }

        private double[] forward(double[] points, int sample) {
            System.arraycopy(points, sample * inputs, h.get(0), 0, inputs);
            for (int l = 0; l < layers.size(); l++) {
                double[] sums = z.get(l);
                Arrays.fill(sums, 0);
                for (Block b : layers.get(l)) {
                    for (int o = 0; o < b.outputs; o++) {
                        double sum = 0;
                        for (int i = 0; i < b.inputs; i++) {
                            sum += parameters[b.weights + o * b.inputs + i] * h.get(l)[b.firstInput + i];
                        }
                        sums[b.firstOutput + o] += (l == 0 ? scales[o] : 1) * sum + parameters[b.bias + o];
                    }
                }
                for (int i = 0; l + 1 < layers.size() && i < sums.length; i++) {
                    h.get(l + 1)[i] = activation(activations.get(l)[i], omega * sums[i])[0];
                }
            }
            return z.get(layers.size() - 1);
        }

        /** Adds a sample's part of the gradient; returns its squared error. */
        private double addGradient(int sample, int batch, double[] gradient) {
            double[] delta = forward(x, sample).clone();
            double squares = 0;
            for (int k = 0; k < outputs; k++) {
                double error = delta[k] - y[sample * outputs + k];
                squares += error * error;
                delta[k] = 2 * error / ((double) batch * outputs);
            }
            for (int l = layers.size() - 1; l >= 0; l--) {
                double[] below = new double[h.get(l).length];
                for (Block b : layers.get(l)) {
                    for (int o = 0; o < b.outputs; o++) {
                        double d = delta[b.firstOutput + o];
                        gradient[b.bias + o] += d;
                        for (int i = 0, w = b.weights + o * b.inputs; i < b.inputs; i++) {
                            gradient[w + i] += (l == 0 ? scales[o] : 1) * d * h.get(l)[b.firstInput + i];
                            below[b.firstInput + i] += parameters[w + i] * d;
                        }
                    }
                }
                for (int i = 0; l > 0 && i < below.length; i++) {
                    below[i] *= omega * activation(activations.get(l - 1)[i], omega * z.get(l - 1)[i])[1];
                }
                delta = below;
            }
            return squares;
        }

        /** Value and slope. */
        private static double[] activation(String name, double x) {
            return switch (name) {
                case "sin" -> new double[] {Math.sin(x), Math.cos(x)};
                case "tanh" -> new double[] {Math.tanh(x), 1 - Math.tanh(x) * Math.tanh(x)};
                case "relu" -> new double[] {Math.max(x, 0), x > 0 ? 1 : 0};
                default -> throw new IllegalArgumentException("there is no activation " + name + " here");
            };
        }
    }
}
