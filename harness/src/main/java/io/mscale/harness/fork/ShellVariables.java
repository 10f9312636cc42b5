package io.mscale.harness.fork;

import java.util.List;
import java.util.Set;

/**
 * The environment variables that workers do not inherit: those that change what is measured (threads and kernels of BLAS and
 * OpenMP, the allocator, precision on GPUs), and those that keep a JVM from starting as it was told to. Two times are
 * comparable only if nobody's shell had a say in one of them.
 */
public final class ShellVariables {

    private static final Set<String> NAMES = Set.of(
            // read by every JVM or java launcher, after or before the options of the command line
            "JAVA_TOOL_OPTIONS",
            "_JAVA_OPTIONS",
            "JDK_JAVA_OPTIONS",
            "OPENJ9_JAVA_OPTIONS",
            // code of others in every process
            "LD_PRELOAD",
            "DYLD_INSERT_LIBRARIES",
            "GLIBC_TUNABLES",
            // how PyTorch and JAX compile, and what GPU libraries round
            "ATEN_CPU_CAPABILITY",
            "NVIDIA_TF32_OVERRIDE",
            "TORCH_ALLOW_TF32_CUBLAS_OVERRIDE",
            "CUDA_LAUNCH_BLOCKING",
            "CUDA_MODULE_LOADING",
            "CUDA_FORCE_PTX_JIT",
            "CUDA_DISABLE_PTX_JIT",
            "CUDA_DEVICE_MAX_CONNECTIONS",
            "CUDA_AUTO_BOOST",
            "PYTORCH_JIT",
            "PYTORCH_CUDA_ALLOC_CONF",
            "PYTORCH_ALLOC_CONF",
            "XLA_FLAGS",
            // which GPU a number stands for; workers get one of the harness's own
            WorkerProcess.DEVICE_ORDER);

    private static final List<String> PREFIXES = List.of(
            "OMP_",
            "GOMP_",
            "KMP_",
            "MKL_",
            "OPENBLAS_",
            "GOTO_",
            "BLIS_",
            "VECLIB_",
            "DNNL_",
            "ONEDNN_",
            "CUBLAS_",
            "CUDNN_",
            "JAX_",
            "TORCHDYNAMO_",
            "TORCHINDUCTOR_",
            "TORCH_COMPILE_",
            "MALLOC_",
            "TCMALLOC_",
            "MIMALLOC_");

    private ShellVariables() {}

    /**
     * The variables of a shell that workers do not get, in the order of their names.
     *
     * @param names the names of all its variables
     */
    public static List<String> cleared(Set<String> names) {
        return names.stream().filter(ShellVariables::isCleared).sorted().toList();
    }

    static boolean isCleared(String name) {
        return NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith);
    }
}
