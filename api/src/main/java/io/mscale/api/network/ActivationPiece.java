package io.mscale.api.network;

/**
 * An activation on an interval, as formulas of x that can be copied into a program: {@code + - * /}, {@code ^} (to the power of), {@code sin}, {@code
 * cos}, {@code tanh}, {@code exp}, {@code erf}, {@code sqrt} and {@code pi}. At {@code to} the derivative is that of this
 * piece, from the left.
 *
 * @param from the lower end; minus infinity if there is none
 * @param to the upper end; infinity if there is none
 * @param value the activation's value
 * @param derivative its derivative
 */
public record ActivationPiece(double from, double to, String value, String derivative) {}
