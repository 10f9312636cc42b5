package io.mscale.api.network;

import io.mscale.api.option.Named;
import io.mscale.api.option.Names;

/** The form of network that a cell trains, as users choose it. A variant is a specification: backends know none. */
public enum Variant implements Named {
    /** h1 = s0(W0 x + b0): every neuron sees the input as it is. */
    SINGLE("single", "one scale: the plain network") {
        @Override
        public NetworkSpec network(NetworkRequest request) {
            return request.build(Structure.DENSE, Scales.one(), FirstLayer.TRAINED);
        }
    },
    /** h1 = s0(K .* (W0 x) + b0): MscaleDNN-1, Liu, Cai and Xu (2020). */
    MULTI("multi", "many scales in the first layer: MscaleDNN-1") {
        @Override
        public NetworkSpec network(NetworkRequest request) {
            return request.build(Structure.DENSE, request.scales(), trained(request));
        }
    },
    /** One subnetwork for each scale, their outputs summed: MscaleDNN-2, Liu, Cai and Xu (2020). */
    MULTI2("multi2", "a subnetwork for each scale, summed: MscaleDNN-2") {
        @Override
        public NetworkSpec network(NetworkRequest request) {
            return request.build(Structure.SUBNETS, request.scales(), trained(request));
        }
    },
    /** h1 = [sin(2 pi B x), cos(2 pi B x)] with a random B that is not trained: Tancik et al. (2020). */
    FOURIER("fourier", "random Fourier features, not trained; width, --sigma") {
        @Override
        public NetworkSpec network(NetworkRequest request) {
            int pairs = Math.max(1, request.hiddenWidths().get(0) / 2);
            return sine(request.withFirstWidth(2 * pairs))
                    .build(
                            Structure.DENSE,
                            new Scales.Constant(request.baselines().sigma(), 1),
                            FirstLayer.GAUSSIAN_FEATURES);
        }
    },
    /** h1 = sin(2^k pi x), cos(2^k pi x), not trained: Mildenhall et al. (2020). */
    NERF("nerf", "sines and cosines of octaves, not trained; --octaves") {
        @Override
        public NetworkSpec network(NetworkRequest request) {
            int octaves = request.baselines().octaves();
            return sine(request.withFirstWidth(2 * request.inputs() * octaves))
                    .build(Structure.DENSE, new Scales.PowersOfTwo(octaves), FirstLayer.OCTAVE_FEATURES);
        }
    },
    /** sin(omega (W h + b)) in every layer: Sitzmann et al. (2020). */
    SIREN("siren", "sines in every layer, steep at the start; --omega") {
        @Override
        public NetworkSpec network(NetworkRequest request) {
            NetworkRequest sines = sine(request, Activation.SIN);
            return sines.build(Structure.DENSE, Scales.one(), FirstLayer.TRAINED)
                    .withOmega(request.baselines().omega());
        }

        @Override
        public Initialization initialization(Initialization requested) {
            return Initialization.SIREN;
        }
    },
    /** Blocks of random Fourier features of several sigma through one trunk: Wang, Wang and Perdikaris (2021). */
    MFF("mff", "Fourier features of several sigmas through a shared trunk; --sigmas") {
        @Override
        public NetworkSpec network(NetworkRequest request) {
            Scales sigmas = new Scales.Explicit(request.baselines().sigmas());
            int pairs = Math.max(1, request.hiddenWidths().get(0) / (2 * sigmas.count()));
            return sine(request.withFirstWidth(2 * sigmas.count() * pairs))
                    .build(Structure.SHARED_TRUNK, sigmas, FirstLayer.GAUSSIAN_FEATURES);
        }

        @Override
        public ActivationPattern activation(ActivationPattern ofTask) {
            return Activation.TANH;
        }
    };

    private final String id;
    private final String description;

    Variant(String id, String description) {
        this.id = id;
        this.description = description;
    }

    @Override
    public String id() {
        return id;
    }

    /** One line for {@code list variants}. */
    public String description() {
        return description;
    }

    /**
     * The network of this form that comes nearest to what is asked. Features come in pairs, or in pairs for each scale or
     * octave: there the first hidden width is the nearest number below that fits, or the one that the octaves make.
     *
     * @throws IllegalArgumentException if the request makes no such network
     */
    public abstract NetworkSpec network(NetworkRequest request);

    /** Where the parameters start when the user asks for {@code requested}. */
    public Initialization initialization(Initialization requested) {
        return requested;
    }

    /** The activation of the layers behind the first unless the user chooses one; the task's choice is given. */
    public ActivationPattern activation(ActivationPattern ofTask) {
        return ofTask;
    }

    /** Whether the scales that the user asks for are this form's. */
    public boolean isMultiScale() {
        return this == MULTI || this == MULTI2;
    }

    private static FirstLayer trained(NetworkRequest request) {
        return request.trainScales() ? FirstLayer.TRAINED_SCALES : FirstLayer.TRAINED;
    }

    private static NetworkRequest sine(NetworkRequest request) {
        return sine(request, request.activation());
    }

    private static NetworkRequest sine(NetworkRequest request, ActivationPattern behind) {
        return new NetworkRequest(
                request.inputs(),
                request.hiddenWidths(),
                request.outputs(),
                request.scales(),
                Activation.SIN,
                behind,
                request.trainScales(),
                request.baselines());
    }

    /**
     * The variant with that id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Variant named(String id) {
        return Names.parse("variant", Variant.class, id);
    }

    @Override
    public String toString() {
        return id;
    }
}
