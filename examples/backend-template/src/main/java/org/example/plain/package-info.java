/** A minimal backend: the provider and the model, in plain Java. Knows the API of mscale-bench and nothing else of it. */
package org.example.plain;
