// Activations and their derivatives, in the formulas of io.mscale.api.network.Activation.
#pragma once

// DeviceNetwork.java lists them in the same order.
enum ActivationCode {
    IDENTITY,
    RELU,
    TANH,
    SIN,
    COS,
    SINCOS,
    SRELU,
    S2RELU,
    PHI,
    PSI,
    MORLET,
    MEXHAT,
    GELU,
    SIGMOID
};

/** The library's sines: exact for any argument, and long. */
__device__ __noinline__ float sineOfLarge(float x, int turns) {
    return turns ? cosf(x) : sinf(x);
}

/**
 * The sine of x and some quarter turns. Up to 1e5 by Cody and Waite's reduction to [-pi/4, pi/4], with pi/2 in three parts,
 * and the polynomials of Cephes: within 2 units in the last place. What is larger goes to the library.
 */
__device__ __forceinline__ float sineOfTurned(float x, int turns) {
    if (!(fabsf(x) <= 1e5f)) {
        return sineOfLarge(x, turns);
    }
    // Added to 1.5 * 2^23, the quotient is rounded to a whole number, and its last bits are those of the sum.
    float rounded = fmaf(x, 0.636619747f, 12582912.0f);
    float quotient = rounded - 12582912.0f;
    float r = fmaf(quotient, -1.57079625f, x);
    r = fmaf(quotient, -7.54978942e-8f, r);
    r = fmaf(quotient, -5.39030253e-15f, r);
    int quarter = __float_as_int(rounded) + turns;
    bool odd = quarter & 1;
    float square = r * r;
    float p = odd ? 2.44331571e-5f : -1.95152959e-4f;
    p = fmaf(p, square, odd ? -1.38873163e-3f : 8.33216087e-3f);
    p = fmaf(p, square, odd ? 4.16666457e-2f : -1.66666546e-1f);
    p = fmaf(p, square, odd ? -0.5f : 0.0f);
    float y = fmaf(p, odd ? square : r, odd ? 1.0f : r);
    return quarter & 2 ? -y : y;
}

__device__ __forceinline__ float sine(float x) { return sineOfTurned(x, 0); }
__device__ __forceinline__ float cosine(float x) { return sineOfTurned(x, 1); }
__device__ __forceinline__ double sine(double x) { return sin(x); }
__device__ __forceinline__ double cosine(double x) { return cos(x); }
__device__ __forceinline__ float exponential(float x) { return expf(x); }
__device__ __forceinline__ double exponential(double x) { return exp(x); }
__device__ __forceinline__ float hyperbolicTangent(float x) { return tanhf(x); }
__device__ __forceinline__ double hyperbolicTangent(double x) { return tanh(x); }
__device__ __forceinline__ float complementaryError(float x) { return erfcf(x); }
__device__ __forceinline__ double complementaryError(double x) { return erfc(x); }
__device__ __forceinline__ float root(float x) { return sqrtf(x); }
__device__ __forceinline__ double root(double x) { return sqrt(x); }

template <class T>
__device__ T logistic(T x) {
    return 1 / (1 + exponential(-x));
}

/** exp(-x^2 / 2); 0 where polynomials in front of it could overflow. */
template <class T>
__device__ T bell(T x) {
    return x <= -40 || x >= 40 ? T(0) : exponential(-x * x / 2);
}

/** The normal distribution function. */
template <class T>
__device__ T cumulative(T x) {
    return T(0.5) * complementaryError(-x * T(0.70710678118654752));
}

/** psi at k/2, times 12. */
template <class T>
__device__ T psiKnot(int k) {
    return k == 0 || k == 6 ? T(0) : k == 1 || k == 5 ? T(1) : k == 3 ? T(10) : T(-6);
}

/** NaN where x is: a condition that is false then must not hide it. */
template <class T>
__device__ bool isInside(T x, T end) {
    return !(x <= 0 || x >= end);
}

template <class T>
__device__ T activation(int code, T x) {
    const T turn = T(6.28318530717958648);
    switch (code) {
    case RELU:
        return x <= 0 ? T(0) : x;
    case TANH:
        return hyperbolicTangent(x);
    case SIN:
        return sine(x);
    case COS:
        return cosine(x);
    case SINCOS:
        return T(0.5) * (sine(x) + cosine(x));
    case SRELU:
        return isInside(x, T(1)) ? x * (1 - x) : T(0);
    case S2RELU:
        return isInside(x, T(1)) ? sine(turn * x) * x * (1 - x) : T(0);
    case PHI:
        return !isInside(x, T(3)) ? T(0) : x <= 1 ? x * x : x <= 2 ? (6 - 2 * x) * x - 3 : (3 - x) * (3 - x);
    case PSI: {
        if (!isInside(x, T(3))) {
            return T(0);
        }
        int piece = (int)ceil(2 * x) - 1;
        return (psiKnot<T>(piece) + (psiKnot<T>(piece + 1) - psiKnot<T>(piece)) * (2 * x - piece)) / 12;
    }
    case MORLET:
        return cosine(T(1.75) * x) * bell(x);
    case MEXHAT:
        return bell(x) == 0 ? T(0) : (1 - x * x) * bell(x);
    case GELU:
        return x * cumulative(x);
    case SIGMOID:
        return logistic(x);
    default:
        return x;
    }
}

