//! A worker of mscale-bench in Rust: a dense network, its gradient and Adam in plain loops, on one thread.
//!
//! docs/12-external-workers.md specifies the conversation. To measure a library, rewrite `Model`; the rest can stay.

use std::collections::HashMap;
use std::io::{self, BufRead};
use std::ops::{Add, AddAssign, Div, Mul, MulAssign, Sub, SubAssign};
use std::{fs, str::FromStr};

type Result<T> = std::result::Result<T, String>;

/// A precision to store and compute in.
trait Real:
    Copy
    + Default
    + Into<f64>
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + AddAssign
    + SubAssign
    + MulAssign
{
    fn of(value: f64) -> Self;
}
impl Real for f32 {
    fn of(value: f64) -> f32 {
        value as f32
    }
}
impl Real for f64 {
    fn of(value: f64) -> f64 {
        value
    }
}

struct Activation {
    value: fn(f64) -> f64,
    derivative: fn(f64) -> f64,
}

fn activation(name: &str) -> Result<Activation> {
    let (value, derivative): (fn(f64) -> f64, fn(f64) -> f64) = match name {
        "sin" => (f64::sin, f64::cos),
        "cos" => (f64::cos, |z| -z.sin()),
        "tanh" => (f64::tanh, |z| 1.0 - z.tanh() * z.tanh()),
        "relu" => (|z| if z < 0.0 { 0.0 } else { z }, |z| if z > 0.0 { 1.0 } else { 0.0 }), // max would hide a NaN
        "none" => (|z| z, |_| 1.0),
        _ => return Err(format!("activation {name} is not supported")),
    };
    Ok(Activation { value, derivative })
}

/// A dense layer, z = W h + b. The vectors are those of one sample.
struct Layer<T> {
    weights: usize, // where they begin among the parameters
    bias: usize,
    activation: Activation,
    h: Vec<T>,
    z: Vec<T>,
    delta: Vec<T>, // dLoss/dz
}

#[derive(Default)]
struct Network<T> {
    layers: Vec<Layer<T>>,
    scales: Vec<T>,
    omega: T,
    parameters: Vec<T>,
    transposed: Vec<T>, // the weights, each layer's as [inputs x outputs]
    gradient: Vec<T>,
}

impl<T: Real> Network<T> {
    fn new(question: &Question) -> Result<Self> {
        let mut network = Network { omega: T::of(question.get("problem.network.omega")?), ..Default::default() };
        for n in 0..question.get("problem.network.layers")? {
            let layer = format!("problem.network.layers.{n}");
            let blocks: usize = question.get(&format!("{layer}.blocks"))?;
            let activations: usize = question.get(&format!("{layer}.activations"))?; // none in the last layer
            if blocks != 1 || activations > 1 {
                return Err("only layers of one block and one activation are supported".into());
            }
            let name = question.text(&format!("{layer}.activations.0.activation"));
            let outputs = question.get(&format!("{layer}.outputs"))?;
            network.layers.push(Layer {
                weights: question.get(&format!("{layer}.blocks.0.weightOffset"))?,
                bias: question.get(&format!("{layer}.blocks.0.biasOffset"))?,
                activation: activation(name.unwrap_or("none"))?,
                h: zeros(question.get(&format!("{layer}.inputs"))?),
                z: zeros(outputs),
                delta: zeros(outputs),
            });
        }
        for i in 0..question.get("problem.network.scales")? {
            network.scales.push(T::of(question.get(&format!("problem.network.scales.{i}"))?));
        }
        Ok(network)
    }

    /// Makes the rows that the inner loop of `forward` runs along.
    fn transpose(&mut self) {
        for layer in &self.layers {
            let (inputs, outputs) = (layer.h.len(), layer.z.len());
            for o in 0..outputs {
                for i in 0..inputs {
                    let weight = self.parameters[layer.weights + o * inputs + i];
                    self.transposed[layer.weights + i * outputs + o] = weight;
                }
            }
        }
    }

