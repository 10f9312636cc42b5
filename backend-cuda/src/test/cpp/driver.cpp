// A library with the entry points of the CUDA driver that backend-cuda calls. It runs the kernels on the processor, for
// tests: every thread of a block is a fiber, and the order of blocks and of warps is drawn anew for every launch, so that a
// missing barrier shows as a wrong number. Memory comes filled with NaN and ends at a page that cannot be touched; shared
// memory is filled with NaN before every block.

#include "device.h"

#define FLOAT32
#define TENSOR_CORES
#define FLOAT64
#define FLOAT32_ROWS
#define TENSOR_CORES_ROWS
#define FLOAT64_ROWS
#include "../../main/cuda/kernels.cu"

// Two wrong kernels, which tests launch to see that this driver would notice.

/** Reads what another warp writes, without waiting for it. */
KERNEL(256, 1, withoutBarrier, float *result) {
    SHARED(float, numbers, 256);
    numbers[threadIdx.x] = threadIdx.x;
    result[threadIdx.x] = numbers[255 - threadIdx.x];
}

/** A barrier that half of the threads never reach. */
KERNEL(256, 1, withUnevenBarrier, float *result) {
    if (threadIdx.x < 128) {
        __syncthreads();
    }
    result[threadIdx.x] = 1;
}

#include <algorithm>
#include <csetjmp>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <sys/mman.h>
#include <ucontext.h>
#include <vector>

Index threadIdx, blockIdx, blockDim, gridDim;

