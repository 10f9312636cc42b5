/** The search for the commit that made a project slower or less accurate: git, builds, and the halving. */
@NullMarked
package io.mscale.harness.bisect;

import org.jspecify.annotations.NullMarked;
