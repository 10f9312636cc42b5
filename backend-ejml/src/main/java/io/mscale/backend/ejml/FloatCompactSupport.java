package io.mscale.backend.ejml;

import java.util.Arrays;

/**
 * Activations that are zero outside a short interval, and their derivatives, over arrays in single precision. The
 * formulas of {@link io.mscale.api.network.Activation} are written with clamps instead of branches so that the JVM
 * vectorises the loops; long formulas take two loops, because it vectorises short loops only. No term exceeds some
 * tens, however large the argument. NaN stays NaN.
 */
final class FloatCompactSupport {

    /** Jumps of six times psi's derivative at 0, 1/2, ..., 3. */
    private static final float[] PSI_JUMPS = {1, -8, 23, -32, 23, -8, 1};

    private FloatCompactSupport() {}

    /** t (1 - t) with t = x clamped to [0, 1]. */
    static void srelu(float[] z, int n) {
        for (int i = 0; i < n; i++) {
            float t = Math.max(0, Math.min(1, z[i]));
            z[i] = t * (1 - t);
        }
    }

    /** 1 - 2x where x (1 - x) is above 0. */
    static void sreluSlope(float[] z, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            float t = Math.max(0, Math.min(1, z[i]));
            d[i] = (1 - 2 * t) * step(t * (1 - t));
        }
    }

    /** sin(2 pi t) t (1 - t) with t = x clamped to [0, 1]. */
    static void s2relu(float[] z, int n) {
        for (int i = 0; i < n; i++) {
            float t = Math.max(0, Math.min(1, z[i]));
            z[i] = FloatSine.sineOfTurns(t) * t * (1 - t);
        }
    }

    /** 2 pi cos(2 pi t) t (1 - t) + sin(2 pi t) (1 - 2t), which is 0 at both ends. */
    static void s2reluSlope(float[] z, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            float t = Math.max(0, Math.min(1, z[i]));
            d[i] = FloatSine.sineOfTurns(t) * (1 - 2 * t);
        }
        for (int i = 0; i < n; i++) {
            float t = Math.max(0, Math.min(1, z[i]));
            d[i] += FloatSine.TURN * FloatSine.cosineOfTurns(t) * (t * (1 - t));
        }
    }

    /** 4 pi (1 - 2x) cos(2 pi x) - (4 pi^2 x (1 - x) + 2) sin(2 pi x) where s2relu is not 0, and at 1. */
    static void s2reluSecond(float[] z, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            float t = Math.max(0, Math.min(1, z[i]));
            float ofSine = FloatSine.TURN * FloatSine.TURN * t * (1 - t) + 2;
            float ofCosine = 2 * FloatSine.TURN * (1 - 2 * t);
            float value = ofCosine * FloatSine.cosineOfTurns(t) - ofSine * FloatSine.sineOfTurns(t);
            d[i] = t == z[i] ? value * step(t) : 0;
        }
    }

    /** -2 pi (4 pi^2 x (1 - x) + 6) cos(2 pi x) - 12 pi^2 (1 - 2x) sin(2 pi x), as {@link #s2reluSecond}. */
    static void s2reluThird(float[] z, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            float t = Math.max(0, Math.min(1, z[i]));
            float ofSine = 3 * FloatSine.TURN * FloatSine.TURN * (1 - 2 * t);
            float ofCosine = FloatSine.TURN * (FloatSine.TURN * FloatSine.TURN * t * (1 - t) + 6);
            float value = ofCosine * FloatSine.cosineOfTurns(t) + ofSine * FloatSine.sineOfTurns(t);
            d[i] = t == z[i] ? -value * step(t) : 0;
        }
    }

    /** With u = |x - 3/2|: (3/2 - u)^2 minus 3 (1/2 - u)^2, each where its base is positive. */
    static void phi(float[] z, int n) {
        for (int i = 0; i < n; i++) {
            float u = Math.abs(z[i] - 1.5f);
            float outer = Math.max(0, 1.5f - u);
            float inner = Math.max(0, 0.5f - u);
            z[i] = outer * outer - 3 * (inner * inner);
        }
    }

    /** 2 hat(x - 1) - 2 hat(x - 2), with hat(y) = 1 - |y| where that is positive. */
    static void phiSlope(float[] z, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            float rising = Math.max(0, 1 - Math.abs(z[i] - 1));
            float falling = Math.max(0, 1 - Math.abs(z[i] - 2));
            d[i] = 2 * (rising - falling);
        }
    }

    /** With u = |2x - 3|: ((3 - u) - 8 (2 - u) + 23 (1 - u)) / 12, each term where its bracket is positive. */
    static void psi(float[] z, int n) {
        for (int i = 0; i < n; i++) {
            float u = Math.abs(2 * z[i] - 3);
            z[i] = (Math.max(0, 3 - u) - 8 * Math.max(0, 2 - u) + 23 * Math.max(0, 1 - u)) * (1 / 12f);
        }
    }

    /** A sixth of the sum of the {@link #PSI_JUMPS} below x. */
    static void psiSlope(float[] z, float[] d, int n) {
        Arrays.fill(d, 0, n, 0);
        for (int k = 0; k < PSI_JUMPS.length; k++) {
            addStep(PSI_JUMPS[k], k, z, d, n);
        }
        for (int i = 0; i < n; i++) {
            d[i] *= 1 / 6f;
        }
    }

    private static void addStep(float jump, float twiceAt, float[] z, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            d[i] += jump * step(2 * z[i] - twiceAt);
        }
    }

    /** 1 for every positive y, including the smallest (2^-149), else 0; branch-free. */
    static float step(float y) {
        return Math.min(Math.max(y, 0) * 0x1p127f * 0x1p22f, 1);
    }
}
