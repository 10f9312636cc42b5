// A worker of mscale-bench in Go: a dense network, its gradient and Adam in plain loops, on one thread.
//
// docs/12-external-workers.md specifies the conversation. To measure a library, rewrite model; the rest can stay.
package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
)

type activation struct{ value, derivative func(z float64) float64 }

var activations = map[string]activation{
	"sin":  {math.Sin, math.Cos},
	"cos":  {math.Cos, func(z float64) float64 { return -math.Sin(z) }},
	"tanh": {math.Tanh, func(z float64) float64 { return 1 - math.Tanh(z)*math.Tanh(z) }},
	"relu": {func(z float64) float64 { return max(z, 0) }, step},
}

func step(z float64) float64 {
	if z > 0 {
		return 1
	}
	return 0
}

// problem is what to train, by the protocol's names; the decoder ignores their case.
type problem struct {
	Precision string
	Network   struct {
		Inputs, Outputs int
		Layers          []struct {
			Inputs, Outputs int
			Blocks          []struct{ WeightOffset, BiasOffset int }
			Activations     []struct{ Activation string }
		}
		Scales    []float64
		Trainable []struct{ From, To int }
		Omega     float64
	}
	Adam struct{ LearningRate, Decay, Beta1, Beta2, Epsilon float64 }
}

type real interface{ float32 | float64 }

// model is a network with its training data and the state of its optimiser.
type model[T real] struct {
	problem
	layers               []*layer[T]
	scales, x, y         []T // x and y: a sample a row
	parameters, gradient []T
	first, second        []T // moments, m and v
	transposed           []T // the weights, each layer's as [inputs x outputs]
	t                    int // steps taken
}

// layer is dense: z = W h + b.
type layer[T real] struct {
	weights, bias int // where they begin among the parameters
	activation    activation
	h, z, delta   []T // of one sample; delta is dLoss/dz
}

func newModel[T real](p problem) *model[T] {
	m := &model[T]{problem: p, scales: converted[T](p.Network.Scales)}
	for _, l := range p.Network.Layers {
		if len(l.Blocks) != 1 || len(l.Activations) > 1 {
			panic("only layers of one block and one activation are supported")
		}
		made := &layer[T]{weights: l.Blocks[0].WeightOffset, bias: l.Blocks[0].BiasOffset,
			h: make([]T, l.Inputs), z: make([]T, l.Outputs), delta: make([]T, l.Outputs)}
		for _, run := range l.Activations { // none in the last layer
			known := false
			if made.activation, known = activations[run.Activation]; !known {
				panic("activation " + run.Activation + " is not supported")
			}
		}
		m.layers = append(m.layers, made)
	}
	return m
}

func (m *model[T]) bind(x, y []float64) { m.x, m.y = converted[T](x), converted[T](y) }

// setParameters starts afresh: the optimiser forgets the steps it has taken.
func (m *model[T]) setParameters(values []float64) {
	m.parameters = converted[T](values)
	m.gradient, m.transposed = make([]T, len(values)), make([]T, len(values))
	m.first, m.second = make([]T, len(values)), make([]T, len(values))
	m.t = 0
}

// train takes steps: step i on the samples in row i of batches, or on all if there are none. It returns the last loss.
func (m *model[T]) train(steps int, batches []int32) float64 {
	size := len(m.x) / m.Network.Inputs
	if batches != nil {
		size = len(batches) / steps
	}
	count := float64(size * m.Network.Outputs)
	squares := 0.0
	for i := 0; i < steps; i++ {
		m.transpose()
		clear(m.gradient)
		squares = 0
		for s := 0; s < size; s++ {
			sample := s
			if batches != nil {
				sample = int(batches[i*size+s])
			}
			squares += m.addGradient(sample, count)
		}
		m.update()
	}
	return squares / count
}

func (m *model[T]) predict(points []float64, file string) {
	m.transpose()
	x, inputs, result := converted[T](points), m.Network.Inputs, []T{}
	for s := 0; s < len(x); s += inputs {
		result = append(result, m.forward(x[s:s+inputs])...)
	}
	writeNpy(file, result)
}

