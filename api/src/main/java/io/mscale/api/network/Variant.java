package io.mscale.api.network;

import io.mscale.api.option.Named;
import io.mscale.api.option.Names;
import java.util.function.Function;

/** The form of network that a cell trains, as users choose it. A variant is a specification: backends know none. */
public enum Variant implements Named.Constant {
    /** h1 = s0(W0 x + b0): every neuron sees the input as it is. */
    SINGLE("one scale: the plain network", request -> request.build(Structure.DENSE, Scales.one(), FirstLayer.TRAINED)),

    /** h1 = s0(K .* (W0 x) + b0): MscaleDNN-1, Liu, Cai and Xu (2020). */
    MULTI(
            "many scales in the first layer: MscaleDNN-1",
            request -> request.build(Structure.DENSE, request.scales(), trained(request))),

    /** One subnetwork for each scale, their outputs summed: MscaleDNN-2, Liu, Cai and Xu (2020). */
    MULTI2(
            "a subnetwork for each scale, summed: MscaleDNN-2",
            request -> request.build(Structure.SUBNETS, request.scales(), trained(request))),

    /**
     * h1 = [sin(2 pi B u), cos(2 pi B u)] with a random B that is not trained and the input u scaled to [-1, 1]: Tancik et
     * al. (2020).
     */
    FOURIER("random Fourier features, not trained; width, --sigma", request -> {
        Scales sigma = new Scales.Constant(request.baselines().sigma(), 1);
        return request.buildFeatures(Structure.DENSE, sigma, FirstLayer.GAUSSIAN_FEATURES, 2 * pairs(request, 1));
    }),

    /** h1 = sin(2^k pi u), cos(2^k pi u), not trained, with the input u scaled to [-1, 1]: Mildenhall et al. (2020). */
    NERF("sines and cosines of octaves, not trained; --octaves", request -> {
        int octaves = request.baselines().octaves();
        int width = 2 * request.inputs() * octaves;
        Scales powers = new Scales.PowersOfTwo(octaves);
        return request.buildFeatures(Structure.DENSE, powers, FirstLayer.OCTAVE_FEATURES, width);
    }),

    /** sin(omega (W h + b)) in every layer: Sitzmann et al. (2020). */
    SIREN("sines in every layer, steep at the start; --omega", request -> request.withActivations(
                    Activation.SIN, Activation.SIN)
            .build(Structure.DENSE, Scales.one(), FirstLayer.TRAINED)
            .withOmega(request.baselines().omega())),

    /** Blocks of random Fourier features of several sigma through one trunk: Wang, Wang and Perdikaris (2021). */
    MFF("Fourier features of several sigmas through a shared trunk; --sigmas", request -> {
        Scales sigmas = new Scales.Explicit(request.baselines().sigmas());
        int width = 2 * sigmas.count() * pairs(request, sigmas.count());
        return request.buildFeatures(Structure.SHARED_TRUNK, sigmas, FirstLayer.GAUSSIAN_FEATURES, width);
    });

    private final String description;
    private final Function<NetworkRequest, NetworkSpec> network;

    Variant(String description, Function<NetworkRequest, NetworkSpec> network) {
        this.description = description;
        this.network = network;
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
    public NetworkSpec network(NetworkRequest request) {
        return network.apply(request);
    }

    /** Where the parameters start when the user asks for {@code requested}. */
    public Initialization initialization(Initialization requested) {
        return this == SIREN ? Initialization.SIREN : requested;
    }

    /** The activation of the layers behind the first unless the user chooses one; the task's choice is given. */
    public ActivationPattern activation(ActivationPattern ofTask) {
        return this == MFF ? Activation.TANH : ofTask;
    }

    /** Whether the scales that the user asks for are this form's. */
    public boolean isMultiScale() {
        return this == MULTI || this == MULTI2;
    }

    private static FirstLayer trained(NetworkRequest request) {
        return request.trainScales() ? FirstLayer.TRAINED_SCALES : FirstLayer.TRAINED;
    }

    /** How many pairs of a sine and a cosine each of the scales gets. */
    private static int pairs(NetworkRequest request, int scales) {
        return Math.max(1, request.hiddenWidths().get(0) / (2 * scales));
    }

    /** The variant with that id; an {@link IllegalArgumentException} lists the ids if there is none. */
    public static Variant named(String id) {
        return Names.parse("variant", Variant.class, id);
    }

    @Override
    public String toString() {
        return id();
    }
}