    /// Computes h and z of all layers for a sample; returns the last z, which is the output.
    fn forward(&mut self, x: &[T]) -> &[T] {
        self.layers[0].h.copy_from_slice(x);
        for n in 0..self.layers.len() {
            let (lower, upper) = self.layers.split_at_mut(n + 1);
            let layer = &mut lower[n];
            layer.z.fill(T::of(0.0));
            for (i, &h) in layer.h.iter().enumerate() {
                let row = layer.weights + i * layer.z.len();
                add_scaled(&mut layer.z, h, &self.transposed[row..]);
            }
            for (o, z) in layer.z.iter_mut().enumerate() {
                if n == 0 {
                    *z *= self.scales[o]; // z_0 = K .* (W_0 x) + b_0: K does not touch the bias
                }
                *z += self.parameters[layer.bias + o];
                if let Some(above) = upper.first_mut() {
                    above.h[o] = T::of((layer.activation.value)((self.omega * *z).into()));
                }
            }
        }
        &self.layers[self.layers.len() - 1].z
    }

    /// Adds a sample's part to the gradient of sum (z_L - y)^2 / count; returns the sample's squared error.
    fn add_gradient(&mut self, x: &[T], y: &[T], count: f64) -> f64 {
        self.forward(x);
        let mut squares = 0.0;
        let last = self.layers.len() - 1;
        for (o, &y) in y.iter().enumerate() {
            let difference = self.layers[last].z[o] - y;
            squares += difference.into() * difference.into();
            self.layers[last].delta[o] = T::of(2.0 / count) * difference;
        }
        for n in (0..=last).rev() {
            let (lower, upper) = self.layers.split_at_mut(n);
            let (layer, inputs) = (&upper[0], upper[0].h.len());
            if n > 0 {
                lower[n - 1].delta.fill(T::of(0.0));
            }
            for (o, &delta) in layer.delta.iter().enumerate() {
                let row = layer.weights + o * inputs;
                let mut factor = delta;
                if n > 0 {
                    add_scaled(&mut lower[n - 1].delta, delta, &self.parameters[row..]);
                } else {
                    factor *= self.scales[o];
                }
                add_scaled(&mut self.gradient[row..row + inputs], factor, &layer.h);
                self.gradient[layer.bias + o] += delta;
            }
            if n > 0 {
                let below = &mut lower[n - 1]; // from dLoss/dh of this layer to dLoss/dz of the one below
                for (delta, &z) in below.delta.iter_mut().zip(&below.z) {
                    *delta *= self.omega * T::of((below.activation.derivative)((self.omega * z).into()));
                }
            }
        }
        squares
    }
}

/// A network with its training data, a sample a row, and the state of its optimiser.
#[derive(Default)]
struct Model<T> {
    network: Network<T>,
    inputs: usize,
    outputs: usize,
    x: Vec<T>,
    y: Vec<T>,
    first: Vec<T>, // moments, m and v
    second: Vec<T>,
    steps: i32,
    trainable: usize, // the first parameter that is trained, with all after it
    learning_rate: f64,
    decay: f64,
    beta1: f64,
    beta2: f64,
    epsilon: f64,
}

impl<T: Real> Model<T> {
    fn new(question: &Question) -> Result<Self> {
        Ok(Model {
            network: Network::new(question)?,
            inputs: question.get("problem.network.inputs")?,
            outputs: question.get("problem.network.outputs")?,
            trainable: question.get("problem.network.trainable.0.from")?,
            learning_rate: question.get("problem.adam.learningRate")?,
            decay: question.get("problem.adam.decay")?,
            beta1: question.get("problem.adam.beta1")?,
            beta2: question.get("problem.adam.beta2")?,
            epsilon: question.get("problem.adam.epsilon")?,
            ..Default::default()
        })
    }

    /// Takes a step of Adam on the parameters that are trained.
    fn update(&mut self) {
        self.steps += 1;
        let (beta1, rest1) = (T::of(self.beta1), T::of(1.0 - self.beta1)); // f32's own 1 - beta has lost digits
        let (beta2, rest2) = (T::of(self.beta2), T::of(1.0 - self.beta2));
        let correction1 = T::of(1.0 - self.beta1.powi(self.steps));
        let correction2 = T::of(1.0 - self.beta2.powi(self.steps));
        let rate = T::of(self.learning_rate * (1.0 - self.decay).powi(self.steps - 1));
        for i in self.trainable..self.network.gradient.len() {
            let (g, m, v) = (self.network.gradient[i], &mut self.first[i], &mut self.second[i]);
            *m = beta1 * *m + rest1 * g;
            *v = beta2 * *v + rest2 * g * g;
            let root = T::of((*v / correction2).into().sqrt());
            self.network.parameters[i] -= rate * (*m / correction1) / (root + T::of(self.epsilon));
        }
    }
}

