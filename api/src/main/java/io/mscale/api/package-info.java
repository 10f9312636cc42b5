/**
 * The service-provider interface. A backend implements {@link io.mscale.api.MscaleBackend} and
 * {@link io.mscale.api.MscaleModel}; a task implements {@link io.mscale.api.task.FittingTask}. Everything else in this module is
 * the vocabulary that they share with the harness, or {@linkplain io.mscale.api.support a convenience}. Nothing here may depend
 * on a third-party library (JSpecify annotations aside).
 */
@NullMarked
package io.mscale.api;

import org.jspecify.annotations.NullMarked;
