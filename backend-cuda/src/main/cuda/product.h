// Matrix products in tiles: a block of 128 threads makes a tile of 128 rows, 16 deep at a time.
#pragma once

static const int TILE_ROWS = 128;
static const int TILE_DEPTH = 16;
static const int TILE_THREADS = 128;

/** Which index neighbouring threads count when they fill one side of a tile: that in which the source lies side by side. */
enum Order { ROWS_FASTEST, COLUMNS_FASTEST, DEPTH_FASTEST };

/** Four numbers that are read and written together. */
template <class T>
struct alignas(16) Quad {
    T v[4];
};

/** Writes N numbers in a row; four of them lie on a multiple of 16 bytes. */
template <class T, int N>
__device__ __forceinline__ void store(T *to, const T (&values)[N]) {
    if (N == 4) {
        *(Quad<T> *)to = {{values[0], values[1 % N], values[2 % N], values[3 % N]}};
    } else {
#pragma unroll
        for (int i = 0; i < N; i++) {
            to[i] = values[i];
        }
    }
}

/** Writes those that are among the first "valid", to anywhere. */
template <class T, int N>
__device__ __forceinline__ void storeSome(T *to, const T (&values)[N], int valid) {
#pragma unroll
    for (int i = 0; i < N; i++) {
        if (i < valid) {
            to[i] = values[i];
        }
    }
}

/** What all tiles have in common: the two sides in shared memory, their rows some numbers longer than needed. */
template <class T, int COLUMNS_, int LEFT_PADDING, int RIGHT_PADDING>
struct TileSides {
    static const int COLUMNS = COLUMNS_;
    static const int LEFT_STRIDE = TILE_ROWS + LEFT_PADDING;
    static const int RIGHT_STRIDE = COLUMNS + RIGHT_PADDING;

    T *left;  // [TILE_DEPTH x LEFT_STRIDE]
    T *right; // [TILE_DEPTH x RIGHT_STRIDE]

    __device__ __forceinline__ void openSides() {
        SHARED(T, leftMemory, TILE_DEPTH *LEFT_STRIDE);
        SHARED(T, rightMemory, TILE_DEPTH *RIGHT_STRIDE);
        left = leftMemory;
        right = rightMemory;
    }

    /** source(row, depth) for the whole left side. */
    template <class Source>
    __device__ __forceinline__ void loadLeft(Order order, Source source) {
#pragma unroll 4
        for (int i = 0; i < TILE_DEPTH; i++) {
            int row = order == ROWS_FASTEST ? threadIdx.x : threadIdx.x / TILE_DEPTH + i * (TILE_THREADS / TILE_DEPTH);
            int depth = order == ROWS_FASTEST ? i : threadIdx.x % TILE_DEPTH;
            left[depth * LEFT_STRIDE + row] = source(row, depth);
        }
    }

    /** source(depth, column) for the whole right side. */
    template <class Source>
    __device__ __forceinline__ void loadRight(Order order, Source source) {
#pragma unroll 2
        for (int e = threadIdx.x; e < TILE_DEPTH * COLUMNS; e += TILE_THREADS) {
            int depth = order == COLUMNS_FASTEST ? e / COLUMNS : e % TILE_DEPTH;
            int column = order == COLUMNS_FASTEST ? e % COLUMNS : e / TILE_DEPTH;
            right[depth * RIGHT_STRIDE + column] = source(depth, column);
        }
    }

    /** The sum of a column of the right side. */
    __device__ __forceinline__ T sumOfRight(int column) const {
        T sum = 0;
#pragma unroll
        for (int k = 0; k < TILE_DEPTH; k++) {
            sum += right[k * RIGHT_STRIDE + column];
        }
        return sum;
    }
};

/**
 * A tile whose products are fused multiply-adds: thread (x, y) of 8 x 16 has rows 4y .. 4y+3 and 64+4y .. 64+4y+3, and of
 * each 32 columns the four from 4x on, and one of the eight columns that are left where there are.
 */
template <class T, int COLUMNS_>
struct FmaTile : TileSides<T, COLUMNS_, 4, 4> {
    typedef TileSides<T, COLUMNS_, 4, 4> Sides; // rows stay aligned, and numbers below each other hit other banks
    static const int ROW_GROUPS = 16;
    static const int BLOCKS = 3; // of a multiprocessor at once, at least
    static const int RUN = 4; // neighbouring rows that "each" hands over together
    static const int ROWS_EACH = 8;
    static const int COLUMNS_EACH = COLUMNS_ / 8;
    static const int QUADS = COLUMNS_EACH / 4;

    T sums[COLUMNS_EACH][ROWS_EACH];

