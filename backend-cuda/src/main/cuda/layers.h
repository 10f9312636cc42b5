// Layers as sources of matrix products, and what the products of all losses have in common.
#pragma once

#include "activations.h"
#include "product.h"

/**
 * A part of a layer that multiplies by a matrix of its own, as ParameterLayout.Block has it. LayerPlan.java writes it: ten
 * ints.
 */
struct Block {
    int inputs;
    int outputs;
    int firstInput;
    int firstOutput;
    int weights;      // offset of W[0][0] in the parameters, row-major [outputs x inputs]
    int bias;         // offset of b[0] in the parameters
    int gradient;     // offset of W's gradient within a part of the layer's gradient
    int biasGradient; // the same of b
    int sum;          // which of several blocks with the same outputs
    int copy;         // which of several blocks with the same parameters
};

/**
 * Samples, and how far the numbers of neighbouring neurons lie apart: whole tiles, so that a tile is stored whole. What lies
 * behind the last sample means nothing.
 */
struct Batch {
    int samples;
    int stride;
};

// Kernels that have a thread for every number of an array [rows x samples] have as many blocks of 256 for every row as its
// samples need.

__device__ inline int blocksOfRow(Batch batch) { return (batch.samples + 255) / 256; }

__device__ inline int rowOfBlock(Batch batch) { return blockIdx.x / blocksOfRow(batch); }

/** Beyond the last sample for the threads that are too many. */
__device__ inline int sampleOfThread(Batch batch) { return blockIdx.x % blocksOfRow(batch) * 256 + threadIdx.x; }

/** Out of line: inlined into an unrolled loop, the choice between all activations would not fit the instruction cache. */
template <class T>
__device__ __noinline__ T anyActivation(int code, T x) {
    return activation(code, x);
}

template <class T>
__device__ __noinline__ T anyActivationSlope(int code, T x) {
    return activationSlope(code, x);
}

/**
 * The first layer, computed where it is needed: h_1 = s_0(omega z_0).
 *
 * folded: [omega K .* W_0^T; omega b_0], [(inputs + 1) x neurons], so that omega z_0 is one product with [x; 1]
 */
template <class T>
struct FirstLayer {
    static const Order LEFT_ORDER = ROWS_FASTEST;

    const T *folded;
    const T *x; // [inputs x samples]
    const unsigned char *codes;
    int inputs;
    int neurons;

    __device__ __forceinline__ T argument(int neuron, int sample, int stride) const {
        // The first input apart: most networks have no other.
        T sum = folded[(size_t)inputs * neurons + neuron] + folded[neuron] * x[sample];
#pragma unroll 1
        for (int i = 1; i < inputs; i++) {
            sum += folded[(size_t)i * neurons + neuron] * x[(size_t)i * stride + sample];
        }
        return sum;
    }
};

/** All neurons compute the sine. */
template <class T>
struct SineLayer : FirstLayer<T> {
    __device__ __forceinline__ T value(int neuron, int sample, int stride) const {
        return sine(this->argument(neuron, sample, stride));
    }

    __device__ __forceinline__ T slope(int neuron, int sample, int stride) const {
        return cosine(this->argument(neuron, sample, stride));
    }
};

/** Neuron n computes the activation codes[n]. */
template <class T>
struct AnyLayer : FirstLayer<T> {
    __device__ __forceinline__ T value(int neuron, int sample, int stride) const {
        return anyActivation(this->codes[neuron], this->argument(neuron, sample, stride));
    }

    __device__ __forceinline__ T slope(int neuron, int sample, int stride) const {
        return anyActivationSlope(this->codes[neuron], this->argument(neuron, sample, stride));
    }
};

/** h_l of a layer behind the first, as the forward pass left it: [neurons x samples]. */
template <class T>
struct StoredLayer {
    static const Order LEFT_ORDER = DEPTH_FASTEST;

    const T *values;

    __device__ __forceinline__ T value(int neuron, int sample, int stride) const {
        return values[(size_t)neuron * stride + sample];
    }
};

/** Of "length" numbers, where part "index" of "parts" begins; parts are whole tiles. */
__device__ inline int partBegin(int length, int index, int parts) {
    int tiles = (length + TILE_DEPTH - 1) / TILE_DEPTH;
    int begin = (int)((long long)tiles * index / parts) * TILE_DEPTH;
    return begin < length ? begin : length;
}

/**
 * z = W h in parts: block (x, y, z) makes a tile of samples x outputs of one Block's product over one of "splits" parts of
 * its inputs, and writes it to parts[(sum * splits + split)][outputs x samples]. Which tile of the samples, x tells.
 */
