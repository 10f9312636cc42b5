package io.mscale.backend.cuda;

import java.util.List;

/**
 * Where the gradient of some neighbouring parameters lies, in parts that are to be added; the kernels' struct of that name.
 *
 * @param begin the first parameter in the flat layout
 * @param end the parameter behind the last
 * @param offset where the first part begins among all gradients
 * @param parts how many parts
 * @param size numbers of a part
 */
record GradientRange(int begin, int end, int offset, int parts, int size) {

    /** The range of {@code size} parameters from {@code begin} on, behind what is there already. */
    static GradientRange behind(List<GradientRange> others, int begin, int size, int parts) {
        int offset = others.isEmpty() ? 0 : others.get(others.size() - 1).behind();
        return new GradientRange(begin, Math.addExact(begin, size), offset, parts, size);
    }

    /** The offset behind its last part. */
    int behind() {
        return Math.addExact(offset, Math.multiplyExact(parts, size));
    }

    /** As the kernels read it. */
    List<Integer> ints() {
        return List.of(begin, end, offset, parts, size);
    }
}