namespace {

const int SUCCESS = 0, INVALID_VALUE = 1, OUT_OF_MEMORY = 2, INVALID_DEVICE = 101, INVALID_IMAGE = 200,
          NOT_FOUND = 500, LAUNCH_FAILED = 719,
          CAPTURE_UNSUPPORTED = 900;
const int WARP = 32;
const size_t PAGE = 4096, STACK = 256 << 10, SHARED_BYTES = 48 << 10;

std::mutex lock;
std::mt19937 order(1);

// What tests set.
int driverVersion = 12000;
int processors = 3;
size_t memoryBytes = size_t(2) << 30;
struct Fault {
    std::string function;
    int result;
    int calls;
} fault{"", SUCCESS, 0};

struct KernelEntry {
    int threads;
    emulator::Caller caller;
};
std::map<std::string, KernelEntry> &kernels() {
    static std::map<std::string, KernelEntry> all;
    return all;
}

// Fibers.

enum State { READY, AT_BLOCK_BARRIER, AT_WARP_BARRIER, DONE };
struct Fiber {
    jmp_buf place;
    ucontext_t start;
    Index index;
    State state;
    bool started;
};
Fiber fibers[1024];
Fiber *current;
jmp_buf scheduler;
std::function<void()> body;

void fiberMain() {
    for (;;) {
        body();
        current->state = DONE;
        if (_setjmp(current->place) == 0) {
            _longjmp(scheduler, 1);
        }
    }
}

void pause(State state) {
    current->state = state;
    if (_setjmp(current->place) == 0) {
        _longjmp(scheduler, 1);
    }
}

void resume(Fiber &fiber) {
    current = &fiber;
    threadIdx = fiber.index;
    if (_setjmp(scheduler) == 0) {
        if (fiber.started) {
            _longjmp(fiber.place, 1);
        }
        fiber.started = true;
        getcontext(&fiber.start);
        void *stack = mmap(nullptr, STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        fiber.start.uc_stack.ss_sp = stack;
        fiber.start.uc_stack.ss_size = STACK;
        fiber.start.uc_link = nullptr;
        makecontext(&fiber.start, fiberMain, 0);
        setcontext(&fiber.start);
    }
}

// Shared memory.

alignas(64) char sharedMemory[SHARED_BYTES];
std::vector<int> sharedOffsets;
size_t sharedUsed;

void openShared() {
    memset(sharedMemory, 0xff, sharedUsed);
    std::fill(sharedOffsets.begin(), sharedOffsets.end(), -1);
    sharedUsed = 0;
}

bool runBlock(int threads) {
    openShared();
    for (int t = 0; t < threads; t++) {
        fibers[t].index = {unsigned(t) % blockDim.x, unsigned(t) / blockDim.x, 0};
        fibers[t].state = READY;
    }
    int warps = (threads + WARP - 1) / WARP;
    std::vector<int> warpOrder(warps);
    for (int w = 0; w < warps; w++) {
        warpOrder[w] = w;
    }
    for (;;) {
        std::shuffle(warpOrder.begin(), warpOrder.end(), order);
        int waiting = 0, done = 0;
        for (int w : warpOrder) {
            Fiber *first = fibers + w * WARP, *end = fibers + std::min(threads, (w + 1) * WARP);
            bool again = true;
            while (again) {
                int atWarp = 0, others = 0;
                for (Fiber *fiber = first; fiber < end; fiber++) {
                    if (fiber->state == READY) {
                        resume(*fiber);
                    }
                    atWarp += fiber->state == AT_WARP_BARRIER;
                    others += fiber->state == AT_BLOCK_BARRIER;
                }
                if (atWarp && others) {
                    return false; // part of a warp waits for the other part
                }
                again = atWarp > 0;
                for (Fiber *fiber = first; again && fiber < end; fiber++) {
                    if (fiber->state == AT_WARP_BARRIER) {
                        fiber->state = READY;
                    }
                }
            }
            for (Fiber *fiber = first; fiber < end; fiber++) {
                waiting += fiber->state == AT_BLOCK_BARRIER;
                done += fiber->state == DONE;
            }
        }
        if (done == threads) {
            return true;
        }
        if (done > 0) {
            return false; // a barrier that some threads never reach
        }
        for (int t = 0; t < threads; t++) {
            fibers[t].state = READY;
        }
    }
}

int runGrid(Index grid, Index block, std::function<void()> kernel) {
    gridDim = grid;
    blockDim = block;
    body = std::move(kernel);
    std::vector<size_t> blocks(size_t(grid.x) * grid.y * grid.z);
    for (size_t b = 0; b < blocks.size(); b++) {
        blocks[b] = b;
    }
    std::shuffle(blocks.begin(), blocks.end(), order);
    for (size_t b : blocks) {
        blockIdx = {unsigned(b % grid.x), unsigned(b / grid.x % grid.y), unsigned(b / grid.x / grid.y)};
        if (!runBlock(block.x * block.y * block.z)) {
            fprintf(stderr, "emulated GPU: threads of a block wait at different barriers\n");
            for (Fiber &fiber : fibers) {
                fiber.started = false;
            }
            return LAUNCH_FAILED;
        }
    }
    return SUCCESS;
}

// Memory.

struct Mapping {
    char *base;
    size_t bytes;
    size_t asked;
};
std::map<uint64_t, Mapping> memory;
size_t memoryUsed;

bool isDevice(uint64_t address, size_t bytes) {
    auto after = memory.upper_bound(address);
    if (after == memory.begin()) {
        return false;
    }
    const auto &found = *--after;
    return address + bytes <= found.first + found.second.asked;
}

/** Streams that record what is put into them. Meanwhile much is forbidden. */
int capturing;

struct Stream {
    bool capturing = false;
    std::vector<std::function<int()>> captured;
};
typedef std::vector<std::function<int()>> Graph;

int perform(Stream *stream, std::function<int()> work) {
    if (stream->capturing) {
        stream->captured.push_back(std::move(work));
        return SUCCESS;
    }
    return work();
}

/** Whether a test asked this call to fail; "calls" calls before it succeed. */
int faultOf(const char *function) {
    if (fault.function != function || fault.calls-- > 0) {
        return SUCCESS;
    }
    int result = fault.result;
    // A device that is lost stays so; memory that ran out is there again.
    fault = result == OUT_OF_MEMORY ? Fault{"", SUCCESS, 0} : Fault{function, result, 0};
    return result;
}

} // namespace

#define ENTRY(NAME)                                                                                                    \
    std::lock_guard<std::mutex> guard(lock);                                                                           \
    if (int result = faultOf(#NAME)) {                                                                                 \
        return result;                                                                                                 \
    }

void __syncthreads() { pause(AT_BLOCK_BARRIER); }

void __syncwarp() { pause(AT_WARP_BARRIER); }

const emulator::Fragment *emulator::exchange(const Fragment &mine) {
    // Two of them by turns: a thread may be one product ahead of another, but no more.
    static Fragment fragments[2][1024];
    static int turns[1024];
    int lane = int(current - fibers);
    Fragment *all = fragments[turns[lane]++ % 2];
    all[lane] = mine;
    __syncwarp();
    return all + lane / WARP * WARP;
}

emulator::Registration::Registration(const char *name, int threads, Caller caller) {
    kernels()[name] = {threads, caller};
}

int emulator::newShared() {
    sharedOffsets.push_back(-1);
    return int(sharedOffsets.size()) - 1;
}

void *emulator::shared(int id, size_t bytes) {
    if (sharedOffsets[id] < 0) {
        sharedOffsets[id] = int(sharedUsed);
        sharedUsed += (bytes + 15) / 16 * 16;
        if (sharedUsed > SHARED_BYTES) {
            fprintf(stderr, "emulated GPU: a block wants more than %zu bytes of shared memory\n", SHARED_BYTES);
            abort();
        }
    }
    return sharedMemory + sharedOffsets[id];
}

extern "C" {

// For tests.

void emulator_shuffle(int seed) { order.seed(seed); }

void emulator_device(int count, long long bytes) {
    processors = count;
    memoryBytes = bytes;
}

void emulator_version(int version) { driverVersion = version; }

/** Lets a function fail, after so many calls that succeed; an empty name heals all. */
void emulator_fail(const char *function, int result, int calls) { fault = {function, result, calls}; }

long long emulator_memory_used() { return (long long)memoryUsed; }

// The driver.

int cuInit(unsigned) {
    ENTRY(cuInit)
    return SUCCESS;
}

int cuDriverGetVersion(int *version) {
    ENTRY(cuDriverGetVersion)
    *version = driverVersion;
    return SUCCESS;
}

int cuDeviceGetCount(int *count) {
    ENTRY(cuDeviceGetCount)
    *count = 1;
    return SUCCESS;
}

int cuDeviceGet(int *device, int ordinal) {
    ENTRY(cuDeviceGet)
    *device = ordinal;
    return ordinal == 0 ? SUCCESS : INVALID_DEVICE;
}

int cuDeviceGetName(char *name, int length, int) {
    ENTRY(cuDeviceGetName)
    snprintf(name, length, "emulated GPU");
    return SUCCESS;
}

int cuDeviceGetAttribute(int *value, int attribute, int) {
    ENTRY(cuDeviceGetAttribute)
    switch (attribute) {
    case 16:
        *value = processors;
        return SUCCESS;
    case 75:
        *value = 8;
        return SUCCESS;
    case 76:
        *value = 0;
        return SUCCESS;
    default:
        return INVALID_VALUE;
    }
}

int cuDevicePrimaryCtxRetain(void **context, int) {
    ENTRY(cuDevicePrimaryCtxRetain)
    *context = &memory;
    return SUCCESS;
}

int cuDevicePrimaryCtxRelease_v2(int) {
    ENTRY(cuDevicePrimaryCtxRelease_v2)
    return SUCCESS;
}

int cuCtxSetCurrent(void *) {
    ENTRY(cuCtxSetCurrent)
    return SUCCESS;
}

int cuModuleLoadDataEx(void **module, const char *image, unsigned, int *, void **) {
    ENTRY(cuModuleLoadDataEx)
    if (!strstr(image, ".version") || !strstr(image, ".target")) {
        return INVALID_IMAGE;
    }
    *module = new std::string(image);
    return SUCCESS;
}

int cuModuleUnload(void *module) {
    ENTRY(cuModuleUnload)
    delete (std::string *)module;
    return SUCCESS;
}

int cuModuleGetFunction(void **function, void *module, const char *name) {
    ENTRY(cuModuleGetFunction)
    if (capturing) {
        return CAPTURE_UNSUPPORTED; // a driver that loads kernels lazily would load it now
    }
    // A kernel must be in the PTX that was loaded, as on a GPU.
    bool shipped = ((std::string *)module)->find(".entry " + std::string(name) + "(") != std::string::npos;
    auto found = kernels().find(name);
    if (!shipped || found == kernels().end()) {
        return NOT_FOUND;
    }
    *function = &found->second;
    return SUCCESS;
}

int cuMemGetInfo_v2(size_t *available, size_t *total) {
    ENTRY(cuMemGetInfo_v2)
    *available = memoryBytes - memoryUsed;
    *total = memoryBytes;
    return SUCCESS;
}

int cuMemAlloc_v2(uint64_t *address, size_t bytes) {
    ENTRY(cuMemAlloc_v2)
    if (bytes == 0) {
        return INVALID_VALUE;
    }
    if (capturing) {
        return CAPTURE_UNSUPPORTED;
    }
    if (bytes > memoryBytes - memoryUsed) {
        return OUT_OF_MEMORY;
    }
    size_t rounded = (bytes + 15) / 16 * 16, pages = (rounded + PAGE - 1) / PAGE * PAGE;
    char *base = (char *)mmap(nullptr, pages + PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    mprotect(base + pages, PAGE, PROT_NONE);
    *address = uint64_t(base + pages - rounded);
    memset((void *)*address, 0xff, rounded);
    memory[*address] = {base, pages + PAGE, bytes};
    memoryUsed += bytes;
    return SUCCESS;
}

int cuMemFree_v2(uint64_t address) {
    ENTRY(cuMemFree_v2)
    auto found = memory.find(address);
    if (found == memory.end()) {
        return INVALID_VALUE;
    }
    munmap(found->second.base, found->second.bytes);
    memoryUsed -= found->second.asked;
    memory.erase(found);
    return SUCCESS;
}

int cuMemcpyHtoDAsync_v2(uint64_t to, const void *from, size_t bytes, Stream *stream) {
    ENTRY(cuMemcpyHtoDAsync_v2)
    if (!isDevice(to, bytes) || stream->capturing) {
        return INVALID_VALUE;
    }
    memcpy((void *)to, from, bytes);
    return SUCCESS;
}

int cuMemcpyDtoHAsync_v2(void *to, uint64_t from, size_t bytes, Stream *stream) {
    ENTRY(cuMemcpyDtoHAsync_v2)
    if (!isDevice(from, bytes) || stream->capturing) {
        return INVALID_VALUE;
    }
    memcpy(to, (const void *)from, bytes);
    return SUCCESS;
}

int cuMemcpyDtoDAsync_v2(uint64_t to, uint64_t from, size_t bytes, Stream *stream) {
    ENTRY(cuMemcpyDtoDAsync_v2)
    if (!isDevice(to, bytes) || !isDevice(from, bytes)) {
        return INVALID_VALUE;
    }
    return perform(stream, [=]() {
        memcpy((void *)to, (const void *)from, bytes);
        return SUCCESS;
    });
}

int cuMemsetD8Async(uint64_t to, unsigned char value, size_t bytes, Stream *stream) {
    ENTRY(cuMemsetD8Async)
    if (!isDevice(to, bytes)) {
        return INVALID_VALUE;
    }
    return perform(stream, [=]() {
        memset((void *)to, value, bytes);
        return SUCCESS;
    });
}

int cuStreamCreate(Stream **stream, unsigned) {
    ENTRY(cuStreamCreate)
    *stream = new Stream();
    return SUCCESS;
}

int cuStreamDestroy_v2(Stream *stream) {
    ENTRY(cuStreamDestroy_v2)
    delete stream;
    return SUCCESS;
}

int cuStreamSynchronize(Stream *stream) {
    ENTRY(cuStreamSynchronize)
    return stream->capturing ? CAPTURE_UNSUPPORTED : SUCCESS;
}

int cuStreamBeginCapture_v2(Stream *stream, int) {
    ENTRY(cuStreamBeginCapture_v2)
    stream->capturing = true;
    capturing++;
    return SUCCESS;
}

int cuStreamEndCapture(Stream *stream, Graph **graph) {
    ENTRY(cuStreamEndCapture)
    *graph = new Graph(std::move(stream->captured));
    stream->captured.clear();
    stream->capturing = false;
    capturing--;
    return SUCCESS;
}

int cuGraphInstantiateWithFlags(Graph **executable, Graph *graph, unsigned long long) {
    ENTRY(cuGraphInstantiateWithFlags)
    *executable = new Graph(*graph);
    return SUCCESS;
}

int cuGraphDestroy(Graph *graph) {
    ENTRY(cuGraphDestroy)
    delete graph;
    return SUCCESS;
}

int cuGraphExecDestroy(Graph *graph) {
    ENTRY(cuGraphExecDestroy)
    delete graph;
    return SUCCESS;
}

int cuGraphLaunch(Graph *graph, Stream *) {
    ENTRY(cuGraphLaunch)
    for (auto &work : *graph) {
        if (int result = work()) {
            return result;
        }
    }
    return SUCCESS;
}

int cuLaunchKernel(KernelEntry *kernel, unsigned gridX, unsigned gridY, unsigned gridZ, unsigned blockX,
                   unsigned blockY, unsigned blockZ, unsigned sharedBytes, Stream *stream, void **arguments, void **) {
    ENTRY(cuLaunchKernel)
    if (gridX == 0 || gridY == 0 || gridZ == 0 || gridY > 65535 || gridZ > 65535 || sharedBytes != 0 ||
        int(blockX * blockY * blockZ) > kernel->threads) {
        return INVALID_VALUE;
    }
    // The arguments are copied now; no kernel has more than 32, none is longer than eight bytes.
    std::vector<uint64_t> copies;
    for (void **argument = arguments; *argument; argument++) {
        copies.push_back(0);
        memcpy(&copies.back(), *argument, 8);
    }
    return perform(stream, [=]() mutable {
        std::vector<void *> pointers;
        for (auto &copy : copies) {
            pointers.push_back(&copy);
        }
        return runGrid({gridX, gridY, gridZ}, {blockX, blockY, blockZ},
                       [&]() { kernel->caller(pointers.data()); });
    });
}

int cuGetErrorName(int result, const char **name) {
    static std::string text;
    text = result == OUT_OF_MEMORY      ? "CUDA_ERROR_OUT_OF_MEMORY"
           : result == LAUNCH_FAILED    ? "CUDA_ERROR_LAUNCH_FAILED"
           : result == 222              ? "CUDA_ERROR_UNSUPPORTED_PTX_VERSION"
                                        : "emulated error " + std::to_string(result);
    *name = text.c_str();
    return SUCCESS;
}

int cuGetErrorString(int result, const char **text) {
    *text = result == OUT_OF_MEMORY ? "out of memory" : "an emulated error";
    return SUCCESS;
}

} // extern "C"
