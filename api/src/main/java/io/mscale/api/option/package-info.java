/**
 * Reads the values of options: names out of a closed list, numbers in a range. One place decides how a wrong value is
 * answered: it names the value and what is allowed, and suggests the nearest name.
 */
@NullMarked
package io.mscale.api.option;

import org.jspecify.annotations.NullMarked;
