/** Description of a backend that is a program in any language. */
@NullMarked
package io.mscale.record.external;

import org.jspecify.annotations.NullMarked;
