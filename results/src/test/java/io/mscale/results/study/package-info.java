@NullMarked
package io.mscale.results.study;

import org.jspecify.annotations.NullMarked;
