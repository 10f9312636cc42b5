package io.mscale.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The compiled script, and calls of its methods with arguments that are wrapped once and reused. Compiling takes a
 * tenth of a second and the module has no state, so one instance serves all models of a process.
 */
final class StepScript {

    private final PtSymbolBlock module;

    StepScript(NDManager manager) {
        try {
            module = JniUtils.loadModule(
                    (PtNDManager) manager, new ByteArrayInputStream(ScriptArchive.ofStep()), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Configures the calling thread. Both settings are per thread: the number of threads over which libtorch splits an
     * operation, and that it runs scripts as written. Its optimiser would only waste time profiling the first runs.
     */
    static void enterThread(int threads) {
        JniUtils.setGraphExecutorOptimize(false);
        JniUtils.setNumThreads(threads);
    }

    /** Creates a call of a method whose tensors, lists and numbers stay the same from call to call. */
    Call call(String method, IValue... arguments) {
        return new Call(method, arguments);
    }

    static IValue tensor(NDArray array) {
        return IValue.from((PtNDArray) array);
    }

    static IValue tensors(List<NDArray> arrays) {
        return IValue.listFrom(arrays.toArray(PtNDArray[]::new));
    }

    static IValue strings(List<String> strings) {
        List<IValue> wrapped = new ArrayList<>();
        strings.forEach(string -> wrapped.add(IValue.from(string)));
        IValue list = IValue.listFrom(wrapped.toArray(IValue[]::new));
        wrapped.forEach(IValue::close);
        return list;
    }

    static IValue number(double value) {
        return IValue.from(value);
    }

    static IValue whole(long value) {
        return IValue.from(value);
    }

    static IValue truth(boolean value) {
        return IValue.from(value);
    }

    /** A method with its fixed arguments. Closing frees the wrappers, not the tensors. */
    final class Call implements AutoCloseable {

        private final String method;
        private final IValue[] lasting;

        private Call(String method, IValue[] lasting) {
            this.method = method;
            this.lasting = lasting;
        }

        /** Calls the method with numbers appended to the fixed arguments. */
        void run(double... numbers) {
            IValue[] arguments = Arrays.copyOf(lasting, lasting.length + numbers.length);
            for (int i = 0; i < numbers.length; i++) {
                arguments[lasting.length + i] = number(numbers[i]);
            }
            try {
                IValueUtils.runMethod(module, method, arguments).close();
            } finally {
                for (int i = lasting.length; i < arguments.length; i++) {
                    arguments[i].close();
                }
            }
        }

        @Override
        public void close() {
            for (IValue argument : lasting) {
                argument.close();
            }
        }
    }
}
