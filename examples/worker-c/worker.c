/* A worker of mscale-bench in C: the conversation that docs/12-external-workers.md specifies. What is trained is in model.h. */

#define _POSIX_C_SOURCE 200809L
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_LAYERS 32

struct activation {
    const char *name;
    double (*value)(double), (*derivative)(double);
};

struct layer { /* dense: z = W h + b, weights and bias being where W and b begin among the parameters */
    size_t inputs, outputs, weights, bias;
    const struct activation *activation; /* NULL in the last layer */
};

struct adam {
    double learning_rate, decay, beta1, beta2, epsilon;
};

struct problem {
    size_t inputs, outputs, parameters, first_trainable;
    int depth; /* number of layers */
    struct layer layers[MOST_LAYERS];
    double *scales, omega;
    struct adam adam;
};

struct operations { /* of models in one precision */
    void *(*create)(const struct problem *problem);
    void (*destroy)(void *model);
    void (*bind)(void *model, const double *x, const double *y, size_t samples);
    void (*set_parameters)(void *model, const double *values);
    void (*get_parameters)(void *model, double *values);
    double (*train)(void *model, int steps, const int32_t *batches, size_t size);
    void (*predict)(void *model, const double *x, size_t points, double *y);
};

/* Failing: a question that cannot be answered ends here, and its answer says why. */

static jmp_buf failure;
static char reason[500];

_Noreturn static void fail(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(reason, sizeof reason, format, arguments);
    va_end(arguments);
    longjmp(failure, 1);
}

static void *allocate(size_t count, size_t size) {
    void *memory = calloc(count ? count : 1, size);
    if (!memory) {
        fail("there is no memory for %zu numbers", count);
    }
    return memory;
}

#define REAL float
#define NAME(x) x##_float32
#include "model.h"
#undef REAL
#undef NAME
#define REAL double
#define NAME(x) x##_float64
#include "model.h"

static double minus_sin(double z) { return -sin(z); }
static double tanh_slope(double z) { return 1 - tanh(z) * tanh(z); }
static double relu(double z) { return z < 0 ? 0 : z; } /* fmax would hide a NaN */
static double relu_slope(double z) { return z > 0 ? 1 : 0; }

static const struct activation ACTIVATIONS[] = {
    {"sin", sin, cos}, {"cos", cos, minus_sin}, {"tanh", tanh, tanh_slope}, {"relu", relu, relu_slope}};

/* JSON is not parsed but searched. */

static const char *skip(const char *p) { return p + strspn(p, " ,:"); }

/* The end of the value or name that begins at p. */
static const char *end_of(const char *p) {
    int depth = 0;
    do {
        if (*p == '"') {
            for (p++; *p && *p != '"'; p++) {
                p += p[0] == '\\' && p[1];
            }
        }
        depth += (*p == '{' || *p == '[') - (*p == '}' || *p == ']');
        p += *p != 0;
    } while (*p && (depth > 0 || !strchr(" ,:]}", *p)));
    return p;
}

/* The value at a path such as layers.0.inputs; NULL if there is none. */
static const char *find(const char *json, const char *path) {
    for (size_t length; json && *path; path += length + (path[length] == '.')) {
        const char *value = NULL, *item = skip(json + 1);
        length = strcspn(path, ".");
        for (int index = 0; *item && !strchr("]}", *item) && !value; index++) {
            if (*json == '{') {
                const int found = strncmp(item + 1, path, length) == 0 && item[1 + length] == '"';
                item = skip(end_of(item));
                value = found ? item : NULL;
            } else if (*json == '[' && index == atoi(path)) {
                value = item;
            }
            item = skip(end_of(item));
        }
        json = value;
    }
    return json;
}

static double number(const char *json, const char *format, ...) {
    char path[100];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(path, sizeof path, format, arguments);
    va_end(arguments);
    const char *value = find(json, path);
    if (!value) {
        fail("there is no %s", path);
    }
    return strtod(value, NULL);
}

struct text {
    char characters[4096];
};

