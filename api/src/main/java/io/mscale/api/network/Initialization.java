package io.mscale.api.network;

import io.mscale.api.option.Named;
import io.mscale.api.option.Names;
import io.mscale.api.random.RandomStream;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;

/** The distribution that a network's parameters start from. */
public enum Initialization implements Named.Constant {
    /** W and b uniform in +-1/sqrt(inputs); what {@code torch.nn.Linear} does. */
    UNIFORM(Initialization::uniform, Initialization::uniform),

    /** W normal with variance 2/(inputs + outputs), b zero; Glorot and Bengio (2010). */
    GLOROT((random, fan) -> random.normal() * Math.sqrt(2.0 / (fan.inputs() + fan.outputs())), (random, fan) -> 0),

    /** W normal with variance 2/inputs, b zero; He et al. (2015). */
    HE((random, fan) -> random.normal() * Math.sqrt(2.0 / fan.inputs()), (random, fan) -> 0),

    /** W and b normal with standard deviation 2/sqrt(inputs + outputs); the code of the MscaleDNN authors. */
    MSCALE_PAPER(Initialization::wide, Initialization::wide),

    /**
     * W uniform in +-1/inputs in the first layer and in +-sqrt(6/inputs)/omega behind it, b uniform in +-1/sqrt(inputs);
     * Sitzmann et al. (2020).
     */
    SIREN(Initialization::steep, Initialization::uniform),

    /**
     * First layer W normal with mean 1 and standard deviation 0.01, so that the neurons of one scale have nearly one
     * frequency; all else uniform in +-1/sqrt(inputs).
     */
    NEAR_ONE(
            (random, fan) -> fan.isFirst() ? 1 + 0.01 * random.normal() : uniform(random, fan),
            Initialization::uniform),

    /** First layer W uniform in +-0.1/sqrt(inputs), so that frequencies start low; all else uniform in +-1/sqrt(inputs). */
    NARROW((random, fan) -> (fan.isFirst() ? 0.1 : 1) * uniform(random, fan), Initialization::uniform);

    /** What the distribution of a block's parameters may depend on. */
    private record Fan(int inputs, int outputs, boolean isFirst, double omega) {}

    private final ToDoubleBiFunction<RandomStream, Fan> weight;
    private final ToDoubleBiFunction<RandomStream, Fan> bias;

    Initialization(ToDoubleBiFunction<RandomStream, Fan> weight, ToDoubleBiFunction<RandomStream, Fan> bias) {
        this.weight = weight;
        this.bias = bias;
    }

    /** The initial parameters of a network whose inputs come from [-1, 1]. */
    public double[] draw(NetworkSpec network, long seed) {
        return draw(network, InputRange.unit(network.inputs()), seed);
    }

    /**
     * The initial parameters of a network in the layout of {@link ParameterLayout}, drawn in double in the order of
     * that layout. Every backend starts from these bits, whatever precision it computes in. A frozen first layer is what
     * {@link FirstLayer} says, trained scales start from the network's. Of joined subnetworks each is drawn as if it
     * were alone: what depends on the number of outputs counts its own.
     *
     * @param range where the inputs come from; only a frozen first layer depends on it
     */
    public double[] draw(NetworkSpec network, InputRange range, long seed) {
        return draw(network, range, seed, 0);
    }

    /**
     * The initial parameters of one of several networks under a seed, which are drawn independently.
     *
     * @param index the network's number; 0 is the one that {@link #draw(NetworkSpec, InputRange, long)} draws
     */
    public double[] draw(NetworkSpec network, InputRange range, long seed, int index) {
        ParameterLayout layout = ParameterLayout.of(network);
        RandomStream random = RandomStream.of(seed, RandomStream.Purpose.INITIAL_PARAMETERS, index);
        double[] parameters = new double[layout.size()];
        Set<Integer> drawn = new HashSet<>();
        for (int l = 0; l < layout.layers().size(); l++) {
            for (ParameterLayout.Block block : layout.layers().get(l).blocks()) {
                if (l == 0 && network.firstLayer().isFrozen()) {
                    network.firstLayer().draw(network, range, block, random, parameters);
                } else if (drawn.add(block.weightOffset())) {
                    boolean joins = l == 0 && network.structure() != Structure.DENSE;
                    List<Integer> parts = joins ? network.scaleBlockSizes() : List.of(block.outputs());
                    draw(block, fans(block.inputs(), parts, l == 0, network.omega()), random, parameters);
                }
            }
        }
        if (layout.scaleOffset() >= 0) {
            double[] scales = network.scales().values();
            System.arraycopy(scales, 0, parameters, layout.scaleOffset(), scales.length);
        }
        return parameters;
    }

    /**
     * The frequency that a first-layer neuron of scale 1 reaches in each input: the largest weight of a uniform
     * distribution, and of a normal one the largest of the uniform distribution with the same standard deviation.
     *
     * @param inputs the number of the network's inputs
     * @param outputs the number of first-layer neurons, of one subnetwork if there are several
     */
    public double firstReach(int inputs, int outputs) {
        return switch (this) {
            case UNIFORM -> 1 / Math.sqrt(inputs);
            case GLOROT -> Math.sqrt(3) * Math.sqrt(2.0 / (inputs + outputs));
            case HE -> Math.sqrt(3) * Math.sqrt(2.0 / inputs);
            case MSCALE_PAPER -> Math.sqrt(3) * 2 / Math.sqrt(inputs + outputs);
            case SIREN -> 1.0 / inputs;
            case NEAR_ONE -> 1;
            case NARROW -> 0.1 / Math.sqrt(inputs);
        };
    }

    /** One for each neuron of a block whose neurons belong to parts of these sizes. */
    private static List<Fan> fans(int inputs, List<Integer> parts, boolean isFirst, double omega) {
        return parts.stream()
                .flatMap(size -> Collections.nCopies(size, new Fan(inputs, size, isFirst, omega)).stream())
                .toList();
    }

    private void draw(ParameterLayout.Block block, List<Fan> fans, RandomStream random, double[] parameters) {
        for (int i = 0; i < block.weights(); i++) {
            parameters[block.weightOffset() + i] = weight.applyAsDouble(random, fans.get(i / block.inputs()));
        }
        for (int i = 0; i < block.outputs(); i++) {
            parameters[block.biasOffset() + i] = bias.applyAsDouble(random, fans.get(i));
        }
    }

    private static double uniform(RandomStream random, Fan fan) {
        double bound = 1 / Math.sqrt(fan.inputs());
        return random.uniform(-bound, bound);
    }

    private static double wide(RandomStream random, Fan fan) {
        return random.normal() * 2 / Math.sqrt(fan.inputs() + fan.outputs());
    }

    private static double steep(RandomStream random, Fan fan) {
        double bound = fan.isFirst() ? 1.0 / fan.inputs() : Math.sqrt(6.0 / fan.inputs()) / fan.omega();
        return random.uniform(-bound, bound);
    }

    /** The initialisation with that id; an {@link IllegalArgumentException} lists the ids if there is none. */
    public static Initialization named(String id) {
        return Names.parse("initialisation", Initialization.class, id);
    }

    @Override
    public String toString() {
        return id();
    }
}
