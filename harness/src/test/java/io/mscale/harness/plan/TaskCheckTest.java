package io.mscale.harness.plan;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mscale.api.task.Dataset;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.FrequencyProbe;
import io.mscale.api.task.Grid;
import io.mscale.api.task.Preset;
import io.mscale.api.task.PresetSettings;
import io.mscale.api.task.TaskOption;
import io.mscale.api.task.Units;
import io.mscale.harness.discovery.Tasks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TaskCheckTest {

    /** A task on a square. */
    private static class Square extends SoundTask {
        @Override
        public Domain domain() {
            return Domain.cube(2, -1, 1);
        }
    }

    private static final Units.Column COLUMN = new Units.Column("a", 0, 1);

    @Test
    void check_soundTasks_pass() {
        FittingTask manyThings = new Square() {
            @Override
            public int outputDimension() {
                return 2;
            }

            @Override
            public double[] target(double[] x) {
                return new double[] {x[0], x[1]};
            }

            @Override
            public Optional<Grid> picture() {
                return Optional.of(new Grid(domain(), Grid.MOST, 3));
            }

            @Override
            public List<FrequencyProbe> frequencies() {
                return List.of(new FrequencyProbe(5, List.of(List.of(3.0, 4.0)), domain()));
            }

            @Override
            public Optional<Units> units() {
                return Optional.of(new Units(List.of(COLUMN, COLUMN), List.of(COLUMN, COLUMN)));
            }

            @Override
            public OptionalDouble peak() {
                return OptionalDouble.of(1);
            }
        };
        for (FittingTask task : List.of(new SoundTask(), new Square(), manyThings)) {
            assertThatCode(() -> TaskCheck.check(task, task)).doesNotThrowAnyException();
        }
    }

    @Test
    void check_builtInTasks_pass() {
        for (FittingTask task : Tasks.ofThisProgram().usable()) {
            if (!task.id().equals("csv")) {
                assertThatCode(() -> TaskCheck.check(task, task.configured(Map.of())))
                        .as(task.id())
                        .doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @MethodSource({"wrongTargets", "wrongNumbers", "wrongExtras", "wrongChoices"})
    void check_flaw_isToldWithWhatIsRight(String problem, FittingTask task) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskCheck.check(new SoundTask(), task))
                .withMessageContaining(problem);
    }

    static Stream<Arguments> wrongTargets() {
        return Stream.of(
                arguments("target returns 2 values at [", returning(1, 2)),
                arguments("; outputDimension is 1", returning(1, 2)),
                arguments("target returns 0 values", returning()),
                arguments("is NaN; it is finite everywhere in the domain", returning(Double.NaN)),
                arguments("in the domain is -Infinity", new SoundTask() {
                    @Override
                    public double[] target(double[] x) {
                        return new double[] {x[0] < 0 ? Math.log(0) : x[0]};
                    }
                }),
                arguments("target fails: java.lang.ArrayIndexOutOfBoundsException: Index 1", new SoundTask() {
                    @Override
                    public double[] target(double[] x) {
                        return new double[] {x[1]};
                    }
                }),
                arguments("target returns null", new SoundTask() {
                    @Override
                    @SuppressWarnings("NullAway")
                    public double[] target(double[] x) {
                        return null;
                    }
                }),
                arguments(
                        "targets returns 33 values for 32 points in the domain; 32 points of 1 output",
                        new SoundTask() {
                            @Override
                            public double[] targets(double[] x) {
                                return new double[x.length + 1];
                            }
                        }),
                arguments("trainingSet(32, 1) has 31 samples; 32 were asked for", training(1, 31, 0)),
                arguments("trainingSet(32, 1) has 2 inputs; the domain has 1", training(2, 32, 0)),
                arguments("the point [1.5], which is outside the domain [-1.0, 1.0]", training(1, 32, 1.5)),
                arguments("outputDimension is 0; at least 1", new SoundTask() {
                    @Override
                    public int outputDimension() {
                        return 0;
                    }
                }),
                arguments("domain fails: unbounded interval [0.0, Infinity]", new SoundTask() {
                    @Override
                    public Domain domain() {
                        return Domain.interval(0, Double.POSITIVE_INFINITY);
                    }
                }));
    }

    private static FittingTask returning(double... values) {
        return new SoundTask() {
            @Override
            public double[] target(double[] x) {
                return values;
            }
        };
    }

    private static FittingTask training(int inputs, int samples, double x) {
        return new SoundTask() {
            @Override
            public Dataset trainingSet(int size, long seed) {
                double[] all = new double[inputs * samples];
                all[0] = x;
                return new Dataset(inputs, 1, all, new double[samples]);
            }
        };
    }

    static Stream<Arguments> wrongNumbers() {
        return Stream.of(
                arguments("samples is -450; at least 2 are needed", samples(-450)),
                arguments("samples is 1; at least 2 are needed", samples(1)),
                arguments("targetMse is NaN; it is positive", targetMse(Double.NaN)),
                arguments("targetMse is 0.0; it is positive", targetMse(0)),
                arguments("peak is -1.0; it is positive", new SoundTask() {
                    @Override
                    public OptionalDouble peak() {
                        return OptionalDouble.of(-1);
                    }
                }),
                arguments("settings(paper) fails: testSize is 0; at least 1", new SoundTask() {
                    @Override
                    public PresetSettings settings(Preset preset) {
                        return settings(preset == Preset.PAPER ? 0 : 10);
                    }
                }),
                arguments("settings(smoke) returns null", new SoundTask() {
                    @Override
                    @SuppressWarnings("NullAway")
                    public PresetSettings settings(Preset preset) {
                        return null;
                    }
                }));
    }

    private static FittingTask samples(int count) {
        return new SoundTask() {
            @Override
            public OptionalInt samples() {
                return OptionalInt.of(count);
            }
        };
    }

    private static FittingTask targetMse(double value) {
        return new SoundTask() {
            @Override
            public double targetMse() {
                return value;
            }
        };
    }

    static Stream<Arguments> wrongExtras() {
        FrequencyProbe ofSquare = new FrequencyProbe(3, List.of(List.of(3.0, 0.0)), Domain.cube(2, -1, 1));
        return Stream.of(
                arguments("the probe of k = 3.0 has 2 dimensions; the domain has 1 dimension", probing(ofSquare)),
                arguments(
                        "k = 3.0 is measured on the part [0.0, 7.0], which is not within the domain [-1.0, 1.0]",
                        probing(new FrequencyProbe(3, 0, 7))),
                arguments("frequencies fails: frequency NaN with wave vectors [[NaN]] is not finite", new SoundTask() {
                    @Override
                    public List<FrequencyProbe> frequencies() {
                        return List.of(new FrequencyProbe(Double.NaN, 0, 1));
                    }
                }),
                arguments("kinks has 2.0, which is not in the domain [-1.0, 1.0]", new SoundTask() {
                    @Override
                    public List<Double> kinks() {
                        return List.of(2.0);
                    }
                }),
                arguments("they are points of a one-dimensional domain, and this one has 2 dimensions", new Square() {
                    @Override
                    public List<Double> kinks() {
                        return List.of(0.0);
                    }
                }),
                arguments("picture is a grid of 2 dimensions; the domain has 1 dimension", new SoundTask() {
                    @Override
                    public Optional<Grid> picture() {
                        return Optional.of(new Grid(Domain.cube(2, -1, 1), 4, 4));
                    }
                }),
                arguments("picture is a grid on [-2.0, 2.0] x [-2.0, 2.0], which is not within", new Square() {
                    @Override
                    public Optional<Grid> picture() {
                        return Optional.of(new Grid(Domain.cube(2, -2, 2), 4, 4));
                    }
                }),
                arguments("of the picture is Infinity; it is finite", new Square() {
                    @Override
                    public Optional<Grid> picture() {
                        return Optional.of(new Grid(domain(), 1, 1));
                    }

                    @Override
                    public double[] target(double[] x) {
                        return new double[] {1 / (x[0] * x[0] + x[1] * x[1])};
                    }
                }),
                arguments(
                        "units has 2 columns for the inputs and 1 for the outputs; there are 1 and 1", new SoundTask() {
                            @Override
                            public Optional<Units> units() {
                                return Optional.of(new Units(List.of(COLUMN, COLUMN), List.of(COLUMN)));
                            }
                        }));
    }

    private static FittingTask probing(FrequencyProbe probe) {
        return new SoundTask() {
            @Override
            public List<FrequencyProbe> frequencies() {
                return List.of(probe);
            }
        };
    }

    static Stream<Arguments> wrongChoices() {
        return Stream.of(
                arguments("choices names 'colour', which is not one of its options []", new SoundTask() {
                    @Override
                    public Map<String, String> choices() {
                        return Map.of("colour", "red");
                    }
                }),
                arguments("files names 'nowhere.csv', which cannot be read", new SoundTask() {
                    @Override
                    public List<Path> files() {
                        return List.of(Path.of("nowhere.csv"));
                    }
                }),
                arguments("remarks fails: java.lang.AssertionError: not yet", new SoundTask() {
                    @Override
                    public List<String> remarks() {
                        throw new AssertionError("not yet");
                    }
                }),
                arguments("withSeed returns null", new SoundTask() {
                    @Override
                    @SuppressWarnings("NullAway")
                    public FittingTask withSeed(long seed) {
                        return null;
                    }
                }),
                arguments("its id is 'other'; an id does not change", new SoundTask() {
                    @Override
                    public String id() {
                        return "other";
                    }

                    @Override
                    public List<TaskOption> options() {
                        return List.of();
                    }
                }));
    }
}
