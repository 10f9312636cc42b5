// What kernels are written in, on a GPU. The tests have another file in its place.
#pragma once

/** A kernel that the host finds by its name: of at most THREADS a block, at least BLOCKS on a multiprocessor at once. */
#define KERNEL(THREADS, BLOCKS, NAME, ...)                                                                             \
    extern "C" __global__ void __launch_bounds__(THREADS, BLOCKS) NAME(__VA_ARGS__)

/** An array that the threads of a block share. */
#define SHARED(T, NAME, COUNT) __shared__ alignas(16) T NAME[COUNT]
