/** The page's templates, compiled by the build from {@code src/main/jte}. */
@NullMarked
package io.mscale.report.html.template;

import org.jspecify.annotations.NullMarked;
