// Stands in for src/main/cuda/device.h where g++ compiles the kernels: the words of CUDA C++ that they use, on the
// processor. driver.cpp runs them.
#pragma once

#include <cmath>
#include <cstddef>
#include <utility>

#define __device__
#define __forceinline__ inline __attribute__((always_inline))
#define __noinline__ __attribute__((noinline))

struct Index {
    unsigned x, y, z;
};
extern Index threadIdx, blockIdx, blockDim, gridDim;

/** All threads of the block come here before one goes on. */
void __syncthreads();

/** All threads of the warp come here before one goes on. */
void __syncwarp();

namespace emulator {

/** Calls a kernel with the arguments that the pointers lead to, in order. */
typedef void (*Caller)(void **arguments);

/** Makes a kernel known by its name. */
struct Registration {
    Registration(const char *name, int threads, Caller caller);
};

template <class... Arguments, size_t... I>
void call(void (*kernel)(Arguments...), void **arguments, std::index_sequence<I...>) {
    kernel(*(Arguments *)arguments[I]...);
}

template <class... Arguments>
void call(void (*kernel)(Arguments...), void **arguments) {
    call(kernel, arguments, std::index_sequence_for<Arguments...>());
}

/** A number for a shared array. */
int newShared();

/** The block's shared array of that number. */
void *shared(int id, size_t bytes);

} // namespace emulator

#define KERNEL(THREADS, BLOCKS, NAME, ...)                                                                             \
    void NAME(__VA_ARGS__);                                                                                            \
    static emulator::Registration registration_##NAME(#NAME, THREADS,                                                 \
                                                      [](void **arguments) { emulator::call(NAME, arguments); });      \
    void NAME(__VA_ARGS__)

#define SHARED(T, NAME, COUNT)                                                                                         \
    static const int NAME##Id = emulator::newShared();                                                                 \
    T *NAME = (T *)emulator::shared(NAME##Id, sizeof(T) * (COUNT))
