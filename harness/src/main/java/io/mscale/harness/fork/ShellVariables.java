package io.mscale.harness.fork;

import java.util.List;
import java.util.Set;

/**
 * Environment variables that workers do not inherit: those that affect what is measured (threads and kernels of BLAS
 * and OpenMP, the allocator, GPU precision) and those that change how a JVM starts. Otherwise times would depend on the
 * user's shell and not be comparable.
 */
public final class ShellVariables {

    private static final Set<String> NAMES = Set.of(
            // read by a JVM or the java launcher in addition to the command line
            "JAVA_TOOL_OPTIONS",
            "_JAVA_OPTIONS",
            "JDK_JAVA_OPTIONS",
            "OPENJ9_JAVA_OPTIONS",
            // inject code into every process or tune its C library
            "LD_PRELOAD",
            "DYLD_INSERT_LIBRARIES",
            "GLIBC_TUNABLES",
            // control how PyTorch and JAX compile and how GPU libraries round
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
            // decides which GPU a number refers to; the harness sets it for workers
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

    /** The names of a shell's variables that workers do not inherit, sorted. */
    public static List<String> cleared(Set<String> names) {
        return names.stream().filter(ShellVariables::isCleared).sorted().toList();
    }

    static boolean isCleared(String name) {
        return NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith);
    }
}
