// The kernels of backend-cuda. make-ptx compiles this file to PTX, which is what ships; the tests compile it with g++
// against src/test/cpp/device.h and run it on the processor.
//
// Samples lie fastest: an array [neurons x samples] has the samples of a neuron side by side, and "stride" numbers from
// one neuron to the next. Sums over samples or over blocks are made in parts and added in a fixed order, so that the
// same GPU gives the same bits; there are no atomic operations.

#include "layers.h"
#if defined(TENSOR_CORES) || defined(TENSOR_CORES_ROWS)
#include "tensor.h"
#endif

/**
 * Folds the first layer. One thread a neuron.
 *
 * scaleOf: the scale of each neuron; fixedScales: the scales, or null where they are parameters from "scales" on.
 */
template <class T>
__device__ void fold(const T *parameters, const int *scaleOf, const T *fixedScales, int scales, int inputs, int neurons,
                     T omega, T *folded) {
    int neuron = blockIdx.x * blockDim.x + threadIdx.x;
    if (neuron >= neurons) {
        return;
    }
    T scale = fixedScales ? fixedScales[scaleOf[neuron]] : parameters[scales + scaleOf[neuron]];
    T factor = omega * scale;
    for (int i = 0; i < inputs; i++) {
        folded[(size_t)i * neurons + neuron] = factor * parameters[(size_t)neuron * inputs + i];
    }
    folded[(size_t)inputs * neurons + neuron] = omega * parameters[(size_t)neurons * inputs + neuron];
}

/**
 * Copies the samples of a mini-batch: from[rows x all] at indices[(*clock + step) * samples ...] to to[rows x samples].
 */
template <class T>
__device__ void gather(const T *from, const int *indices, const int *clock, int step, int allStride, Batch batch, T *to) {
    int sample = sampleOfThread(batch);
    int row = rowOfBlock(batch);
    if (sample < batch.samples) {
        int index = indices[(size_t)(*clock + step) * batch.samples + sample];
        to[(size_t)row * batch.stride + sample] = from[(size_t)row * allStride + index];
    }
}

/**
 * h = activation(omega z) and omega activation'(omega z), both [outputs x samples].
 */
template <class T>
__device__ void activate(const T *parts, int splits, const T *parameters, const int *biases, int sums, Batch batch,
                         int outputs, const unsigned char *codes, T omega, T *values, T *slopes) {
    int sample = sampleOfThread(batch);
    int output = rowOfBlock(batch);
    if (sample < batch.samples) {
        T z = omega * combined(parts, splits, parameters, biases, sums, batch, outputs, output, sample);
        size_t at = (size_t)output * batch.stride + sample;
        values[at] = activation(codes[output], z);
        slopes[at] = omega * activationSlope(codes[output], z);
    }
}

/** The network's output, row-major [samples x outputs]. */
template <class T>
__device__ void predict(const T *parts, int splits, const T *parameters, const int *biases, int sums, Batch batch,
                        int outputs, T *y) {
    int sample = sampleOfThread(batch);
    int output = rowOfBlock(batch);
    if (sample < batch.samples) {
        y[(size_t)sample * outputs + output] =
            combined(parts, splits, parameters, biases, sums, batch, outputs, output, sample);
    }
}

/**
 * delta = 2 (z - y) / (samples * outputs), [outputs x samples], and the squared errors of each block of the grid, summed.
 */
template <class T>
__device__ void loss(const T *parts, int splits, const T *parameters, const int *biases, int sums, Batch batch,
                     int outputs, const T *targets, T *delta, double *squares) {
    int sample = sampleOfThread(batch);
    int output = rowOfBlock(batch);
    double square = 0;
    if (sample < batch.samples) {
        size_t at = (size_t)output * batch.stride + sample;
        T error = combined(parts, splits, parameters, biases, sums, batch, outputs, output, sample) - targets[at];
        square = (double)error * error;
        delta[at] = error * (T)(2.0 / ((double)batch.samples * outputs));
    }
    double sum = blockSum(square);
    if (threadIdx.x == 0) {
        squares[blockIdx.x] = sum;
    }
}