/* A text; empty if there is none. */
static struct text text(const char *json, const char *path) {
    struct text result = {""};
    const char *value = find(json, path);
    const char *end = value ? end_of(value) - 1 : NULL;
    for (size_t i = 0; value && ++value < end && i + 1 < sizeof result.characters; i++) {
        value += *value == '\\'; /* only quotes and backslashes are escaped in what is asked here */
        result.characters[i] = *value;
    }
    return result;
}

/* Arrays: .npy files, whose numbers lie behind a magic word, a version and a header. */

struct array {
    void *numbers;
    size_t count;
};

static struct array read_npy(const char *path, size_t size) {
    unsigned char start[10];
    struct array array = {NULL, 0};
    FILE *file = fopen(path, "rb");
    if (!file || fread(start, 1, sizeof start, file) != sizeof start) {
        fail("%s cannot be read", path);
    }
    const long header = (long)sizeof start + start[8] + 256 * start[9];
    fseek(file, 0, SEEK_END);
    array.count = (size_t)(ftell(file) - header) / size;
    array.numbers = allocate(array.count, size);
    fseek(file, header, SEEK_SET);
    const size_t read = fread(array.numbers, size, array.count, file);
    fclose(file);
    if (read != array.count) {
        fail("%s cannot be read", path);
    }
    return array;
}

static void write_npy(const char *path, const double *values, size_t count) {
    char header[118];
    snprintf(header, sizeof header, "{'descr': '<f8', 'fortran_order': False, 'shape': (%zu,), }", count);
    FILE *file = fopen(path, "wb");
    if (!file) {
        fail("%s cannot be written", path);
    }
    fprintf(file, "\x93NUMPY%c%c%c%c%-117s\n", 1, 0, 118, 0, header);
    const size_t written = fwrite(values, sizeof *values, count, file);
    if (fclose(file) != 0 || written != count) {
        fail("%s cannot be written", path);
    }
}

/* The conversation. */

struct model {
    struct problem problem;
    const struct operations *does;
    void *state;
};

static struct model *models; /* by number; those without state are closed */
static size_t model_count;

static struct problem problem_of(const char *json) {
    const char *network = find(json, "network");
    struct problem p = {
        .inputs = (size_t)number(network, "inputs"),
        .outputs = (size_t)number(network, "outputs"),
        .parameters = (size_t)number(network, "parameters"),
        .first_trainable = (size_t)number(network, "trainable.0.from"), /* and all after it */
        .omega = number(network, "omega"),
        .adam = {number(json, "adam.learningRate"), number(json, "adam.decay"), number(json, "adam.beta1"),
                 number(json, "adam.beta2"), number(json, "adam.epsilon")},
    };
    for (const char *next = skip(find(network, "layers") + 1); *next != ']'; next = skip(end_of(next))) {
        if (p.depth == MOST_LAYERS || find(next, "blocks.1") || find(next, "activations.1")) {
            fail("only up to %d layers of one block and one activation are supported", MOST_LAYERS);
        }
        struct layer *layer = &p.layers[p.depth++];
        layer->inputs = (size_t)number(next, "inputs");
        layer->outputs = (size_t)number(next, "outputs");
        layer->weights = (size_t)number(next, "blocks.0.weightOffset");
        layer->bias = (size_t)number(next, "blocks.0.biasOffset");
        const struct text name = text(next, "activations.0.activation");
        for (size_t i = 0; i < sizeof ACTIVATIONS / sizeof *ACTIVATIONS; i++) {
            if (strcmp(name.characters, ACTIVATIONS[i].name) == 0) {
                layer->activation = &ACTIVATIONS[i];
            }
        }
        if (*name.characters && !layer->activation) {
            fail("activation %s is not supported", name.characters);
        }
    }
    p.scales = allocate(p.layers[0].outputs, sizeof(double));
    const char *scale = skip(find(network, "scales") + 1);
    for (size_t i = 0; i < p.layers[0].outputs; i++, scale = skip(end_of(scale))) {
        p.scales[i] = strtod(scale, NULL);
    }
    return p;
}