template <class T, class Tile, class Layer>
__device__ void forward(const Block *blocks, int splits, const T *parameters, Layer layer, Batch batch,
                        int tileOfSamples, int outputs, T *parts) {
    Block block = blocks[blockIdx.z / splits];
    int split = blockIdx.z % splits;
    int firstSample = tileOfSamples * TILE_ROWS;
    int firstOutput = blockIdx.y * Tile::COLUMNS;
    if (firstOutput >= block.outputs) {
        return;
    }
    Tile tile;
    tile.clear();
    int end = partBegin(block.inputs, split + 1, splits);
    for (int k = partBegin(block.inputs, split, splits); k < end; k += TILE_DEPTH) {
        tile.loadLeft(ROWS_FASTEST, [&](int row, int depth) {
            int sample = firstSample + row;
            return k + depth < end && sample < batch.samples
                       ? layer.value(block.firstInput + k + depth, sample, batch.stride)
                       : T(0);
        });
        tile.loadRight(DEPTH_FASTEST, [&](int depth, int column) {
            int output = firstOutput + column;
            return k + depth < end && output < block.outputs
                       ? parameters[block.weights + (size_t)output * block.inputs + k + depth]
                       : T(0);
        });
        tile.multiply(end - k);
    }
    T *part = parts + (size_t)(block.sum * splits + split) * outputs * batch.stride;
    tile.each([&](int row, int column, const T(&values)[Tile::RUN]) {
        int sample = firstSample + row;
        int output = firstOutput + column;
        if (output < block.outputs) {
            store(part + (size_t)(block.firstOutput + output) * batch.stride + sample, values);
        }
    });
}

/** The sum of the "count" parts of z. */
template <class T>
__device__ __forceinline__ T sumOfParts(const T *parts, int count, Batch batch, int outputs, int output, int sample) {
    T z = 0;
    for (int part = 0; part < count; part++) {
        z += parts[((size_t)part * outputs + output) * batch.stride + sample];
    }
    return z;
}

/** The sum of the parts of z and of the biases, which lie at biases[sums x outputs]. */
template <class T>
__device__ T combined(const T *parts, int splits, const T *parameters, const int *biases, int sums, Batch batch,
                      int outputs, int output, int sample) {
    T z = sumOfParts(parts, sums * splits, batch, outputs, output, sample);
    for (int sum = 0; sum < sums; sum++) {
        z += parameters[biases[sum * outputs + output]];
    }
    return z;
}

/** The sum over a block of 256 threads, in thread 0. */
__device__ inline double blockSum(double value) {
    SHARED(double, sums, 256);
    sums[threadIdx.x] = value;
    for (int half = 128; half > 0; half /= 2) {
        __syncthreads();
        if ((int)threadIdx.x < half) {
            sums[threadIdx.x] += sums[threadIdx.x + half];
        }
    }
    __syncthreads();
    return sums[0];
}

/** The nearest index below "end". Where it is another, the tile holds 0: what it is multiplied by does not matter. */
__device__ __forceinline__ int inside(int index, int end) { return index < end ? index : end - 1; }

/** W^T delta: a tile of samples x inputs of one Block's. */
template <class T, class Tile>
__device__ Tile backwardTile(const Block &block, const T *parameters, const T *delta, Batch batch, int firstSample,
                             int firstInput) {
    Tile tile;
    tile.clear();
    for (int k = 0; k < block.outputs; k += TILE_DEPTH) {
        tile.loadLeft(ROWS_FASTEST, [&](int row, int depth) {
            int sample = firstSample + row;
            return k + depth < block.outputs && sample < batch.samples
                       ? delta[(size_t)(block.firstOutput + k + depth) * batch.stride + sample]
                       : T(0);
        });
        tile.loadRight(COLUMNS_FASTEST, [&](int depth, int column) {
            int input = firstInput + column;
            return k + depth < block.outputs && input < block.inputs
                       ? parameters[block.weights + (size_t)(k + depth) * block.inputs + input]
                       : T(0);
        });
        tile.multiply(block.outputs - k);
    }
    return tile;
}

/**
 * Adds samples begin .. end - 1 to a tile of inputs x outputs of delta h^T, and if "sumsBias" their delta to this thread's
 * sum: that of the tile's output number threadIdx.x.
 */
template <class T, class Tile, class Layer>
__device__ __forceinline__ void addToGradient(Tile &tile, T &biasSum, bool sumsBias, const Block &block, Layer layer,
                                              const T *delta, int stride, int begin, int end, int firstInput,
                                              int firstOutput) {
    int biasColumn = threadIdx.x;
    for (int k = begin; k < end; k += TILE_DEPTH) {
        tile.loadLeft(Layer::LEFT_ORDER, [&](int row, int depth) {
            int input = firstInput + row;
            return k + depth < end && input < block.inputs ? layer.value(block.firstInput + input, k + depth, stride)
                                                           : T(0);
        });
        tile.loadRight(DEPTH_FASTEST, [&](int depth, int column) {
            int output = firstOutput + column;
            return k + depth < end && output < block.outputs
                       ? delta[(size_t)(block.firstOutput + output) * stride + k + depth]
                       : T(0);
        });
        tile.multiply(end - k, [&]() {
            if (sumsBias) {
                biasSum += tile.sumOfRight(biasColumn);
            }
        });
    }
}

/** Writes a tile of a part of a layer's gradient. */
template <class T, class Tile>
__device__ __forceinline__ void writeGradient(const Tile &tile, T biasSum, bool sumsBias, const Block &block, T *part,
                                              int firstInput, int firstOutput) {
    tile.each([&](int row, int column, const T(&values)[Tile::RUN]) {
        int input = firstInput + row;
        int output = firstOutput + column;
        if (output < block.outputs) {
            T *to = part + block.gradient + (size_t)output * block.inputs + input;
            storeSome(to, values, block.inputs - input);
        }
    });
    int biasColumn = threadIdx.x;
    if (sumsBias && firstOutput + biasColumn < block.outputs) {
        part[block.biasGradient + firstOutput + biasColumn] = biasSum;
    }
}
