package io.mscale.backend.djl;

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
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

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
     * Configures the calling thread: libtorch runs scripts as written, since its optimiser would only waste time profiling
     * the first runs, and does not split operations over threads. The latter also becomes the default of threads that use
     * libtorch for the first time later on.
     */
    static void enterThread() {
        JniUtils.setGraphExecutorOptimize(false);
        JniUtils.setNumThreads(1);
    }

    /**
     * Creates a call of a method with arguments that stay the same from call to call, as {@link #wrapped} takes them.
     *
     * @param owner frees the call when it is closed, unless that was closed before
     */
    Call callWith(NDManager owner, String method, List<?> arguments) {
        Call call = new Call(owner, method);
        owner.attachInternal(call.id, call);
        for (Object argument : arguments) {
            call.lasting.add(wrapped(argument));
        }
        return call;
    }

    Call call(NDManager owner, String method, Object... arguments) {
        return callWith(owner, method, List.of(arguments));
    }

    /** Wraps a tensor, a number, a truth value, a string, or a list of tensors or strings; an empty one is of tensors. */
    private static IValue wrapped(Object argument) {
        if (argument instanceof PtNDArray tensor) {
            return IValue.from(tensor);
        } else if (argument instanceof Double number) {
            return IValue.from(number);
        } else if (argument instanceof Integer number) {
            return IValue.from(number.longValue());
        } else if (argument instanceof Boolean truth) {
            return IValue.from(truth);
        } else if (argument instanceof String string) {
            return IValue.from(string);
        } else if (argument instanceof List<?> list && (list.isEmpty() || list.get(0) instanceof PtNDArray)) {
            return IValue.listFrom(list.toArray(PtNDArray[]::new));
        } else if (argument instanceof List<?> list) {
            IValue[] entries = list.stream().map(StepScript::wrapped).toArray(IValue[]::new);
            IValue wrapped = IValue.listFrom(entries);
            Stream.of(entries).forEach(IValue::close);
            return wrapped;
        }
        throw new IllegalArgumentException("a script cannot take a " + argument.getClass());
    }

    /** A method with its fixed arguments. Closing frees the wrappers, not the tensors. */
    final class Call implements AutoCloseable {

        private final String id = UUID.randomUUID().toString();
        private final NDManager owner;
        private final String method;
        private final List<IValue> lasting = new ArrayList<>();

        private Call(NDManager owner, String method) {
            this.owner = owner;
            this.method = method;
        }

        /** Calls the method with numbers appended to the fixed arguments. */
        void run(double... numbers) {
            result(numbers).close();
        }

        /** Calls a method that returns a number; waits until the device has finished all queued work. */
        double number() {
            try (IValue result = result()) {
                return result.toDouble();
            }
        }

        private IValue result(double... numbers) {
            int count = lasting.size();
            IValue[] arguments = lasting.toArray(new IValue[count + numbers.length]);
            for (int i = 0; i < numbers.length; i++) {
                arguments[count + i] = IValue.from(numbers[i]);
            }
            try {
                return IValueUtils.runMethod(module, method, arguments);
            } finally {
                for (int i = count; i < arguments.length; i++) {
                    arguments[i].close();
                }
            }
        }

        @Override
        public void close() {
            owner.detachInternal(id);
            lasting.forEach(IValue::close);
        }
    }
}
