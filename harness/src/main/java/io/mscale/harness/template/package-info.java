/** Templates of plug-ins: the projects in the distribution's {@code examples} folder, and their copies under other names. */
@NullMarked
package io.mscale.harness.template;

import org.jspecify.annotations.NullMarked;
