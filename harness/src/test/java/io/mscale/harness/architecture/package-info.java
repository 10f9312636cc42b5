/** Rules between the modules, held against their compiled classes. */
@NullMarked
package io.mscale.harness.architecture;

import org.jspecify.annotations.NullMarked;