/** delta of the layer below: W^T delta .* slopes, [inputs x samples]. Block (x, y, z): samples, inputs, Block. */
template <class T, class Tile>
__device__ void backward(const Block *blocks, const T *parameters, const T *delta, Batch batch, const T *slopes,
                         T *below) {
    Block block = blocks[blockIdx.z];
    int firstSample = blockIdx.x * TILE_ROWS;
    int firstInput = blockIdx.y * Tile::COLUMNS;
    if (firstInput >= block.inputs) {
        return;
    }
    Tile tile = backwardTile<T, Tile>(block, parameters, delta, batch, firstSample, firstInput);
    tile.map([&](int row, int column, T value) {
        int sample = inside(firstSample + row, batch.samples);
        int input = inside(firstInput + column, block.inputs);
        return value * slopes[(size_t)(block.firstInput + input) * batch.stride + sample];
    });
    tile.each([&](int row, int column, const T(&values)[Tile::RUN]) {
        int sample = firstSample + row;
        int input = firstInput + column;
        if (input < block.inputs) {
            store(below + (size_t)(block.firstInput + input) * batch.stride + sample, values);
        }
    });
}

/**
 * The same where the layer below is the first: its delta_0 = W^T delta .* omega s'(...) is used up at once. What is left of
 * it are its sums with [x; 1] over a tile of samples: sums[tile][(inputs + 1) x neurons].
 */
template <class T, class Tile, class Layer>
__device__ void backwardFirst(const Block *blocks, const T *parameters, const T *delta, Batch batch, Layer first,
                              T omega, T *sums) {
    SHARED(T, rowSums, Tile::ROW_GROUPS *Tile::COLUMNS);
    Block block = blocks[blockIdx.z];
    int firstSample = blockIdx.x * TILE_ROWS;
    int firstInput = blockIdx.y * Tile::COLUMNS;
    if (firstInput >= block.inputs) {
        return;
    }
    Tile tile = backwardTile<T, Tile>(block, parameters, delta, batch, firstSample, firstInput);
    tile.map([&](int row, int column, T value) {
        int sample = inside(firstSample + row, batch.samples);
        int input = inside(firstInput + column, block.inputs);
        return value * omega * first.slope(block.firstInput + input, sample, batch.stride);
    });
    for (int i = 0; i <= first.inputs; i++) {
        tile.sumRows(rowSums, [&](int row) {
            int sample = firstSample + row;
            return sample >= batch.samples ? T(0)
                   : i == first.inputs     ? T(1)
                                           : first.x[(size_t)i * batch.stride + sample];
        });
        __syncthreads();
        for (int column = threadIdx.x; column < Tile::COLUMNS; column += blockDim.x) {
            T sum = 0;
            for (int group = 0; group < Tile::ROW_GROUPS; group++) {
                sum += rowSums[group * Tile::COLUMNS + column];
            }
            int input = firstInput + column;
            if (input < block.inputs) {
                sums[((size_t)blockIdx.x * (first.inputs + 1) + i) * first.neurons + block.firstInput + input] = sum;
            }
        }
        __syncthreads();
    }
}

/**
 * delta h^T and the sums of delta, in parts: block (x, y, z) makes a tile of inputs x outputs of one Block's gradient over one
 * of "splits" parts of the samples.
 */
template <class T, class Tile, class Layer>
__device__ void weightGradient(const Block *blocks, int splits, Layer layer, const T *delta, Batch batch, int size,
                               T *gradient) {
    Block block = blocks[blockIdx.z / splits];
    int split = blockIdx.z % splits;
    int firstInput = blockIdx.x * TILE_ROWS;
    int firstOutput = blockIdx.y * Tile::COLUMNS;
    if (firstInput >= block.inputs || firstOutput >= block.outputs) {
        return;
    }
    Tile tile;
    tile.clear();
    T biasSum = 0;
    int biasColumn = threadIdx.x;
    bool sumsBias = blockIdx.x == 0 && biasColumn < Tile::COLUMNS;
    int end = partBegin(batch.samples, split + 1, splits);
    int begin = partBegin(batch.samples, split, splits);
    addToGradient(tile, biasSum, sumsBias, block, layer, delta, batch.stride, begin, end, firstInput, firstOutput);
    T *part = gradient + (size_t)(block.copy * splits + split) * size;
    writeGradient(tile, biasSum, sumsBias, block, part, firstInput, firstOutput);
}