/// A model in either precision.
trait Trainer {
    fn bind(&mut self, x: &[f64], y: &[f64]);
    fn set_parameters(&mut self, values: &[f64]);
    fn train(&mut self, steps: usize, batches: Option<&[i32]>) -> f64;
    fn predict(&mut self, x: &[f64]) -> Vec<f64>;
    fn parameters(&self) -> Vec<f64>;
}

impl<T: Real> Trainer for Model<T> {
    fn bind(&mut self, x: &[f64], y: &[f64]) {
        self.x = converted(x);
        self.y = converted(y);
    }

    /// Starts afresh: the optimiser forgets the steps it has taken.
    fn set_parameters(&mut self, values: &[f64]) {
        self.network.parameters = converted(values);
        self.network.transposed = zeros(values.len());
        self.network.gradient = zeros(values.len());
        self.first = zeros(values.len());
        self.second = zeros(values.len());
        self.steps = 0;
    }

    /// Takes steps: step i on the samples in row i of the batches, or on all without. Returns the last loss.
    fn train(&mut self, steps: usize, batches: Option<&[i32]>) -> f64 {
        let (inputs, outputs) = (self.inputs, self.outputs);
        let size = batches.map_or(self.x.len() / inputs, |batches| batches.len() / steps);
        let count = (size * outputs) as f64;
        let mut squares = 0.0;
        for i in 0..steps {
            self.network.transpose();
            self.network.gradient.fill(T::of(0.0));
            squares = 0.0;
            for s in 0..size {
                let sample = batches.map_or(s, |batches| batches[i * size + s] as usize);
                let x = &self.x[sample * inputs..(sample + 1) * inputs];
                let y = &self.y[sample * outputs..(sample + 1) * outputs];
                squares += self.network.add_gradient(x, y, count);
            }
            self.update();
        }
        squares / count
    }

    fn predict(&mut self, x: &[f64]) -> Vec<f64> {
        self.network.transpose();
        let mut result = Vec::new();
        for x in converted(x).chunks(self.inputs) {
            result.extend(self.network.forward(x).iter().map(|&z| z.into()));
        }
        result
    }

    fn parameters(&self) -> Vec<f64> {
        self.network.parameters.iter().map(|&p| p.into()).collect()
    }
}

/// Adds factor x to sum, along the length of sum.
fn add_scaled<T: Real>(sum: &mut [T], factor: T, x: &[T]) {
    for (sum, &x) in sum.iter_mut().zip(x) {
        *sum += factor * x;
    }
}

fn converted<T: Real>(values: &[f64]) -> Vec<T> {
    values.iter().map(|&value| T::of(value)).collect()
}

fn zeros<T: Real>(count: usize) -> Vec<T> {
    vec![T::of(0.0); count]
}

