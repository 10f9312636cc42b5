/**
 * The service-provider interface. A backend implements {@link io.mscale.api.MscaleBackend} and
 * {@link io.mscale.api.MscaleModel}; everything else in this module is the vocabulary they share with the harness.
 * Nothing here may depend on a third-party library (JSpecify annotations aside).
 */
@NullMarked
package io.mscale.api;

import org.jspecify.annotations.NullMarked;
