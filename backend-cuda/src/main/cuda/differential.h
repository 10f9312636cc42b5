// The kernels of losses that hold derivatives by the input, in the formulas of io.mscale.api.training.Loss: each sample
// has a row for its value, one for each derivative by the d inputs ("tangents"), and maybe one for its Laplacian.
//
// An array [neurons x rows x samples] has the rows of a neuron one behind the other, "rowStride" numbers each: whole
// tiles. Products treat the rows as more samples, "columns" in all; what is computed of what lies between two rows is
// never read. Where rows are coupled, a thread has all rows of a sample.
#pragma once

#include "layers.h"

/** A batch whose samples have several rows; "stride" numbers from one neuron to the next. */
struct Rows : Batch {
    int rows;
    int rowStride;
    int inputs;

    /** Whether the last row is the Laplacian. */
    __device__ __forceinline__ bool haveLaplacian() const { return rows > inputs + 1; }

    /** The order of derivatives in a row. */
    __device__ __forceinline__ int orderOf(int row) const { return row == 0 ? 0 : row <= inputs ? 1 : 2; }

    __device__ __forceinline__ int tilesOfRow() const { return rowStride / TILE_ROWS; }
};

/** Out of line as anyActivation. */
template <class T>
__device__ __noinline__ T anyDerivative(int order, int code, T x) {
    return activationDerivative(order, code, x);
}

/** Two derivatives, the second of the next order. */
template <class T>
struct Derivatives {
    T lower;
    T upper;
};

/** Out of line for the sake of the caller's registers. */
template <class T>
__device__ __noinline__ Derivatives<T> anyDerivatives(int order, int code, T x) {
    return {anyDerivative(order, code, x), anyDerivative(order + 1, code, x)};
}

/**
 * A row of the first layer. With f_j = omega K W_0j its derivatives by x_j and its Laplacian are s'(omega z_0) f_j and
 * s''(omega z_0) sum_j f_j^2.
 *
 * folded: that of FirstLayer, and in its last row sum_j f_j^2
 */
template <class T>
struct FirstRow : FirstLayer<T> {
    int order;        // of the derivatives
    const T *factors; // what the neurons' derivatives are multiplied by, but in the row of values

    __device__ __forceinline__ T factor(int neuron, T derivative) const {
        return order == 0 ? derivative : derivative * factors[neuron];
    }
};

/** All neurons compute the sine. */
template <class T>
struct SineRow : FirstRow<T> {
    __device__ __forceinline__ Derivatives<T> derivatives(int, T argument) const {
        return {sineDerivative(this->order, argument), sineDerivative(this->order + 1, argument)};
    }

    __device__ __forceinline__ T value(int neuron, int sample, int stride) const {
        return this->factor(neuron, sineDerivative(this->order, this->argument(neuron, sample, stride)));
    }
};

/** Neuron n computes the activation codes[n]. */
template <class T>
struct AnyRow : FirstRow<T> {
    __device__ __forceinline__ Derivatives<T> derivatives(int neuron, T argument) const {
        return anyDerivatives(this->order, (int)this->codes[neuron], argument);
    }

    __device__ __forceinline__ T value(int neuron, int sample, int stride) const {
        int code = this->codes[neuron];
        return this->factor(neuron, anyDerivative(this->order, code, this->argument(neuron, sample, stride)));
    }
};

/** All rows of the first layer. */
template <class T, template <class> class Row>
struct FirstRows {
    FirstLayer<T> layer;

    __device__ __forceinline__ Row<T> at(int row, const Rows &batch) const {
        int factors = row == 0 ? 0 : row <= batch.inputs ? row - 1 : batch.inputs + 1;
        return Row<T>{{layer, batch.orderOf(row), layer.folded + (size_t)factors * layer.neurons}};
    }
};

/** All rows of a layer behind the first. */
template <class T>
struct StoredRows {
    const T *values;

    __device__ __forceinline__ StoredLayer<T> at(int row, const Rows &batch) const {
        return StoredLayer<T>{values + row * batch.rowStride};
    }
};

