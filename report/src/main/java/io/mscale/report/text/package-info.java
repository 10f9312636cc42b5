/**
 * Text for people: tables, sentences, CSV. Every report is a function of run records alone. Numbers are formatted in
 * one place, {@link io.mscale.results.number.Formats}, the same under every locale.
 */
@NullMarked
package io.mscale.report.text;

import org.jspecify.annotations.NullMarked;
