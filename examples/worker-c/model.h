/* A dense network, its gradient and Adam in plain loops, on one thread. To measure a library, rewrite this file.

   worker.c includes it once for each precision: REAL is float or double, NAME(x) is x_float32 or x_float64. */

#define MODEL struct NAME(model)

MODEL {
    struct problem problem;
    REAL *scales, *x, *y; /* x and y: a sample a row */
    size_t samples;
    REAL *parameters, *gradient;
    REAL *first, *second; /* moments, m and v */
    REAL *transposed;     /* the weights, each layer's as [inputs x outputs] */
    int t;                /* steps taken */
    /* of one sample, by layer: its input, z = W h + b, and dLoss/dz */
    REAL *h[MOST_LAYERS], *z[MOST_LAYERS], *delta[MOST_LAYERS];
};

static REAL *NAME(converted)(const double *values, size_t count) {
    REAL *result = allocate(count, sizeof(REAL));
    for (size_t i = 0; i < count; i++) {
        result[i] = (REAL)values[i];
    }
    return result;
}

static void *NAME(create)(const struct problem *problem) {
    MODEL *m = allocate(1, sizeof *m);
    size_t size = problem->parameters;
    m->problem = *problem;
    m->scales = NAME(converted)(problem->scales, problem->layers[0].outputs);
    m->parameters = allocate(size, sizeof(REAL));
    m->gradient = allocate(size, sizeof(REAL));
    m->transposed = allocate(size, sizeof(REAL));
    m->first = allocate(size, sizeof(REAL));
    m->second = allocate(size, sizeof(REAL));
    for (int l = 0; l < problem->depth; l++) {
        m->h[l] = allocate(problem->layers[l].inputs, sizeof(REAL));
        m->z[l] = allocate(problem->layers[l].outputs, sizeof(REAL));
        m->delta[l] = allocate(problem->layers[l].outputs, sizeof(REAL));
    }
    return m;
}

static void NAME(destroy)(void *model) {
    MODEL *m = model;
    for (int l = 0; l < m->problem.depth; l++) {
        free(m->h[l]), free(m->z[l]), free(m->delta[l]);
    }
    free(m->parameters), free(m->gradient), free(m->transposed), free(m->first), free(m->second);
    free(m->x), free(m->y), free(m->scales), free(m);
}

static void NAME(bind)(void *model, const double *x, const double *y, size_t samples) {
    MODEL *m = model;
    free(m->x), free(m->y);
    m->x = NAME(converted)(x, samples * m->problem.inputs);
    m->y = NAME(converted)(y, samples * m->problem.outputs);
    m->samples = samples;
}

/* Starts afresh: the optimiser forgets the steps it has taken. */
static void NAME(set_parameters)(void *model, const double *values) {
    MODEL *m = model;
    for (size_t i = 0; i < m->problem.parameters; i++) {
        m->parameters[i] = (REAL)values[i];
        m->first[i] = m->second[i] = 0;
    }
    m->t = 0;
}

static void NAME(get_parameters)(void *model, double *values) {
    MODEL *m = model;
    for (size_t i = 0; i < m->problem.parameters; i++) {
        values[i] = m->parameters[i];
    }
}

/* Makes the rows that the inner loop of forward runs along. */
static void NAME(transpose)(MODEL *m) {
    for (int l = 0; l < m->problem.depth; l++) {
        const struct layer *layer = &m->problem.layers[l];
        const REAL *from = m->parameters + layer->weights;
        REAL *to = m->transposed + layer->weights;
        for (size_t o = 0; o < layer->outputs; o++) {
            for (size_t i = 0; i < layer->inputs; i++) {
                to[i * layer->outputs + o] = from[o * layer->inputs + i];
            }
        }
    }
}

/* sum += factor x */
static void NAME(add_scaled)(REAL *restrict sum, REAL factor, const REAL *restrict x, size_t count) {
    for (size_t i = 0; i < count; i++) {
        sum[i] += factor * x[i];
    }
}

/* Computes h and z of all layers for a sample; returns the last z, which is the output. */
static const REAL *NAME(forward)(MODEL *m, const REAL *x) {
    const REAL omega = (REAL)m->problem.omega;
    memcpy(m->h[0], x, m->problem.inputs * sizeof *x);
    for (int l = 0; l < m->problem.depth; l++) {
        const struct layer *layer = &m->problem.layers[l];
        REAL *z = m->z[l];
        memset(z, 0, layer->outputs * sizeof *z);
        for (size_t i = 0; i < layer->inputs; i++) {
            NAME(add_scaled)(z, m->h[l][i], m->transposed + layer->weights + i * layer->outputs, layer->outputs);
        }
        for (size_t o = 0; o < layer->outputs; o++) {
            if (l == 0) {
                z[o] *= m->scales[o]; /* z_0 = K .* (W_0 x) + b_0: K does not touch the bias */
            }
            z[o] += m->parameters[layer->bias + o];
            if (layer->activation) {
                m->h[l + 1][o] = (REAL)layer->activation->value(omega * z[o]);
            }
        }
    }
    return m->z[m->problem.depth - 1];
}

