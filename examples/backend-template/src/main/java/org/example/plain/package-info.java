/** A minimal backend: the provider and the model, in Java loops. Knows the API of mscale-bench and nothing else of it. */
package org.example.plain;