/**
 * The first layer's gradient from its sums over "tiles" tiles of samples: [(inputs + 1) x neurons] each. A block of 256 threads
 * has 32 neurons, and for each of them eight threads that share the tiles. Writes dW_0 row-major [neurons x inputs] and
 * behind it db_0, and where the scales are trained, what each neuron adds to its scale's derivative.
 */
template <class T>
__device__ void firstGradient(const T *sums, int tiles, const T *parameters, const int *scaleOf, const T *fixedScales,
                              int scales, int inputs, int neurons, T *gradient, T *scaleShares) {
    SHARED(T, groupSums, 256);
    int inBlock = threadIdx.x % 32;
    int group = threadIdx.x / 32;
    int neuron = blockIdx.x * 32 + inBlock;
    bool writes = group == 0 && neuron < neurons;
    T scale = 0;
    if (writes) {
        scale = fixedScales ? fixedScales[scaleOf[neuron]] : parameters[scales + scaleOf[neuron]];
    }
    T share = 0;
    for (int i = 0; i <= inputs; i++) {
        T sum = 0;
        for (int tile = group; tile < tiles && neuron < neurons; tile += 8) {
            sum += sums[((size_t)tile * (inputs + 1) + i) * neurons + neuron];
        }
        groupSums[threadIdx.x] = sum;
        __syncthreads();
        if (writes) {
            for (int other = 1; other < 8; other++) {
                sum += groupSums[other * 32 + inBlock];
            }
            if (i < inputs) {
                gradient[(size_t)neuron * inputs + i] = scale * sum;
                share += parameters[(size_t)neuron * inputs + i] * sum;
            } else {
                gradient[(size_t)neurons * inputs + neuron] = sum;
            }
        }
        __syncthreads();
    }
    if (writes && !fixedScales) {
        scaleShares[neuron] = share;
    }
}

/** The derivative of each trained scale. Block x of 256 threads: the neurons scaleBegins[x] .. scaleBegins[x + 1] - 1. */
template <class T>
__device__ void scaleGradient(const T *scaleShares, const int *scaleBegins, T *gradient) {
    double sum = 0;
    for (int neuron = scaleBegins[blockIdx.x] + threadIdx.x; neuron < scaleBegins[blockIdx.x + 1]; neuron += 256) {
        sum += scaleShares[neuron];
    }
    sum = blockSum(sum);
    if (threadIdx.x == 0) {
        gradient[blockIdx.x] = (T)sum;
    }
}

/** Where the gradient of some neighbouring parameters lies: "parts" parts of "size" numbers. Workspace.java writes it. */
struct GradientRange {
    int begin; // of the parameters
    int end;
    int offset; // of the first part
    int parts;
    int size;
};

/**
 * Adam in the form of io.mscale.api.training.Adam. One thread a parameter.
 *
 * rates: for each step since the clock was set, lr_t / (1 - beta1^t) and 1 / (1 - beta2^t). Thread 0 leaves the step's loss,
 * the sum of "squareCount" squared errors times meanFactor, in *loss.
 */
template <class T>
__device__ void adam(const GradientRange *ranges, int rangeCount, const T *gradient, const T *rates, const int *clock,
                     int step, T beta1, T oneMinusBeta1, T beta2, T oneMinusBeta2, T epsilon, T *parameters,
                     T *firstMoments, T *secondMoments, const double *squares, int squareCount, double meanFactor,
                     double *loss) {
    if (blockIdx.x == 0) {
        double sum = 0;
        for (int i = threadIdx.x; i < squareCount; i += 256) {
            sum += squares[i];
        }
        sum = blockSum(sum);
        if (threadIdx.x == 0) {
            *loss = sum * meanFactor;
        }
    }
    int index = ranges[0].begin + blockIdx.x * blockDim.x + threadIdx.x;
    if (index >= ranges[rangeCount - 1].end) {
        return;
    }
    int r = 0;
    while (index >= ranges[r].end) {
        r++;
    }
    GradientRange range = ranges[r];
    const T *at = gradient + range.offset + (index - range.begin);
    T g = 0;
    for (int part = 0; part < range.parts; part++) {
        g += at[(size_t)part * range.size];
    }
    size_t now = 2 * (size_t)(*clock + step);
    T m = beta1 * firstMoments[index] + oneMinusBeta1 * g;
    T v = beta2 * secondMoments[index] + oneMinusBeta2 * g * g;
    firstMoments[index] = m;
    secondMoments[index] = v;
    parameters[index] -= rates[now] * m / (root(v * rates[now + 1]) + epsilon);
}

