/** A minimal backend in Java loops: provider and model. Knows the API of mscale-bench and nothing else of it. */
package org.example.plain;
