/** The tasks that come with the project. They know the API and nothing else. */
@NullMarked
package io.mscale.tasks;

import org.jspecify.annotations.NullMarked;
