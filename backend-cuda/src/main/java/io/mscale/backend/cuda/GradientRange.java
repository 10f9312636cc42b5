package io.mscale.backend.cuda;

import java.util.List;

/**
 * The location of the gradient of a contiguous range of parameters, in parts to be summed; the kernels' struct of the
 * same name.
 *
 * @param begin the first parameter in the flat layout
 * @param end the end of the range, exclusive
 * @param offset the start of the first part within the array of all gradients
 * @param parts the number of parts
 * @param size the number of values per part
 */
record GradientRange(int begin, int end, int offset, int parts, int size) {

    /** Returns the range of {@code size} parameters from {@code begin} on, placed after the existing ranges. */
    static GradientRange behind(List<GradientRange> others, int begin, int size, int parts) {
        int offset = others.isEmpty() ? 0 : others.get(others.size() - 1).behind();
        return new GradientRange(begin, Math.addExact(begin, size), offset, parts, size);
    }

    /** The offset after the last part. */
    int behind() {
        return Math.addExact(offset, Math.multiplyExact(parts, size));
    }

    /** The fields in the order of the kernels' struct. */
    List<Integer> ints() {
        return List.of(begin, end, offset, parts, size);
    }
}
