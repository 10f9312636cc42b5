// Tiles whose products are made by tensor cores, for compute capability 8.0 on.
#pragma once

#include "product.h"

/**
 * Float32 products by three of TF32 each ("3xTF32"; Ootomo and Yokota, 2022): x = big + small, both of 11 bits, and
 * a b = big big + big small + small big + what is below float32's rounding. Tensor cores cut off what does not fit when they
 * add, so that long sums drift: theirs are of 16 products, and are added to sums that are rounded.
 *
 * Warp w has rows 32w .. 32w+31 as two matrices of 16 rows, and all columns as matrices of 8.
 */
template <int COLUMNS_>
struct TensorTile : TileSides<float, COLUMNS_, 8, COLUMNS_ % 32 == 8 ? 0 : 8> {
    // Rows are 8 banks apart: the 32 numbers that a warp reads of four rows lie in 32 banks.
    typedef TileSides<float, COLUMNS_, 8, COLUMNS_ % 32 == 8 ? 0 : 8> Sides;
    static const int BLOCKS = COLUMNS_ > 64 ? 2 : 3;
    static const int RUN = 1;
    static const int ROW_GROUPS = 32;
    static const int ROW_MATRICES = 2;
    static const int COLUMN_MATRICES = COLUMNS_ / 8;
    static const int DEPTHS = TILE_DEPTH / 8;

    float sums[ROW_MATRICES][COLUMN_MATRICES][4];

    __device__ __forceinline__ void clear() {
        this->openSides();
        forAll([&](int m, int n, int c) { sums[m][n][c] = 0; });
    }

    template <class Act>
    __device__ __forceinline__ static void forAll(Act act) {
#pragma unroll
        for (int n = 0; n < COLUMN_MATRICES; n++) {
#pragma unroll
            for (int m = 0; m < ROW_MATRICES; m++) {
#pragma unroll
                for (int c = 0; c < 4; c++) {
                    act(m, n, c);
                }
            }
        }
    }

    /** The row of number c of a thread's four of a matrix, and the column below. */
    __device__ __forceinline__ static int row(int m, int c) {
        return threadIdx.x / 32 * 32 + m * 16 + c / 2 * 8 + threadIdx.x % 32 / 4;
    }

    __device__ __forceinline__ static int column(int n, int c) { return n * 8 + threadIdx.x % 4 * 2 + c % 2; }

    template <class Meanwhile>
    __device__ __forceinline__ void multiply(int, Meanwhile meanwhile) {
        __syncthreads();
        meanwhile();
        int inFour = threadIdx.x % 4;
        int four = threadIdx.x % 32 / 4;
        int firstRow = threadIdx.x / 32 * 32;
        unsigned aBig[DEPTHS][ROW_MATRICES][4], aSmall[DEPTHS][ROW_MATRICES][4];
#pragma unroll
        for (int k = 0; k < DEPTHS; k++) {
#pragma unroll
            for (int m = 0; m < ROW_MATRICES; m++) {
#pragma unroll
                for (int i = 0; i < 4; i++) {
                    int depth = k * 8 + inFour + i / 2 * 4;
                    float a = this->left[depth * Sides::LEFT_STRIDE + firstRow + m * 16 + four + i % 2 * 8];
                    splitTf32(a, aBig[k][m][i], aSmall[k][m][i]);
                }
            }
        }
#pragma unroll
        for (int n = 0; n < COLUMN_MATRICES; n++) {
            float part[ROW_MATRICES][4] = {};
#pragma unroll
            for (int k = 0; k < DEPTHS; k++) {
                unsigned bBig[2], bSmall[2];
#pragma unroll
                for (int i = 0; i < 2; i++) {
                    float b = this->right[(k * 8 + inFour + i * 4) * Sides::RIGHT_STRIDE + n * 8 + four];
                    splitTf32(b, bBig[i], bSmall[i]);
                }
#pragma unroll
                for (int m = 0; m < ROW_MATRICES; m++) {
                    multiplyTf32(part[m], aSmall[k][m], bBig);
                    multiplyTf32(part[m], aBig[k][m], bSmall);
                    multiplyTf32(part[m], aBig[k][m], bBig);
                }
            }
#pragma unroll
            for (int m = 0; m < ROW_MATRICES; m++) {
#pragma unroll
                for (int c = 0; c < 4; c++) {
                    sums[m][n][c] += part[m][c];
                }
            }
        }
        __syncthreads();
    }

    __device__ __forceinline__ void multiply(int depth) {
        multiply(depth, []() {});
    }

    template <class Act>
    __device__ __forceinline__ void each(Act act) const {
        forAll([&](int m, int n, int c) {
            float values[1] = {sums[m][n][c]};
            act(row(m, c), column(n, c), values);
        });
    }

    template <class Change>
    __device__ __forceinline__ void map(Change change) {
        forAll([&](int m, int n, int c) { sums[m][n][c] = change(row(m, c), column(n, c), sums[m][n][c]); });
    }

    /** Groups as in sumRows. */
    template <class Change>
    __device__ __forceinline__ void mapAndSumRows(float *to, Change change) {
#pragma unroll
        for (int n = 0; n < COLUMN_MATRICES; n++) {
#pragma unroll
            for (int c = 0; c < 2; c++) {
                float sum = 0;
#pragma unroll
                for (int m = 0; m < ROW_MATRICES; m++) {
                    sum += change(row(m, c), column(n, c), sums[m][n][c]);
                    sum += change(row(m, c + 2), column(n, c), sums[m][n][c + 2]);
                }
                to[groupOfThread() * Sides::COLUMNS + column(n, c)] = sum;
            }
        }
    }

    /** Group g of warp w has the rows 32w + g, + 8, + 16 and + 24. */
    __device__ __forceinline__ static int groupOfThread() { return threadIdx.x / 32 * 8 + threadIdx.x % 32 / 4; }

    template <class Weight>
    __device__ __forceinline__ void sumRows(float *to, Weight weight) const {
        float weights[ROW_MATRICES][2];
#pragma unroll
        for (int m = 0; m < ROW_MATRICES; m++) {
            weights[m][0] = weight(row(m, 0));
            weights[m][1] = weight(row(m, 2));
        }
#pragma unroll
        for (int n = 0; n < COLUMN_MATRICES; n++) {
#pragma unroll
            for (int c = 0; c < 2; c++) {
                float sum = 0;
#pragma unroll
                for (int m = 0; m < ROW_MATRICES; m++) {
                    sum += sums[m][n][c] * weights[m][0] + sums[m][n][c + 2] * weights[m][1];
                }
                to[groupOfThread() * Sides::COLUMNS + column(n, c)] = sum;
            }
        }
    }
};
