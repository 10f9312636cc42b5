@NullMarked
package io.mscale.backend.cuda;

import org.jspecify.annotations.NullMarked;