/** As fold; in another row behind it sum_j f_j^2. */
template <class T>
__device__ void foldRows(const T *parameters, const int *scaleOf, const T *fixedScales, int scales, int inputs,
                         int neurons, T omega, T *folded) {
    fold(parameters, scaleOf, fixedScales, scales, inputs, neurons, omega, folded);
    int neuron = blockIdx.x * blockDim.x + threadIdx.x;
    if (neuron < neurons) {
        T squares = 0;
        for (int i = 0; i < inputs; i++) {
            T f = folded[(size_t)i * neurons + neuron];
            squares += f * f;
        }
        folded[(size_t)(inputs + 1) * neurons + neuron] = squares;
    }
}

/** z = W h of the second layer: block x is a tile of one row. Else as forward, which is for all layers behind. */
template <class T, class Tile, class Layer>
__device__ void forwardRows(const Block *blocks, int splits, const T *parameters, Layer layer, Rows batch, int outputs,
                            T *parts) {
    int row = blockIdx.x / batch.tilesOfRow();
    int tile = blockIdx.x - row * batch.tilesOfRow();
    forward<T, Tile>(blocks, splits, parameters, layer.at(row, batch), batch, tile, outputs,
                     parts + row * batch.rowStride);
}

/**
 * A hidden layer's rows from its z in parts, and the factors that lead back through it: [outputs x rows x samples] each.
 * With C_j = omega^2 s'' dz_j the factors are
 *
 *     A = omega s'     C_1 ... C_d     B = omega^2 s'' lap z + omega^3 s''' sum_j dz_j^2
 */
template <class T>
__device__ void activateRows(const T *parts, int splits, const T *parameters, const int *biases, int sums, Rows batch,
                             int outputs, const unsigned char *codes, T omega, T *values, T *factors) {
    int sample = sampleOfThread(batch);
    int output = rowOfBlock(batch);
    if (sample >= batch.samples) {
        return;
    }
    T z = omega * combined(parts, splits, parameters, biases, sums, batch, outputs, output, sample);
    int code = codes[output];
    T slope = omega * activationSlope(code, z);
    T curvature = omega * omega * activationSecond(code, z);
    size_t at = (size_t)output * batch.stride + sample;
    values[at] = activation(code, z);
    factors[at] = slope;
    T squares = 0;
    for (int row = 1; row <= batch.inputs; row++) {
        T dz = sumOfParts(parts, sums * splits, batch, outputs, output, row * batch.rowStride + sample);
        squares += dz * dz;
        at += batch.rowStride;
        values[at] = slope * dz;
        factors[at] = curvature * dz;
    }
    if (batch.haveLaplacian()) {
        int last = (batch.rows - 1) * batch.rowStride;
        T laplacian = sumOfParts(parts, sums * splits, batch, outputs, output, last + sample);
        at += batch.rowStride;
        values[at] = slope * laplacian + curvature * squares;
        factors[at] = curvature * laplacian + omega * omega * omega * activationThird(code, z) * squares;
    }
}

/** From the derivatives of the loss by the rows of a hidden layer to those by its z, in their place. */
template <class T>
__device__ void backwardActivation(const T *factors, Rows batch, T *delta) {
    int sample = sampleOfThread(batch);
    size_t first = (size_t)rowOfBlock(batch) * batch.stride + sample;
    if (sample >= batch.samples) {
        return;
    }
    T slope = factors[first];
    T value = slope * delta[first];
    size_t last = first + (size_t)(batch.rows - 1) * batch.rowStride;
    T byLaplacian = 0;
    if (batch.haveLaplacian()) {
        byLaplacian = delta[last];
        value += factors[last] * byLaplacian;
        delta[last] = slope * byLaplacian;
    }
    size_t at = first;
    for (int row = 1; row <= batch.inputs; row++) {
        at += batch.rowStride;
        T curvature = factors[at];
        T byTangent = delta[at];
        value += curvature * byTangent;
        delta[at] = slope * byTangent + 2 * curvature * byLaplacian;
    }
    delta[first] = value;
}

/** Row "row" of the network's one output. */
template <class T>
__device__ __forceinline__ T outputRow(const T *parts, int splits, const T *parameters, const int *biases, int sums,
                                       Rows batch, int row, int sample) {
    return row == 0 ? combined(parts, splits, parameters, biases, sums, batch, 1, 0, sample)
                    : sumOfParts(parts, sums * splits, batch, 1, 0, row * batch.rowStride + sample);
}