func (m *model[T]) writeParameters(file string) { writeNpy(file, m.parameters) }

// transpose makes the rows that the inner loop of forward runs along.
func (m *model[T]) transpose() {
	for _, l := range m.layers {
		inputs, outputs := len(l.h), len(l.z)
		for o := 0; o < outputs; o++ {
			for i := 0; i < inputs; i++ {
				m.transposed[l.weights+i*outputs+o] = m.parameters[l.weights+o*inputs+i]
			}
		}
	}
}

// forward computes h and z of all layers for a sample. It returns the last z, which is the output.
func (m *model[T]) forward(x []T) []T {
	copy(m.layers[0].h, x)
	for n, l := range m.layers {
		clear(l.z)
		for i, h := range l.h {
			addScaled(l.z, h, m.transposed[l.weights+i*len(l.z):])
		}
		for o := range l.z {
			if n == 0 {
				l.z[o] *= m.scales[o] // z_0 = K .* (W_0 x) + b_0: K does not touch the bias
			}
			l.z[o] += m.parameters[l.bias+o]
			if n+1 < len(m.layers) {
				m.layers[n+1].h[o] = T(l.activation.value(float64(T(m.Network.Omega) * l.z[o])))
			}
		}
	}
	return m.layers[len(m.layers)-1].z
}

// addGradient adds a sample's part to the gradient of sum (z_L - y)^2 / count. It returns the sample's squared error.
func (m *model[T]) addGradient(sample int, count float64) float64 {
	inputs, outputs, omega := m.Network.Inputs, m.Network.Outputs, T(m.Network.Omega)
	squares := 0.0
	for o, output := range m.forward(m.x[sample*inputs:][:inputs]) {
		difference := output - m.y[sample*outputs+o]
		squares += float64(difference) * float64(difference)
		m.layers[len(m.layers)-1].delta[o] = T(2/count) * difference
	}
	for n := len(m.layers) - 1; n >= 0; n-- {
		l := m.layers[n]
		if n > 0 {
			clear(m.layers[n-1].delta)
		}
		for o, delta := range l.delta {
			row := l.weights + o*len(l.h)
			m.gradient[l.bias+o] += delta
			if n > 0 {
				addScaled(m.layers[n-1].delta, delta, m.parameters[row:])
			} else {
				delta *= m.scales[o]
			}
			addScaled(m.gradient[row:][:len(l.h)], delta, l.h)
		}
		if n > 0 {
			below := m.layers[n-1]
			for o := range below.delta { // from dLoss/dh of this layer to dLoss/dz of the one below
				below.delta[o] *= omega * T(below.activation.derivative(float64(omega*below.z[o])))
			}
		}
	}
	return squares
}

// update takes a step of Adam on the parameters that are trained.
func (m *model[T]) update() {
	m.t++
	t, adam, trained := float64(m.t), m.Adam, m.Network.Trainable[0]
	beta1, rest1 := T(adam.Beta1), T(1-adam.Beta1) // float32's own 1 - beta has lost digits
	beta2, rest2 := T(adam.Beta2), T(1-adam.Beta2)
	rate := T(adam.LearningRate * math.Pow(1-adam.Decay, t-1))
	correction1, correction2 := T(1-math.Pow(adam.Beta1, t)), T(1-math.Pow(adam.Beta2, t))
	for i := trained.From; i < trained.To; i++ {
		g := m.gradient[i]
		m.first[i] = beta1*m.first[i] + rest1*g
		m.second[i] = beta2*m.second[i] + rest2*g*g
		root := T(math.Sqrt(float64(m.second[i] / correction2)))
		m.parameters[i] -= rate * (m.first[i] / correction1) / (root + T(adam.Epsilon))
	}
}

// addScaled adds factor x to sum, along the length of sum.
func addScaled[T real](sum []T, factor T, x []T) {
	x = x[:len(sum)]
	for i := range sum {
		sum[i] += factor * x[i]
	}
}