fn main() {
    let mut models = HashMap::new();
    for line in io::stdin().lock().lines() {
        let question = Question::parse(&line.expect("the next question"));
        let fields = answer(&question, &mut models).unwrap_or_else(|why| {
            let quotable = why.replace(['"', '\\'], "'").replace(char::is_control, " ");
            format!(r#", "failed": "{quotable}""#)
        });
        let id = question.text("id").unwrap_or("null");
        println!(r#"{{"id": {id}{fields}}}"#); // written at its end of line, even to a pipe
    }
}

/// The fields of an answer after its id.
fn answer(question: &Question, models: &mut HashMap<usize, Box<dyn Trainer>>) -> Result<String> {
    let ask = question.text("ask")?;
    if ask == "probe" {
        return Ok(match question.text("device")? {
            "cpu" => format!(
                r#", "library": {{"name": "plain Rust", "version": "{}", "threads": 1}}"#,
                env!("CARGO_PKG_VERSION")
            ),
            device => format!(r#", "unsupported": "plain Rust computes on the CPU, not on {device}""#),
        });
    }
    let number: usize = question.get("model").unwrap_or(0);
    if ask == "create" {
        let model: Box<dyn Trainer> = match question.text("problem.precision")? {
            "float32" => Box::new(Model::<f32>::new(question)?),
            _ => Box::new(Model::<f64>::new(question)?),
        };
        models.insert(number, model);
        return Ok(String::new());
    }
    let model = models.get_mut(&number).ok_or(format!("there is no model {number} to '{ask}'"))?;
    let read = |name| read_npy(question.text(name)?, f64::from_le_bytes);
    match ask {
        "bind" => model.bind(&read("x")?, &read("y")?),
        "setParameters" => model.set_parameters(&read("parameters")?),
        "train" => {
            let batches = question.text("batches").ok().map(|file| read_npy(file, i32::from_le_bytes)).transpose()?;
            let loss = model.train(question.get("steps")?, batches.as_deref());
            return Ok(if loss.is_finite() { format!(r#", "loss": {loss}"#) } else { r#", "loss": null"#.into() });
        }
        "predict" => write_npy(question.text("y")?, &model.predict(&read("x")?))?,
        "parameters" => write_npy(question.text("parameters")?, &model.parameters())?,
        "close" => drop(models.remove(&number)),
        _ => return Err(format!("there is no question '{ask}'")),
    }
    Ok(String::new())
}

/// The numbers of an array, which lie behind the magic word, the version and the header.
fn read_npy<N, const SIZE: usize>(file: &str, number: fn([u8; SIZE]) -> N) -> Result<Vec<N>> {
    let bytes = fs::read(file).map_err(|e| format!("{file}: {e}"))?;
    let start = 10 + usize::from(u16::from_le_bytes([bytes[8], bytes[9]]));
    Ok(bytes[start..].chunks_exact(SIZE).map(|chunk| number(chunk.try_into().unwrap())).collect())
}

fn write_npy(file: &str, values: &[f64]) -> Result<()> {
    let header = format!("{{'descr': '<f8', 'fortran_order': False, 'shape': ({},), }}", values.len());
    let mut bytes = b"\x93NUMPY\x01\x00\x76\x00".to_vec(); // the header has 0x76 bytes
    bytes.extend(format!("{header:117}\n").bytes());
    bytes.extend(values.iter().flat_map(|value| value.to_le_bytes()));
    fs::write(file, bytes).map_err(|e| format!("{file}: {e}"))
}

/// A question's values by their paths, as in problem.network.layers.0.inputs; a list is its length.
struct Question(HashMap<String, String>);

impl Question {
    fn parse(line: &str) -> Self {
        let mut question = Question(HashMap::new());
        let mut rest = line;
        let first = token(&mut rest);
        question.put(String::new(), first, &mut rest);
        question
    }

    fn put(&mut self, path: String, value: &str, rest: &mut &str) {
        if value != "{" && value != "[" {
            let text = value.trim_matches('"').replace("\\\"", "\"").replace("\\\\", "\\");
            self.0.insert(path, text);
            return;
        }
        let mut items = 0;
        let mut next = token(rest);
        while !["}", "]", ""].contains(&next) {
            let prefix = if path.is_empty() { String::new() } else { format!("{path}.") };
            if value == "{" {
                self.put(format!("{prefix}{}", next.trim_matches('"')), token(rest), rest);
            } else {
                self.put(format!("{prefix}{items}"), next, rest);
            }
            items += 1;
            next = token(rest);
        }
        self.0.insert(path, items.to_string());
    }

    fn text(&self, path: &str) -> Result<&str> {
        self.0.get(path).map(String::as_str).ok_or(format!("there is no {path}"))
    }

    fn get<N: FromStr>(&self, path: &str) -> Result<N> {
        self.text(path)?.parse().map_err(|_| format!("{path} is no number"))
    }
}

/// Takes a bracket, a string in its quotes or a number from the front of the text.
fn token<'a>(text: &mut &'a str) -> &'a str {
    let start = text.trim_start_matches([' ', ',', ':']);
    let mut escaped = false;
    let end = match start.chars().next() {
        Some('"') => start[1..]
            .find(|c| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            })
            .map(|length| length + 2),
        Some('{' | '}' | '[' | ']') => Some(1),
        _ => start.find([',', '}', ']', ' ']),
    };
    let (token, rest) = start.split_at(end.unwrap_or(start.len()));
    *text = rest;
    token
}
