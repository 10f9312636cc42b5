// Stands in for src/main/cuda/device.h where g++ compiles the kernels: the words of CUDA C++ that they use, on the
// processor. driver.cpp runs them.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
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

inline int __float_as_int(float x) {
    int bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

// Tensor cores.

/** x rounded to 11 bits, ties away from 0. */
inline unsigned roundToTf32(float x) {
    unsigned bits;
    memcpy(&bits, &x, sizeof bits);
    return std::isfinite(x) ? (bits + 0x1000) & ~0x1fffu : bits;
}

inline float floatOf(unsigned bits) {
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

inline void splitTf32(float x, unsigned &big, unsigned &small) {
    big = roundToTf32(x);
    small = roundToTf32(x - floatOf(big));
}

namespace emulator {

/** What a thread of a warp holds of the factors of a product. */
struct Fragment {
    unsigned a[4];
    unsigned b[2];
};

/** The warp's fragments, after all of its threads have handed in theirs. */
const Fragment *exchange(const Fragment &mine);

/** x without the bits that float32 has no room for, as tensor cores add. */
inline float cutOff(double x) {
    float nearest = (float)x;
    return std::isfinite(nearest) && std::fabs((double)nearest) > std::fabs(x) ? std::nextafter(nearest, 0.0f)
                                                                               : nearest;
}

} // namespace emulator

inline void multiplyTf32(float (&d)[4], const unsigned (&a)[4], const unsigned (&b)[2]) {
    emulator::Fragment mine = {{a[0], a[1], a[2], a[3]}, {b[0], b[1]}};
    const emulator::Fragment *warp = emulator::exchange(mine);
    int lane = threadIdx.x % 32;
    for (int c = 0; c < 4; c++) {
        int row = lane / 4; // and the eight below
        int column = lane % 4 * 2 + c % 2;
        double sum = d[c];
        for (int k = 0; k < 8; k++) {
            sum += (double)floatOf(warp[row * 4 + k % 4].a[c / 2 + k / 4 * 2]) *
                   floatOf(warp[column * 4 + k % 4].b[k / 4]);
        }
        d[c] = emulator::cutOff(sum);
    }
}
