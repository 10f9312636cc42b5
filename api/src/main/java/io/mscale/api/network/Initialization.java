package io.mscale.api.network;

import io.mscale.api.option.Named;
import io.mscale.api.option.Names;
import io.mscale.api.random.RandomStream;
import java.util.HashSet;
import java.util.Set;

/** The distribution that a network's parameters start from. */
public enum Initialization implements Named {
    /** W and b uniform in +-1/sqrt(inputs); what {@code torch.nn.Linear} does. */
    UNIFORM("uniform") {
        @Override
        double weight(RandomStream random, Fan fan) {
            double bound = 1 / Math.sqrt(fan.inputs());
            return random.uniform(-bound, bound);
        }

        @Override
        double bias(RandomStream random, Fan fan) {
            return weight(random, fan);
        }
    },
    /** W normal with variance 2/(inputs + outputs), b zero; Glorot and Bengio (2010). */
    GLOROT("glorot") {
        @Override
        double weight(RandomStream random, Fan fan) {
            return random.normal() * Math.sqrt(2.0 / (fan.inputs() + fan.outputs()));
        }

        @Override
        double bias(RandomStream random, Fan fan) {
            return 0;
        }
    },
    /** W normal with variance 2/inputs, b zero; He et al. (2015). */
    HE("he") {
        @Override
        double weight(RandomStream random, Fan fan) {
            return random.normal() * Math.sqrt(2.0 / fan.inputs());
        }

        @Override
        double bias(RandomStream random, Fan fan) {
            return 0;
        }
    },
    /** W and b normal with standard deviation 2/sqrt(inputs + outputs); the code of the MscaleDNN authors. */
    MSCALE_PAPER("mscale-paper") {
        @Override
        double weight(RandomStream random, Fan fan) {
            return random.normal() * 2 / Math.sqrt(fan.inputs() + fan.outputs());
        }

        @Override
        double bias(RandomStream random, Fan fan) {
            return weight(random, fan);
        }
    },
    /**
     * W uniform in +-1/inputs in the first layer and in +-sqrt(6/inputs)/omega behind it, b uniform in +-1/sqrt(inputs);
     * Sitzmann et al. (2020).
     */
    SIREN("siren") {
        @Override
        double weight(RandomStream random, Fan fan) {
            double bound = fan.isFirst() ? 1.0 / fan.inputs() : Math.sqrt(6.0 / fan.inputs()) / fan.omega();
            return random.uniform(-bound, bound);
        }

        @Override
        double bias(RandomStream random, Fan fan) {
            return UNIFORM.weight(random, fan);
        }
    };

    /** What the distribution of a block's parameters may depend on. */
    record Fan(int inputs, int outputs, boolean isFirst, double omega) {}

    private final String id;

    Initialization(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    abstract double weight(RandomStream random, Fan fan);

    abstract double bias(RandomStream random, Fan fan);

    /**
     * The initial parameters of a network in the layout of {@link ParameterLayout}, drawn in double in the order of
     * that layout. Every backend starts from these bits, whatever precision it computes in. A frozen first layer is what
     * {@link FirstLayer} says, trained scales start from the network's.
     */
    public double[] draw(NetworkSpec network, long seed) {
        ParameterLayout layout = ParameterLayout.of(network);
        RandomStream random = RandomStream.of(seed, RandomStream.Purpose.INITIAL_PARAMETERS);
        double[] parameters = new double[layout.size()];
        Set<Integer> drawn = new HashSet<>();
        for (int l = 0; l < layout.layers().size(); l++) {
            for (ParameterLayout.Block block : layout.layers().get(l).blocks()) {
                if (l == 0 && network.firstLayer().isFrozen()) {
                    network.firstLayer().draw(network, random, parameters);
                } else if (drawn.add(block.weightOffset())) {
                    draw(block, new Fan(block.inputs(), block.outputs(), l == 0, network.omega()), random, parameters);
                }
            }
        }
        if (layout.scaleOffset() >= 0) {
            double[] scales = network.scales().values();
            System.arraycopy(scales, 0, parameters, layout.scaleOffset(), scales.length);
        }
        return parameters;
    }

    private void draw(ParameterLayout.Block block, Fan fan, RandomStream random, double[] parameters) {
        for (int i = 0; i < block.weights(); i++) {
            parameters[block.weightOffset() + i] = weight(random, fan);
        }
        for (int i = 0; i < block.outputs(); i++) {
            parameters[block.biasOffset() + i] = bias(random, fan);
        }
    }

    /**
     * The initialisation with that id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Initialization named(String id) {
        return Names.parse("initialisation", Initialization.class, id);
    }

    @Override
    public String toString() {
        return id;
    }
}