template <class T>
__device__ T activationSlope(int code, T x) {
    const T turn = T(6.28318530717958648);
    switch (code) {
    case RELU:
        return x <= 0 ? T(0) : T(1);
    case TANH: {
        T t = hyperbolicTangent(x);
        return 1 - t * t;
    }
    case SIN:
        return cosine(x);
    case COS:
        return -sine(x);
    case SINCOS:
        return T(0.5) * (cosine(x) - sine(x));
    case SRELU:
        return isInside(x, T(1)) ? 1 - 2 * x : T(0);
    case S2RELU:
        return isInside(x, T(1)) ? turn * cosine(turn * x) * x * (1 - x) + sine(turn * x) * (1 - 2 * x) : T(0);
    case PHI:
        return !isInside(x, T(3)) ? T(0) : x <= 1 ? 2 * x : x <= 2 ? 6 - 4 * x : 2 * x - 6;
    case PSI: {
        if (x <= 0 || x > 3) { // at a knot the derivative is that from the left
            return T(0);
        }
        int piece = (int)ceil(2 * x) - 1;
        return (psiKnot<T>(piece + 1) - psiKnot<T>(piece)) / 6;
    }
    case MORLET:
        return bell(x) == 0 ? T(0) : -(T(1.75) * sine(T(1.75) * x) + x * cosine(T(1.75) * x)) * bell(x);
    case MEXHAT:
        return bell(x) == 0 ? T(0) : (x * x - 3) * x * bell(x);
    case GELU:
        return cumulative(x) + x * bell(x) * T(0.39894228040143268);
    case SIGMOID:
        return logistic(x) * logistic(-x);
    default:
        return T(1);
    }
}

// Second and third derivatives are those of the pieces: where a lower derivative jumps, they have no peak.

/** Derivatives of sine and cosine: each is the one before, a quarter turn on. */
template <class T>
__device__ __forceinline__ T sineDerivative(int order, T x) {
    T y = order & 1 ? cosine(x) : sine(x);
    return order & 2 ? -y : y;
}

/** The same without a branch. */
template <>
__device__ __forceinline__ float sineDerivative(int order, float x) {
    float y = sineOfTurned(x, order & 1);
    return order & 2 ? -y : y;
}

/** The normal density, as bell(x). */
template <class T>
__device__ T normalDensity(T x) {
    return bell(x) * T(0.39894228040143268);
}

template <class T>
__device__ T activationSecond(int code, T x) {
    const T turn = T(6.28318530717958648);
    const T wave = T(1.75);
    switch (code) {
    case TANH: {
        T t = hyperbolicTangent(x);
        return -2 * t * (1 - t * t);
    }
    case SIN:
        return -sine(x);
    case COS:
        return -cosine(x);
    case SINCOS:
        return T(-0.5) * (sine(x) + cosine(x));
    case SRELU:
        return x <= 0 || x > 1 ? T(0) : T(-2);
    case S2RELU:
        return x <= 0 || x > 1 ? T(0)
                               : 2 * turn * (1 - 2 * x) * cosine(turn * x) -
                                     (turn * turn * x * (1 - x) + 2) * sine(turn * x);
    case PHI:
        return x <= 0 || x > 3 ? T(0) : x > 1 && x <= 2 ? T(-4) : T(2);
    case MORLET:
        return bell(x) == 0 ? T(0)
                            : ((x * x - 1 - wave * wave) * cosine(wave * x) + 2 * wave * x * sine(wave * x)) * bell(x);
    case MEXHAT:
        return bell(x) == 0 ? T(0) : -((x * x - 6) * x * x + 3) * bell(x);
    case GELU:
        return bell(x) == 0 ? T(0) : (2 - x * x) * normalDensity(x);
    case SIGMOID:
        return -hyperbolicTangent(x / 2) * logistic(x) * logistic(-x);
    default: // identity, relu, psi
        return T(0);
    }
}

template <class T>
__device__ T activationThird(int code, T x) {
    const T turn = T(6.28318530717958648);
    const T wave = T(1.75);
    switch (code) {
    case TANH: {
        T t = hyperbolicTangent(x);
        T slope = 1 - t * t;
        return slope * (4 - 6 * slope);
    }
    case SIN:
        return -cosine(x);
    case COS:
        return sine(x);
    case SINCOS:
        return T(0.5) * (sine(x) - cosine(x));
    case S2RELU:
        return x <= 0 || x > 1 ? T(0)
                               : -turn * (turn * turn * x * (1 - x) + 6) * cosine(turn * x) -
                                     3 * turn * turn * (1 - 2 * x) * sine(turn * x);
    case MORLET:
        return bell(x) == 0 ? T(0)
                            : (wave * (wave * wave - 3 * (x * x - 1)) * sine(wave * x) +
                               x * (3 * wave * wave + 3 - x * x) * cosine(wave * x)) *
                                  bell(x);
    case MEXHAT:
        return bell(x) == 0 ? T(0) : ((x * x - 10) * x * x + 15) * x * bell(x);
    case GELU:
        return bell(x) == 0 ? T(0) : (x * x - 4) * x * normalDensity(x);
    case SIGMOID: {
        T slope = logistic(x) * logistic(-x);
        return slope * (1 - 6 * slope);
    }
    default: // identity, relu, psi; srelu and phi
        return T(0);
    }
}

/** The derivative of that order, 0 to 3. */
template <class T>
__device__ T activationDerivative(int order, int code, T x) {
    switch (order) {
    case 0:
        return activation(code, x);
    case 1:
        return activationSlope(code, x);
    case 2:
        return activationSecond(code, x);
    default:
        return activationThird(code, x);
    }
}