/**
 * The derivatives of the energy by the rows of the network's one output, and the energies of each block of the grid,
 * summed. Column c of the targets A, C, F is targets[c * stride ...].
 */
template <class T>
__device__ void energy(const T *parts, int splits, const T *parameters, const int *biases, int sums, Rows batch,
                       const T *targets, T *delta, double *energies) {
    int sample = sampleOfThread(batch);
    double energy = 0;
    if (sample < batch.samples) {
        double share = 1.0 / batch.samples;
        double a = targets[sample];
        double c = targets[(size_t)batch.stride + sample];
        double f = targets[(size_t)2 * batch.stride + sample];
        double u = outputRow(parts, splits, parameters, biases, sums, batch, 0, sample);
        delta[sample] = (T)((c * u - f) * share);
        energy = (0.5 * c * u - f) * u;
        for (int row = 1; row < batch.rows; row++) {
            double slope = outputRow(parts, splits, parameters, biases, sums, batch, row, sample);
            delta[row * batch.rowStride + sample] = (T)(a * slope * share);
            energy += 0.5 * a * slope * slope;
        }
    }
    double sum = blockSum(energy);
    if (threadIdx.x == 0) {
        energies[blockIdx.x] = sum;
    }
}

/** The same of the squared residual. The targets are a coefficient for each row, then F and w. */
template <class T>
__device__ void residual(const T *parts, int splits, const T *parameters, const int *biases, int sums, Rows batch,
                         const T *targets, T *delta, double *squares) {
    int sample = sampleOfThread(batch);
    double square = 0;
    if (sample < batch.samples) {
        double share = 1.0 / batch.samples;
        double residual = -(double)targets[(size_t)batch.rows * batch.stride + sample];
        double weight = targets[(size_t)(batch.rows + 1) * batch.stride + sample];
        for (int row = 0; row < batch.rows; row++) {
            residual += (double)targets[(size_t)row * batch.stride + sample] *
                        outputRow(parts, splits, parameters, biases, sums, batch, row, sample);
        }
        square = weight * residual * residual;
        double byResidual = 2 * weight * residual * share;
        for (int row = 0; row < batch.rows; row++) {
            double coefficient = targets[(size_t)row * batch.stride + sample];
            delta[row * batch.rowStride + sample] = (T)(byResidual * coefficient);
        }
    }
    double sum = blockSum(square);
    if (threadIdx.x == 0) {
        squares[blockIdx.x] = sum;
    }
}

/** W^T delta, [inputs x columns], which backwardActivation turns into that of the layer below. The grid is backward's. */
template <class T, class Tile>
__device__ void backwardRows(const Block *blocks, const T *parameters, const T *delta, Batch columns, T *below) {
    Block block = blocks[blockIdx.z];
    int firstColumn = blockIdx.x * TILE_ROWS;
    int firstInput = blockIdx.y * Tile::COLUMNS;
    if (firstInput >= block.inputs) {
        return;
    }
    Tile tile = backwardTile<T, Tile>(block, parameters, delta, columns, firstColumn, firstInput);
    tile.each([&](int row, int column, const T(&values)[Tile::RUN]) {
        int input = firstInput + column;
        if (input < block.inputs) {
            store(below + (size_t)(block.firstInput + input) * columns.stride + firstColumn + row, values);
        }
    });
}

/**
 * The same where the layer below is the first, whose derivatives are used up at once, as in backwardFirst; block x is a
 * tile of one row. Rows need not be coupled: with H_r the derivative by row r, f_r its factor (1 in the values) and s_k
 * derivatives of s at omega z_0, its share of
 *
 *     Z      is omega s_(order + 1) f_r H_r
 *     dZ_i   is omega s' H_r in the tangent by x_i, and 2 omega s'' f_i H_r in the Laplacian
 *
 * What is left are sums over the tile, sums[tile][(inputs + 1) x neurons]: those of Z x_i + dZ_i, then those of Z.
 */
