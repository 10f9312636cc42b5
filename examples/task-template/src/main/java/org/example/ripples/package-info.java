/** A task: a function that networks are fitted to. Knows the API of mscale-bench and nothing else of it. */
package org.example.ripples;