/* Adds a sample's part to the gradient of sum (z_L - y)^2 / count; returns the sample's squared error. */
static double NAME(add_gradient)(MODEL *m, size_t sample, double count) {
    const size_t outputs = m->problem.outputs;
    const REAL omega = (REAL)m->problem.omega;
    const REAL *output = NAME(forward)(m, m->x + sample * m->problem.inputs);
    double squares = 0;
    int l = m->problem.depth - 1;
    for (size_t o = 0; o < outputs; o++) {
        REAL difference = output[o] - m->y[sample * outputs + o];
        squares += (double)difference * difference;
        m->delta[l][o] = (REAL)(2 / count) * difference;
    }
    for (; l >= 0; l--) {
        const struct layer *layer = &m->problem.layers[l];
        REAL *below = l > 0 ? m->delta[l - 1] : NULL;
        if (below) {
            memset(below, 0, layer->inputs * sizeof *below);
        }
        for (size_t o = 0; o < layer->outputs; o++) {
            const size_t row = layer->weights + o * layer->inputs;
            REAL delta = m->delta[l][o];
            m->gradient[layer->bias + o] += delta;
            if (below) {
                NAME(add_scaled)(below, delta, m->parameters + row, layer->inputs);
            } else {
                delta *= m->scales[o];
            }
            NAME(add_scaled)(m->gradient + row, delta, m->h[l], layer->inputs);
        }
        for (size_t i = 0; below && i < layer->inputs; i++) { /* from dLoss/dh to dLoss/dz of the layer below */
            below[i] *= omega * (REAL)layer[-1].activation->derivative(omega * m->z[l - 1][i]);
        }
    }
    return squares;
}

/* A step of Adam on the parameters that are trained. */
static void NAME(update)(MODEL *m) {
    const struct adam adam = m->problem.adam;
    const int t = ++m->t;
    const REAL beta1 = (REAL)adam.beta1, rest1 = (REAL)(1 - adam.beta1); /* float's own 1 - beta has lost digits */
    const REAL beta2 = (REAL)adam.beta2, rest2 = (REAL)(1 - adam.beta2);
    const REAL correction1 = (REAL)(1 - pow(adam.beta1, t)), correction2 = (REAL)(1 - pow(adam.beta2, t));
    const REAL rate = (REAL)(adam.learning_rate * pow(1 - adam.decay, t - 1)), epsilon = (REAL)adam.epsilon;
    for (size_t i = m->problem.first_trainable; i < m->problem.parameters; i++) {
        const REAL g = m->gradient[i];
        m->first[i] = beta1 * m->first[i] + rest1 * g;
        m->second[i] = beta2 * m->second[i] + rest2 * g * g;
        m->parameters[i] -= rate * (m->first[i] / correction1) / ((REAL)sqrt(m->second[i] / correction2) + epsilon);
    }
}

/* Takes steps: step i on the samples in row i of batches [steps x size], or on all if it is NULL. Returns the last loss. */
static double NAME(train)(void *model, int steps, const int32_t *batches, size_t size) {
    MODEL *m = model;
    if (!batches) {
        size = m->samples;
    }
    const double count = (double)(size * m->problem.outputs);
    double squares = 0;
    for (int i = 0; i < steps; i++) {
        NAME(transpose)(m);
        memset(m->gradient, 0, m->problem.parameters * sizeof(REAL));
        squares = 0;
        for (size_t s = 0; s < size; s++) {
            squares += NAME(add_gradient)(m, batches ? (size_t)batches[i * size + s] : s, count);
        }
        NAME(update)(m);
    }
    return squares / count;
}

static void NAME(predict)(void *model, const double *x, size_t points, double *y) {
    MODEL *m = model;
    REAL *converted = NAME(converted)(x, points * m->problem.inputs);
    NAME(transpose)(m);
    for (size_t s = 0; s < points; s++) {
        const REAL *output = NAME(forward)(m, converted + s * m->problem.inputs);
        for (size_t o = 0; o < m->problem.outputs; o++) {
            *y++ = output[o];
        }
    }
    free(converted);
}

static const struct operations NAME(operations) = {
    NAME(create), NAME(destroy), NAME(bind), NAME(set_parameters), NAME(get_parameters), NAME(train), NAME(predict),
};

#undef MODEL
