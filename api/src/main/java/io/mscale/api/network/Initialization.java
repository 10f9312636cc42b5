package io.mscale.api.network;

import io.mscale.api.option.Named;
import io.mscale.api.option.Names;
import io.mscale.api.random.RandomStream;

/** The distribution that a network's parameters start from. */
public enum Initialization implements Named {
    /** W and b uniform in +-1/sqrt(inputs); what {@code torch.nn.Linear} does. */
    UNIFORM("uniform") {
        @Override
        double weight(RandomStream random, int inputs, int outputs) {
            double bound = 1 / Math.sqrt(inputs);
            return random.uniform(-bound, bound);
        }

        @Override
        double bias(RandomStream random, int inputs, int outputs) {
            return weight(random, inputs, outputs);
        }
    },
    /** W normal with variance 2/(inputs + outputs), b zero; Glorot and Bengio (2010). */
    GLOROT("glorot") {
        @Override
        double weight(RandomStream random, int inputs, int outputs) {
            return random.normal() * Math.sqrt(2.0 / (inputs + outputs));
        }

        @Override
        double bias(RandomStream random, int inputs, int outputs) {
            return 0;
        }
    },
    /** W normal with variance 2/inputs, b zero; He et al. (2015). */
    HE("he") {
        @Override
        double weight(RandomStream random, int inputs, int outputs) {
            return random.normal() * Math.sqrt(2.0 / inputs);
        }

        @Override
        double bias(RandomStream random, int inputs, int outputs) {
            return 0;
        }
    },
    /** W and b normal with standard deviation 2/sqrt(inputs + outputs); the code of the MscaleDNN authors. */
    MSCALE_PAPER("mscale-paper") {
        @Override
        double weight(RandomStream random, int inputs, int outputs) {
            return random.normal() * 2 / Math.sqrt(inputs + outputs);
        }

        @Override
        double bias(RandomStream random, int inputs, int outputs) {
            return weight(random, inputs, outputs);
        }
    };

    private final String id;

    Initialization(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    abstract double weight(RandomStream random, int inputs, int outputs);

    abstract double bias(RandomStream random, int inputs, int outputs);

    /**
     * The initial parameters of a network in the layout of {@link ParameterLayout}, drawn in double in the order of
     * that layout. Every backend starts from these bits, whatever precision it computes in.
     */
    public double[] draw(NetworkSpec network, long seed) {
        ParameterLayout layout = ParameterLayout.of(network);
        RandomStream random = RandomStream.of(seed, RandomStream.Purpose.INITIAL_PARAMETERS);
        double[] parameters = new double[layout.size()];
        for (ParameterLayout.Layer layer : layout.layers()) {
            for (int i = 0; i < layer.weights(); i++) {
                parameters[layer.weightOffset() + i] = weight(random, layer.inputs(), layer.outputs());
            }
            for (int i = 0; i < layer.outputs(); i++) {
                parameters[layer.biasOffset() + i] = bias(random, layer.inputs(), layer.outputs());
            }
        }
        return parameters;
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
