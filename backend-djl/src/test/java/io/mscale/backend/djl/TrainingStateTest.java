package io.mscale.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.support.ThreadTeam;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.Adam;
import io.mscale.api.training.BatchSchedule;
import io.mscale.api.training.Loss;
import io.mscale.api.training.TrainingSpec;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrainingStateTest {

    private static final Set<String> ALLOCATIONS = Set.of("zeros", "ones", "create", "newSubManager", "attachInternal");

    private static final NetworkSpec NETWORK = new NetworkSpec(
            Structure.SUBNETS, 1, List.of(30, 20), 1, new Scales.Linear(4), Activation.SIN, Activation.RELU);

    private final StepScript script = PyTorch.start().script();

    /** A real manager, behind a counter that lets some of its allocations succeed and the next one fail. */
    private static final class Scarce {

        final List<NDManager> managers = new ArrayList<>();
        final List<StepScript.Call> calls = new ArrayList<>();
        final NDManager manager;
        private int left;

        Scarce(NDManager real, int left) {
            this.left = left;
            manager = wrapped(real);
        }

        private NDManager wrapped(NDManager real) {
            return (NDManager) Proxy.newProxyInstance(
                    NDManager.class.getClassLoader(), new Class<?>[] {NDManager.class}, (proxy, method, arguments) -> {
                        if (ALLOCATIONS.contains(method.getName()) && left-- == 0) {
                            throw new OutOfMemoryError("none left");
                        }
                        if (method.getName().equals("attachInternal")
                                && ((AutoCloseable[]) arguments[1])[0] instanceof StepScript.Call call) {
                            calls.add(call);
                        }
                        Object result;
                        try {
                            result = method.invoke(real, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                        if (result instanceof NDManager sub) {
                            managers.add(sub);
                            return wrapped(sub);
                        }
                        return result;
                    });
        }
    }

    @Test
    void constructor_anyAllocationFails_freesWhatWasMade() {
        ModelSpec spec = new ModelSpec(NETWORK, training(10), Precision.FLOAT32, 2);
        int failures = 0;
        int calls = 0;
        try (NDManager manager = PyTorch.start().newManager(Device.CPU)) {
            for (boolean succeeded = false; !succeeded; ) {
                Scarce scarce = new Scarce(manager, failures);
                try (TrainingState state = state(scarce, spec)) {
                    state.useGradients(2);
                    succeeded = true;
                } catch (OutOfMemoryError e) {
                    failures++;
                }
                assertThat(scarce.managers).as("managers").noneMatch(NDManager::isOpen);
                assertThat(manager.getManagedArrays()).as("tensors").isEmpty();
                for (StepScript.Call call : scarce.calls) {
                    assertThatThrownBy(call::run).hasMessageContaining("released");
                }
                calls = Math.max(calls, scarce.calls.size());
            }
        }
        assertThat(failures).as("places to fail in").isGreaterThan(20);
        assertThat(calls).isGreaterThan(3);
    }

    private TrainingState state(Scarce scarce, ModelSpec spec) {
        return new TrainingState(
                scarce.manager, script, spec, ParameterLayout.of(spec.network()), Device.CPU, "MKL", spec.threads());
    }

    /** The others would sum zeros at every step. */
    @Test
    void bind_moreThreadsThanSamples_makesGradientsForThoseWithSamples() {
        assertThat(allocations(7, 3)).isEqualTo(allocations(3, 3)).isNotEqualTo(allocations(2, 3));
    }

    private int allocations(int threads, int samples) {
        ModelSpec spec = new ModelSpec(NETWORK, training(samples), Precision.FLOAT32, threads);
        try (NDManager manager = PyTorch.start().newManager(Device.CPU);
                ThreadTeam team = new ThreadTeam("state", threads)) {
            Scarce plenty = new Scarce(manager, Integer.MAX_VALUE);
            try (TrainingState state = state(plenty, spec)) {
                Dataset data = new Dataset(1, 1, new double[samples], new double[samples]);
                BatchSchedule schedule = new BatchSchedule(spec.training(), samples);
                new BoundData(manager, script, state, team, samples, data, schedule).close();
            }
            return Integer.MAX_VALUE - plenty.left;
        }
    }

    private static TrainingSpec training(int batchSize) {
        return new TrainingSpec(Loss.meanSquaredError(), Adam.withDefaults(1e-3, 0), batchSize, 0);
    }
}
