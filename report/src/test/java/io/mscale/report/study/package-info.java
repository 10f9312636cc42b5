@NullMarked
package io.mscale.report.study;

import org.jspecify.annotations.NullMarked;