/** Fused multiply-adds, PEAK_SUMS at a time so that none waits for the one before: what the GPU can do at best. */
template <class T>
__device__ void multiplyAdd(T factor, int rounds, T *result) {
    const int PEAK_SUMS = 16;
    T sums[PEAK_SUMS];
#pragma unroll
    for (int i = 0; i < PEAK_SUMS; i++) {
        sums[i] = threadIdx.x + i;
    }
    for (int round = 0; round < rounds; round++) {
#pragma unroll
        for (int i = 0; i < PEAK_SUMS; i++) {
            sums[i] = sums[i] * factor + factor;
        }
    }
    T sum = 0;
#pragma unroll
    for (int i = 0; i < PEAK_SUMS; i++) {
        sum += sums[i];
    }
    result[blockIdx.x * blockDim.x + threadIdx.x] = sum;
}

#include "differential.h"

// The kernels by name: <what>_<first layer or not>_<precision>_<columns of a tile>.

#define PRODUCT_KERNELS_OF_FIRST(NAME, T, TILE, LAYER)                                                                 \
    KERNEL(TILE_THREADS, TILE::BLOCKS, forward_##NAME, const Block *blocks, int splits, const T *parameters,           \
           const T *folded, const T *x, const unsigned char *codes, int inputs, int neurons, int samples, int stride,  \
           int outputs, T *parts) {                                                                                    \
        LAYER<T> layer{{folded, x, codes, inputs, neurons}};                                                           \
        forward<T, TILE>(blocks, splits, parameters, layer, Batch{samples, stride}, blockIdx.x, outputs, parts);       \
    }                                                                                                                  \
    KERNEL(TILE_THREADS, TILE::BLOCKS, weights_##NAME, const Block *blocks, int splits, const T *folded, const T *x,   \
           const unsigned char *codes, int inputs, int neurons, int samples, int stride, const T *delta, int size,     \
           T *gradient) {                                                                                              \
        LAYER<T> layer{{folded, x, codes, inputs, neurons}};                                                           \
        weightGradient<T, TILE>(blocks, splits, layer, delta, Batch{samples, stride}, size, gradient);                 \
    }

#define BACKWARD_KERNEL_OF_FIRST(NAME, T, TILE, LAYER)                                                                 \
    KERNEL(TILE_THREADS, TILE::BLOCKS, backward_##NAME, const Block *blocks, const T *parameters, const T *folded,     \
           const T *x, const unsigned char *codes, int inputs, int neurons, int samples, int stride, const T *delta,   \
           T omega, T *sums) {                                                                                         \
        LAYER<T> layer{{folded, x, codes, inputs, neurons}};                                                           \
        backwardFirst<T, TILE>(blocks, parameters, delta, Batch{samples, stride}, layer, omega, sums);                 \
    }

#define PRODUCT_KERNELS(NAME, T, TILE)                                                                                 \
    KERNEL(TILE_THREADS, TILE::BLOCKS, forward_##NAME, const Block *blocks, int splits, const T *parameters,           \
           const T *values, int samples, int stride, int outputs, T *parts) {                                          \
        forward<T, TILE>(blocks, splits, parameters, StoredLayer<T>{values}, Batch{samples, stride}, blockIdx.x,       \
                         outputs, parts);                                                                              \
    }                                                                                                                  \
    KERNEL(TILE_THREADS, TILE::BLOCKS, weights_##NAME, const Block *blocks, int splits, const T *values, int samples,  \
           int stride, const T *delta, int size, T *gradient) {                                                        \
        weightGradient<T, TILE>(blocks, splits, StoredLayer<T>{values}, delta, Batch{samples, stride}, size,           \
                                gradient);                                                                             \
    }

#define BACKWARD_KERNEL(NAME, T, TILE)                                                                                 \
    KERNEL(TILE_THREADS, TILE::BLOCKS, backward_##NAME, const Block *blocks, const T *parameters, int samples,         \
           int stride, const T *delta, const T *slopes, T *below) {                                                    \
        backward<T, TILE>(blocks, parameters, delta, Batch{samples, stride}, slopes, below);                           \
    }