func converted[T real](values []float64) []T {
	result := make([]T, len(values))
	for i, value := range values {
		result[i] = T(value)
	}
	return result
}

// trainer is a model in either precision.
type trainer interface {
	bind(x, y []float64)
	setParameters(values []float64)
	train(steps int, batches []int32) float64
	predict(points []float64, file string)
	writeParameters(file string)
}

type question struct {
	ID, Model, Steps          int
	Ask, Device               string
	Problem                   problem
	X, Y, Parameters, Batches string // files
}

// answer begins with its id, by which the harness knows it.
type answer struct {
	ID          int             `json:"id"`
	Library     any             `json:"library,omitempty"`
	Loss        json.RawMessage `json:"loss,omitempty"`
	Failed      string          `json:"failed,omitempty"`
	Unsupported string          `json:"unsupported,omitempty"`
}

func main() {
	models := map[int]trainer{}
	questions, answers := json.NewDecoder(os.Stdin), json.NewEncoder(os.Stdout)
	for {
		var q question
		if err := questions.Decode(&q); err == io.EOF {
			return
		} else if err != nil {
			log.Fatal(err)
		}
		must(0, answers.Encode(reply(q, models)))
	}
}

// reply answers a question. Whatever stops it, a panic here, becomes the answer.
func reply(q question, models map[int]trainer) (a answer) {
	a.ID = q.ID
	defer func() {
		if cause := recover(); cause != nil {
			debug.PrintStack()
			a.Failed = fmt.Sprint(cause)
		}
	}()
	m, found := models[q.Model]
	if !found && q.Ask != "probe" && q.Ask != "create" {
		panic(fmt.Sprintf("there is no model %d to '%s'", q.Model, q.Ask))
	}
	switch q.Ask {
	case "probe":
		if q.Device != "cpu" {
			a.Unsupported = "plain Go computes on the CPU, not on " + q.Device
		} else {
			a.Library = map[string]any{"name": "plain Go", "version": runtime.Version(), "threads": 1}
		}
	case "create":
		if q.Problem.Precision == "float32" {
			models[q.Model] = newModel[float32](q.Problem)
		} else {
			models[q.Model] = newModel[float64](q.Problem)
		}
	case "bind":
		m.bind(readNpy[float64](q.X), readNpy[float64](q.Y))
	case "setParameters":
		m.setParameters(readNpy[float64](q.Parameters))
	case "train":
		var batches []int32
		if q.Batches != "" {
			batches = readNpy[int32](q.Batches)
		}
		a.Loss = json.RawMessage("null")
		if loss := m.train(q.Steps, batches); !math.IsNaN(loss) && !math.IsInf(loss, 0) {
			a.Loss = must(json.Marshal(loss))
		}
	case "predict":
		m.predict(readNpy[float64](q.X), q.Y)
	case "parameters":
		m.writeParameters(q.Parameters)
	case "close":
		delete(models, q.Model)
	default:
		panic("there is no question '" + q.Ask + "'")
	}
	return a
}

// readNpy returns an array's numbers, which lie behind the magic word, the version and the header.
func readNpy[N int32 | float64](file string) []N {
	content := must(os.ReadFile(file))
	content = content[10+binary.LittleEndian.Uint16(content[8:]):]
	values := make([]N, len(content)/binary.Size(N(0)))
	must(0, binary.Read(bytes.NewReader(content), binary.LittleEndian, values))
	return values
}

func writeNpy[T real](file string, values []T) {
	header := fmt.Sprintf("{'descr': '<f%d', 'fortran_order': False, 'shape': (%d,), }", binary.Size(T(0)), len(values))
	header += strings.Repeat(" ", 63-(10+len(header))%64) + "\n"
	content := bytes.NewBufferString("\x93NUMPY\x01\x00")
	must(0, binary.Write(content, binary.LittleEndian, uint16(len(header))))
	content.WriteString(header)
	must(0, binary.Write(content, binary.LittleEndian, values))
	must(0, os.WriteFile(file, content.Bytes(), 0o644))
}

func must[V any](value V, err error) V {
	if err != nil {
		panic(err)
	}
	return value
}