template <class T, class Tile, class Layer>
__device__ void backwardRowsFirst(const Block *blocks, const T *parameters, const T *delta, Rows batch, Layer layer,
                                  T omega, T *sums) {
    SHARED(T, groupSums, Tile::ROW_GROUPS *Tile::COLUMNS);
    Block block = blocks[blockIdx.z];
    int row = blockIdx.x / batch.tilesOfRow();
    int firstSample = (blockIdx.x - row * batch.tilesOfRow()) * TILE_ROWS;
    int firstInput = blockIdx.y * Tile::COLUMNS;
    if (firstInput >= block.inputs) {
        return;
    }
    auto first = layer.at(row, batch);
    Tile tile = backwardTile<T, Tile>(block, parameters, delta + row * batch.rowStride, batch, firstSample, firstInput);
    // From H_r to Z. On the way the sums of omega s_(order) H_r: of what dZ is made.
    tile.mapAndSumRows(groupSums, [&](int rowOfTile, int column, T &value) {
        int sample = inside(firstSample + rowOfTile, batch.samples);
        int neuron = block.firstInput + inside(firstInput + column, block.inputs);
        Derivatives<T> s = first.derivatives(neuron, first.argument(neuron, sample, batch.stride));
        T scaled = value * omega;
        value = first.factor(neuron, scaled * s.upper);
        return scaled * s.lower;
    });
    __syncthreads();
    // A column of the tile each: there are fewer than threads.
    int column = threadIdx.x;
    int input = firstInput + column;
    bool writes = column < Tile::COLUMNS && input < block.inputs;
    auto sumOfGroups = [&]() {
        T sum = 0;
        for (int group = 0; group < Tile::ROW_GROUPS; group++) {
            sum += groupSums[group * Tile::COLUMNS + column];
        }
        return sum;
    };
    T tangentSum = writes ? sumOfGroups() : T(0);
    __syncthreads();
    for (int i = 0; i <= batch.inputs; i++) {
        tile.sumRows(groupSums, [&](int rowOfTile) {
            int sample = firstSample + rowOfTile;
            return sample >= batch.samples ? T(0)
                   : i == batch.inputs     ? T(1)
                                           : first.x[(size_t)i * batch.stride + sample];
        });
        __syncthreads();
        if (writes) {
            int neuron = block.firstInput + input;
            T sum = sumOfGroups();
            if (i < batch.inputs && first.order == 2) {
                sum += 2 * first.folded[(size_t)i * first.neurons + neuron] * tangentSum;
            } else if (i == row - 1 && first.order == 1) {
                sum += tangentSum;
            }
            sums[((size_t)blockIdx.x * (batch.inputs + 1) + i) * first.neurons + neuron] = sum;
        }
        __syncthreads();
    }
}

/**
 * delta h^T over all rows and the sums of delta over the values, in parts: as weightGradient, with the rows one behind
 * the other, each a whole number of times as long as a tile is deep.
 */
template <class T, class Tile, class Layer>
__device__ void weightGradientRows(const Block *blocks, int splits, Layer layer, const T *delta, Rows batch, int size,
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
    int rowLength = (batch.samples + TILE_DEPTH - 1) / TILE_DEPTH * TILE_DEPTH;
    int partBegins = partBegin(batch.rows * rowLength, split, splits);
    int partEnds = partBegin(batch.rows * rowLength, split + 1, splits);
    for (int row = partBegins / rowLength; row * rowLength < partEnds; row++) {
        int begin = partBegins - row * rowLength;
        int end = partEnds - row * rowLength;
        addToGradient(tile, biasSum, sumsBias && row == 0, block, layer.at(row, batch), delta + row * batch.rowStride,
                      batch.stride, begin > 0 ? begin : 0, end < batch.samples ? end : batch.samples, firstInput,
                      firstOutput);
    }
    T *part = gradient + (size_t)(block.copy * splits + split) * size;
    writeGradient(tile, biasSum, sumsBias, block, part, firstInput, firstOutput);
}

// The kernels by name, as in kernels.cu.

#define ROWS_PARAMETERS int samples, int stride, int rows, int rowStride, int rowInputs
#define ROWS                                                                                                           \
    Rows { {samples, stride}, rows, rowStride, rowInputs }

