package io.mscale.worker.training;

import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.FrequencyMeter;
import io.mscale.api.task.FrequencyProbe;
import io.mscale.record.cell.KernelRate;
import io.mscale.reference.TangentKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the tangent kernel at the initial parameters says of each of the {@link ProbedFrequencies}: of what the target
 * holds of it at the training points, which are the points that gradients come from. Fewer points would not do: random
 * points take a high frequency in part for low ones, whose rates are hundreds of times as large.
 */
final class KernelRates {

    /** Derivatives, all training points together, or as much other work: minutes of it. More is not worth it. */
    private static final double MOST_DERIVATIVES = 2e10;

    /** So many waves' products with a derivative cost as much as the derivative. */
    private static final double WAVES_PER_DERIVATIVE = 8;

    private KernelRates() {}

    /** The rates of the frequencies that the training data hold; none if the network is too large for the reference, or
     * learns from an equation, whose loss has another kernel.
     */
    static List<KernelRate> of(PreparedModel prepared) {
        if (prepared.model().spec().training().loss().isDifferential()) {
            return List.of();
        }
        Dataset train = prepared.train();
        NetworkSpec network = prepared.model().spec().network();
        ProbedFrequencies probed =
                ProbedFrequencies.of(prepared.task(), train, prepared.test().size());
        FrequencyMeter meter = new FrequencyMeter(probed.probes(), train.x(), train.y(), train.outputs());
        List<FrequencyProbe> probes = new ArrayList<>();
        List<double[]> waves = new ArrayList<>();
        IntStream.range(0, meter.probes().size()).forEach(i -> meter.wave(i).ifPresent(wave -> {
            probes.add(meter.probes().get(i));
            waves.add(wave);
        }));
        double derivatives = (double) ParameterLayout.of(network).size() * train.size() * train.outputs();
        if (derivatives * (1 + waves.size() / WAVES_PER_DERIVATIVE) > MOST_DERIVATIVES) {
            return List.of();
        }
        double[] rates = TangentKernel.rates(network, prepared.initialParameters(), train.x(), waves);
        return IntStream.range(0, rates.length)
                .filter(i -> Double.isFinite(rates[i]))
                .mapToObj(i -> new KernelRate(probes.get(i).k(), probed.part(probes.get(i)), rates[i]))
                .toList();
    }
}
