// What kernels are written in, on a GPU. The tests have another file in its place.
#pragma once

/** A kernel that the host finds by its name: of at most THREADS a block, at least BLOCKS on a multiprocessor at once. */
#define KERNEL(THREADS, BLOCKS, NAME, ...)                                                                             \
    extern "C" __global__ void __launch_bounds__(THREADS, BLOCKS) NAME(__VA_ARGS__)

/** An array that the threads of a block share. */
#define SHARED(T, NAME, COUNT) __shared__ alignas(16) T NAME[COUNT]

/** x as the sum of two TF32 numbers, "big" the nearest to it; its low bits, which products ignore, may be anything. */
__device__ __forceinline__ void splitTf32(float x, unsigned &big, unsigned &small) {
    asm("cvt.rna.tf32.f32 %0, %1;" : "=r"(big) : "f"(x));
    asm("cvt.rna.tf32.f32 %0, %1;" : "=r"(small) : "f"(x - __uint_as_float(big & 0xffffe000)));
}

/** d += a b by the warp, a of 16 x 8 and b of 8 x 8 TF32 numbers spread over its threads as PTX's mma.m16n8k8 has them. */
__device__ __forceinline__ void multiplyTf32(float (&d)[4], const unsigned (&a)[4], const unsigned (&b)[2]) {
    asm("mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32 {%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, "
        "{%0, %1, %2, %3};"
        : "+f"(d[0]), "+f"(d[1]), "+f"(d[2]), "+f"(d[3])
        : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]));
}