    __device__ __forceinline__ void clear() {
        this->openSides();
#pragma unroll
        for (int j = 0; j < COLUMNS_EACH; j++) {
#pragma unroll
            for (int i = 0; i < ROWS_EACH; i++) {
                sums[j][i] = 0;
            }
        }
    }

    __device__ __forceinline__ static int row(int i) { return i / 4 * 64 + threadIdx.x / 8 * 4 + i % 4; }

    __device__ __forceinline__ static int column(int j) {
        return j < 4 * QUADS ? j / 4 * 32 + threadIdx.x % 8 * 4 + j % 4 : 32 * QUADS + threadIdx.x % 8;
    }

    /**
     * Adds the product of the two sides, once all threads have filled them; "meanwhile" may read them. What lies deeper than
     * "depth" is 0.
     */
    template <class Meanwhile>
    __device__ __forceinline__ void multiply(int depth, Meanwhile meanwhile) {
        __syncthreads();
        meanwhile();
        int end = depth < TILE_DEPTH ? depth : TILE_DEPTH;
#pragma unroll 2
        for (int k = 0; k < end; k++) {
            T a[ROWS_EACH];
            T b[COLUMNS_EACH];
#pragma unroll
            for (int i = 0; i < ROWS_EACH; i += 4) {
                Quad<T> quad = *(const Quad<T> *)&this->left[k * Sides::LEFT_STRIDE + row(i)];
#pragma unroll
                for (int q = 0; q < 4; q++) {
                    a[i + q] = quad.v[q];
                }
            }
#pragma unroll
            for (int j = 0; j < 4 * QUADS; j += 4) {
                Quad<T> quad = *(const Quad<T> *)&this->right[k * Sides::RIGHT_STRIDE + column(j)];
#pragma unroll
                for (int q = 0; q < 4; q++) {
                    b[j + q] = quad.v[q];
                }
            }
#pragma unroll
            for (int j = 4 * QUADS; j < COLUMNS_EACH; j++) {
                b[j] = this->right[k * Sides::RIGHT_STRIDE + column(j)];
            }
#pragma unroll
            for (int j = 0; j < COLUMNS_EACH; j++) {
#pragma unroll
                for (int i = 0; i < ROWS_EACH; i++) {
                    sums[j][i] += a[i] * b[j];
                }
            }
        }
        __syncthreads();
    }

    __device__ __forceinline__ void multiply(int depth) {
        multiply(depth, []() {});
    }

    /** act(row, column, values): this thread's part, four rows at a time. */
    template <class Act>
    __device__ __forceinline__ void each(Act act) const {
#pragma unroll
        for (int j = 0; j < COLUMNS_EACH; j++) {
#pragma unroll
            for (int i = 0; i < ROWS_EACH; i += 4) {
                T values[4] = {sums[j][i], sums[j][i + 1], sums[j][i + 2], sums[j][i + 3]};
                act(row(i), column(j), values);
            }
        }
    }

    /** value = factor(row, column, value) for this thread's part. */
    template <class Change>
    __device__ __forceinline__ void map(Change change) {
#pragma unroll
        for (int j = 0; j < COLUMNS_EACH; j++) {
#pragma unroll
            for (int i = 0; i < ROWS_EACH; i++) {
                sums[j][i] = change(row(i), column(j), sums[j][i]);
            }
        }
    }

    /** change(row, column, value) may change this thread's values; to[group][column]: the sums of what it returns. */
    template <class Change>
    __device__ __forceinline__ void mapAndSumRows(T *to, Change change) {
#pragma unroll
        for (int j = 0; j < COLUMNS_EACH; j++) {
            T sum = 0;
#pragma unroll
            for (int i = 0; i < ROWS_EACH; i++) {
                sum += change(row(i), column(j), sums[j][i]);
            }
            to[threadIdx.x / 8 * Sides::COLUMNS + column(j)] = sum;
        }
    }

    /** to[group][column]: the sums over this thread's rows, each times weight(row). */
    template <class Weight>
    __device__ __forceinline__ void sumRows(T *to, Weight weight) const {
        T weights[ROWS_EACH];
#pragma unroll
        for (int i = 0; i < ROWS_EACH; i++) {
            weights[i] = weight(row(i));
        }
#pragma unroll
        for (int j = 0; j < COLUMNS_EACH; j++) {
            T sum = 0;
#pragma unroll
            for (int i = 0; i < ROWS_EACH; i++) {
                sum += sums[j][i] * weights[i];
            }
            to[threadIdx.x / 8 * Sides::COLUMNS + column(j)] = sum;
        }
    }
};