#define OTHER_KERNELS(NAME, T)                                                                                         \
    KERNEL(256, 1, multiplyAdd_##NAME, T factor, int rounds, T *result) { multiplyAdd<T>(factor, rounds, result); }    \
    KERNEL(256, 1, fold_##NAME, const T *parameters, const int *scaleOf, const T *fixedScales, int scales, int inputs,    \
           int neurons, T omega, T *folded) {                                                                          \
        fold<T>(parameters, scaleOf, fixedScales, scales, inputs, neurons, omega, folded);                             \
    }                                                                                                                  \
    KERNEL(256, 1, gather_##NAME, const T *from, const int *indices, const int *clock, int step, int allStride,           \
           int samples, int stride, T *to) {                                                                           \
        gather<T>(from, indices, clock, step, allStride, Batch{samples, stride}, to);                                  \
    }                                                                                                                  \
    KERNEL(256, 1, activate_##NAME, const T *parts, int splits, const T *parameters, const int *biases, int sums,         \
           int samples, int stride, int outputs, const unsigned char *codes, T omega, T *values, T *slopes) {          \
        activate<T>(parts, splits, parameters, biases, sums, Batch{samples, stride}, outputs, codes, omega, values,    \
                    slopes);                                                                                           \
    }                                                                                                                  \
    KERNEL(256, 1, predict_##NAME, const T *parts, int splits, const T *parameters, const int *biases, int sums,          \
           int samples, int stride, int outputs, T *y) {                                                               \
        predict<T>(parts, splits, parameters, biases, sums, Batch{samples, stride}, outputs, y);                       \
    }                                                                                                                  \
    KERNEL(256, 1, loss_##NAME, const T *parts, int splits, const T *parameters, const int *biases, int sums,             \
           int samples, int stride, int outputs, const T *targets, T *delta, double *squares) {                        \
        loss<T>(parts, splits, parameters, biases, sums, Batch{samples, stride}, outputs, targets, delta, squares);    \
    }                                                                                                                  \
    KERNEL(256, 1, firstGradient_##NAME, const T *sums, int tiles, const T *parameters, const int *scaleOf,               \
           const T *fixedScales, int scales, int inputs, int neurons, T *gradient, T *scaleShares) {                   \
        firstGradient<T>(sums, tiles, parameters, scaleOf, fixedScales, scales, inputs, neurons, gradient,             \
                         scaleShares);                                                                                 \
    }                                                                                                                  \
    KERNEL(256, 1, scaleGradient_##NAME, const T *scaleShares, const int *scaleBegins, T *gradient) {                     \
        scaleGradient<T>(scaleShares, scaleBegins, gradient);                                                          \
    }                                                                                                                  \
    KERNEL(256, 1, adam_##NAME, const GradientRange *ranges, int rangeCount, const T *gradient, const T *rates,           \
           const int *clock, int step, T beta1, T oneMinusBeta1, T beta2, T oneMinusBeta2, T epsilon, T *parameters,   \
           T *firstMoments, T *secondMoments, const double *squares, int squareCount, double meanFactor,               \
           double *loss) {                                                                                             \
        adam<T>(ranges, rangeCount, gradient, rates, clock, step, beta1, oneMinusBeta1, beta2, oneMinusBeta2, epsilon, \
                parameters, firstMoments, secondMoments, squares, squareCount, meanFactor, loss);                      \
    }

typedef FmaTile<float, 32> FloatTile32;
typedef FmaTile<float, 64> FloatTile64;
typedef FmaTile<float, 104> FloatTile104;
typedef FmaTile<double, 32> DoubleTile32;

// What is not wanted can be left out: the driver compiles all that it is given, whatever of it is used.
#ifdef FLOAT32
OTHER_KERNELS(f32, float)
PRODUCT_KERNELS(stored_f32_64, float, FloatTile64)
PRODUCT_KERNELS(stored_f32_104, float, FloatTile104)
BACKWARD_KERNEL(stored_f32_64, float, FloatTile64)
PRODUCT_KERNELS_OF_FIRST(sine_f32_64, float, FloatTile64, SineLayer)
PRODUCT_KERNELS_OF_FIRST(sine_f32_104, float, FloatTile104, SineLayer)
BACKWARD_KERNEL_OF_FIRST(sine_f32_64, float, FloatTile64, SineLayer)
PRODUCT_KERNELS_OF_FIRST(any_f32_32, float, FloatTile32, AnyLayer)
BACKWARD_KERNEL_OF_FIRST(any_f32_32, float, FloatTile32, AnyLayer)
#endif
#ifdef TENSOR_CORES
OTHER_KERNELS(tf32, float)
PRODUCT_KERNELS(stored_tf32_64, float, TensorTile<64>)
PRODUCT_KERNELS(stored_tf32_104, float, TensorTile<104>)
BACKWARD_KERNEL(stored_tf32_64, float, TensorTile<64>)
PRODUCT_KERNELS_OF_FIRST(sine_tf32_64, float, TensorTile<64>, SineLayer)
PRODUCT_KERNELS_OF_FIRST(sine_tf32_104, float, TensorTile<104>, SineLayer)
BACKWARD_KERNEL_OF_FIRST(sine_tf32_64, float, TensorTile<64>, SineLayer)
PRODUCT_KERNELS_OF_FIRST(any_tf32_64, float, TensorTile<64>, AnyLayer)
BACKWARD_KERNEL_OF_FIRST(any_tf32_64, float, TensorTile<64>, AnyLayer)
#endif
#ifdef FLOAT64
OTHER_KERNELS(f64, double)
PRODUCT_KERNELS(stored_f64_32, double, DoubleTile32)
BACKWARD_KERNEL(stored_f64_32, double, DoubleTile32)
PRODUCT_KERNELS_OF_FIRST(any_f64_32, double, DoubleTile32, AnyLayer)
BACKWARD_KERNEL_OF_FIRST(any_f64_32, double, DoubleTile32, AnyLayer)
#endif

// Modules of their own, which only losses that hold derivatives by the input need, beside those above.
#ifdef FLOAT32_ROWS
COUPLED_KERNELS(f32, float)
WEIGHTS_ROWS_KERNEL(stored_f32_64, float, FloatTile64)
WEIGHTS_ROWS_KERNEL(stored_f32_104, float, FloatTile104)
BACKWARD_ROWS_KERNEL(stored_f32_64, float, FloatTile64)
ROWS_KERNELS_OF_FIRST(sine_f32_64, float, FloatTile64, SineRow)
ROWS_KERNELS_OF_FIRST(sine_f32_104, float, FloatTile104, SineRow)
BACKWARD_ROWS_KERNEL_OF_FIRST(sine_f32_64, float, FloatTile64, SineRow)
ROWS_KERNELS_OF_FIRST(any_f32_32, float, FloatTile32, AnyRow)
BACKWARD_ROWS_KERNEL_OF_FIRST(any_f32_32, float, FloatTile32, AnyRow)
#endif
#ifdef TENSOR_CORES_ROWS
COUPLED_KERNELS(tf32, float)
WEIGHTS_ROWS_KERNEL(stored_tf32_64, float, TensorTile<64>)
WEIGHTS_ROWS_KERNEL(stored_tf32_104, float, TensorTile<104>)
BACKWARD_ROWS_KERNEL(stored_tf32_64, float, TensorTile<64>)
ROWS_KERNELS_OF_FIRST(sine_tf32_64, float, TensorTile<64>, SineRow)
ROWS_KERNELS_OF_FIRST(sine_tf32_104, float, TensorTile<104>, SineRow)
BACKWARD_ROWS_KERNEL_OF_FIRST(sine_tf32_64, float, TensorTile<64>, SineRow)
ROWS_KERNELS_OF_FIRST(any_tf32_64, float, TensorTile<64>, AnyRow)
BACKWARD_ROWS_KERNEL_OF_FIRST(any_tf32_64, float, TensorTile<64>, AnyRow)
#endif
#ifdef FLOAT64_ROWS
COUPLED_KERNELS(f64, double)
WEIGHTS_ROWS_KERNEL(stored_f64_32, double, DoubleTile32)
BACKWARD_ROWS_KERNEL(stored_f64_32, double, DoubleTile32)
ROWS_KERNELS_OF_FIRST(any_f64_32, double, DoubleTile32, AnyRow)
BACKWARD_ROWS_KERNEL_OF_FIRST(any_f64_32, double, DoubleTile32, AnyRow)
#endif

/** After the last step of a graph: the clock counts the steps since the host set it. */
KERNEL(1, 1, tick, int *clock, int steps) {
    *clock += steps;
}