#define ROWS_KERNELS_OF_FIRST(NAME, T, TILE, ROW)                                                                      \
    KERNEL(TILE_THREADS, TILE::BLOCKS, forwardRows_##NAME, const Block *blocks, int splits, const T *parameters,       \
           const T *folded, const T *x, const unsigned char *codes, int inputs, int neurons, ROWS_PARAMETERS,          \
           int outputs, T *parts) {                                                                                    \
        FirstRows<T, ROW> layer{{folded, x, codes, inputs, neurons}};                                                  \
        forwardRows<T, TILE>(blocks, splits, parameters, layer, ROWS, outputs, parts);                                 \
    }                                                                                                                  \
    KERNEL(TILE_THREADS, TILE::BLOCKS, weightsRows_##NAME, const Block *blocks, int splits, const T *folded,           \
           const T *x, const unsigned char *codes, int inputs, int neurons, ROWS_PARAMETERS, const T *delta, int size, \
           T *gradient) {                                                                                              \
        FirstRows<T, ROW> layer{{folded, x, codes, inputs, neurons}};                                                  \
        weightGradientRows<T, TILE>(blocks, splits, layer, delta, ROWS, size, gradient);                               \
    }

#define BACKWARD_ROWS_KERNEL_OF_FIRST(NAME, T, TILE, ROW)                                                              \
    KERNEL(TILE_THREADS, TILE::BLOCKS, backwardRows_##NAME, const Block *blocks, const T *parameters, const T *folded, \
           const T *x, const unsigned char *codes, int inputs, int neurons, ROWS_PARAMETERS, const T *delta, T omega,  \
           T *sums) {                                                                                                  \
        FirstRows<T, ROW> layer{{folded, x, codes, inputs, neurons}};                                                  \
        backwardRowsFirst<T, TILE>(blocks, parameters, delta, ROWS, layer, omega, sums);                               \
    }

#define WEIGHTS_ROWS_KERNEL(NAME, T, TILE)                                                                             \
    KERNEL(TILE_THREADS, TILE::BLOCKS, weightsRows_##NAME, const Block *blocks, int splits, const T *values,           \
           ROWS_PARAMETERS, const T *delta, int size, T *gradient) {                                                   \
        weightGradientRows<T, TILE>(blocks, splits, StoredRows<T>{values}, delta, ROWS, size, gradient);               \
    }

#define BACKWARD_ROWS_KERNEL(NAME, T, TILE)                                                                            \
    KERNEL(TILE_THREADS, TILE::BLOCKS, backwardRows_##NAME, const Block *blocks, const T *parameters,                  \
           int columns, int stride, const T *delta, T *below) {                                                        \
        backwardRows<T, TILE>(blocks, parameters, delta, Batch{columns, stride}, below);                               \
    }

#define COUPLED_KERNELS(NAME, T)                                                                                       \
    KERNEL(256, 1, foldRows_##NAME, const T *parameters, const int *scaleOf, const T *fixedScales, int scales,         \
           int inputs, int neurons, T omega, T *folded) {                                                              \
        foldRows<T>(parameters, scaleOf, fixedScales, scales, inputs, neurons, omega, folded);                         \
    }                                                                                                                  \
    KERNEL(256, 1, activateRows_##NAME, const T *parts, int splits, const T *parameters, const int *biases, int sums,  \
           ROWS_PARAMETERS, int outputs, const unsigned char *codes, T omega, T *values, T *factors) {                 \
        activateRows<T>(parts, splits, parameters, biases, sums, ROWS, outputs, codes, omega, values, factors);        \
    }                                                                                                                  \
    KERNEL(256, 1, backwardActivation_##NAME, const T *factors, ROWS_PARAMETERS, T *delta) {                           \
        backwardActivation<T>(factors, ROWS, delta);                                                                   \
    }                                                                                                                  \
    KERNEL(256, 1, energy_##NAME, const T *parts, int splits, const T *parameters, const int *biases, int sums,        \
           ROWS_PARAMETERS, const T *targets, T *delta, double *energies) {                                            \
        energy<T>(parts, splits, parameters, biases, sums, ROWS, targets, delta, energies);                            \
    }                                                                                                                  \
    KERNEL(256, 1, residual_##NAME, const T *parts, int splits, const T *parameters, const int *biases, int sums,      \
           ROWS_PARAMETERS, const T *targets, T *delta, double *squares) {                                             \
        residual<T>(parts, splits, parameters, biases, sums, ROWS, targets, delta, squares);                           \
    }