static void create(size_t number, const char *problem) {
    if (number >= model_count) {
        struct model *grown = realloc(models, (number + 1) * sizeof *models);
        if (!grown) {
            fail("there is no memory for model %zu", number);
        }
        models = grown;
        memset(models + model_count, 0, (number + 1 - model_count) * sizeof *models);
        model_count = number + 1;
    }
    struct model *model = &models[number];
    model->problem = problem_of(problem);
    model->does = strcmp(text(problem, "precision").characters, "float32") ? &operations_float64 : &operations_float32;
    model->state = model->does->create(&model->problem);
    free(model->problem.scales);
}

/* Writes the fields of an answer after its id. */
static void answer(const char *question, char *fields, size_t size) {
    const struct text ask = text(question, "ask");
    const char *name = ask.characters;
    if (strcmp(name, "probe") == 0) {
        const struct text device = text(question, "device");
        if (strcmp(device.characters, "cpu") == 0) {
            snprintf(fields, size, ", \"library\": {\"name\": \"plain C\", \"version\": \"1\", \"threads\": 1}");
        } else {
            snprintf(fields, size, ", \"unsupported\": \"plain C computes on the CPU, not on %.9s\"", device.characters);
        }
        return;
    }
    const size_t index = find(question, "model") ? (size_t)number(question, "model") : 0;
    if (strcmp(name, "create") == 0) {
        create(index, find(question, "problem"));
        return;
    }
    if (index >= model_count || !models[index].state) {
        fail("there is no model %zu to '%s'", index, name);
    }
    struct model *model = &models[index];
    const struct problem *problem = &model->problem;
    if (strcmp(name, "bind") == 0) {
        struct array x = read_npy(text(question, "x").characters, sizeof(double));
        struct array y = read_npy(text(question, "y").characters, sizeof(double));
        model->does->bind(model->state, x.numbers, y.numbers, x.count / problem->inputs);
        free(x.numbers), free(y.numbers);
    } else if (strcmp(name, "setParameters") == 0) {
        struct array values = read_npy(text(question, "parameters").characters, sizeof(double));
        model->does->set_parameters(model->state, values.numbers);
        free(values.numbers);
    } else if (strcmp(name, "train") == 0) {
        const int steps = (int)number(question, "steps");
        struct array batches = {NULL, 0};
        if (find(question, "batches")) {
            batches = read_npy(text(question, "batches").characters, sizeof(int32_t));
        }
        const double loss = model->does->train(model->state, steps, batches.numbers, batches.count / (size_t)steps);
        free(batches.numbers);
        snprintf(fields, size, isfinite(loss) ? ", \"loss\": %.17g" : ", \"loss\": null", loss);
    } else if (strcmp(name, "predict") == 0) {
        struct array x = read_npy(text(question, "x").characters, sizeof(double));
        const size_t points = x.count / problem->inputs;
        double *y = allocate(points * problem->outputs, sizeof *y);
        model->does->predict(model->state, x.numbers, points, y);
        write_npy(text(question, "y").characters, y, points * problem->outputs);
        free(x.numbers), free(y);
    } else if (strcmp(name, "parameters") == 0) {
        double *values = allocate(problem->parameters, sizeof *values);
        model->does->get_parameters(model->state, values);
        write_npy(text(question, "parameters").characters, values, problem->parameters);
        free(values);
    } else if (strcmp(name, "close") == 0) {
        model->does->destroy(model->state);
        model->state = NULL;
    } else {
        fail("there is no question '%s'", name);
    }
}

int main(void) {
    char *question = NULL;
    size_t capacity = 0;
    while (getline(&question, &capacity, stdin) > 0) {
        char fields[sizeof reason + 100] = "";
        if (setjmp(failure) == 0) {
            answer(question, fields, sizeof fields);
        } else {
            for (char *c = reason; *c; c++) {
                *c = *c == '"' || *c == '\\' || (unsigned char)*c < ' ' ? ' ' : *c;
            }
            snprintf(fields, sizeof fields, ", \"failed\": \"%s\"", reason);
        }
        const char *id = find(question, "id");
        printf("{\"id\": %ld%s}\n", id ? strtol(id, NULL, 10) : 0, fields);
        fflush(stdout);
    }
    free(question);
    return 0;
}
