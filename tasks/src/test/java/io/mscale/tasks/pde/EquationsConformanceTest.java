package io.mscale.tasks.pde;

import io.mscale.api.task.FittingTask;
import io.mscale.tck.MscaleTaskTck;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** Every boundary-value task keeps the rules for tasks, whatever was chosen. */
class EquationsConformanceTest {

    @Nested
    class OfRitz1d extends MscaleTaskTck {
        @Override
        public FittingTask task() {
            return new Ritz1d();
        }
    }

    @Nested
    class OfRitz1dByResidual extends OfRitz1d {
        @Override
        public Map<String, String> choices() {
            return Map.of("loss", "residual", "mu", "30", "beta", "50", "ramp", "100");
        }
    }

    @Nested
    class OfRitz1dOfSeveralFrequencies extends OfRitz1d {
        @Override
        public Map<String, String> choices() {
            return Map.of("mu", "pi,5pi,20pi");
        }
    }

    @Nested
    class OfRitz1dByFitting extends OfRitz1d {
        @Override
        public Map<String, String> choices() {
            return Map.of("loss", "mse", "mu", "2.5", "boundary-share", "0.3");
        }
    }

    @Nested
    class OfPoissonBoltzmann1d extends MscaleTaskTck {
        @Override
        public FittingTask task() {
            return new PoissonBoltzmann1d();
        }
    }

    @Nested
    class OfPoissonBoltzmann1dWithAThinLayer extends OfPoissonBoltzmann1d {
        @Override
        public Map<String, String> choices() {
            return Map.of("lambda", "5000", "mu", "40pi");
        }
    }

    @Nested
    class OfPoissonBoltzmann1dByResidual extends OfPoissonBoltzmann1d {
        @Override
        public Map<String, String> choices() {
            return Map.of("loss", "residual", "lambda", "0.5", "mu", "3");
        }
    }

    @Nested
    class OfMultiscaleDiffusion1d extends MscaleTaskTck {
        @Override
        public FittingTask task() {
            return new MultiscaleDiffusion1d();
        }
    }

    @Nested
    class OfMultiscaleDiffusion1dWithFineScale extends OfMultiscaleDiffusion1d {
        @Override
        public Map<String, String> choices() {
            return Map.of("eps", "0.01", "loss", "residual");
        }
    }

    @Nested
    class OfMultiscaleDiffusion1dWithPartOfAPeriod extends OfMultiscaleDiffusion1d {
        @Override
        public Map<String, String> choices() {
            return Map.of("eps", "0.37");
        }
    }

    @Nested
    class OfPoissonBoltzmann2d extends MscaleTaskTck {
        @Override
        public FittingTask task() {
            return new PoissonBoltzmann2d();
        }
    }

    @Nested
    class OfPoissonBoltzmann2dByResidual extends OfPoissonBoltzmann2d {
        @Override
        public Map<String, String> choices() {
            return Map.of("loss", "residual", "lambda", "1000", "mu", "12");
        }
    }

    @Nested
    class OfVariableDiffusion2d extends MscaleTaskTck {
        @Override
        public FittingTask task() {
            return new VariableDiffusion2d();
        }
    }

    @Nested
    class OfVariableDiffusion2dWithHoles extends OfVariableDiffusion2d {
        @Override
        public Map<String, String> choices() {
            return Map.of("holes", "three");
        }
    }

    @Nested
    class OfVariableDiffusion2dWithOtherHolesByResidual extends OfVariableDiffusion2d {
        @Override
        public Map<String, String> choices() {
            return Map.of("holes", "0:0:0.6,-0.8:0.8:0.1", "loss", "residual");
        }
    }

    @Nested
    class OfOscillatingPoisson2d extends MscaleTaskTck {
        @Override
        public FittingTask task() {
            return new OscillatingPoisson2d();
        }
    }

    @Nested
    class OfOscillatingPoisson2dOfOneTerm extends OfOscillatingPoisson2d {
        @Override
        public Map<String, String> choices() {
            return Map.of("n", "1", "loss", "residual");
        }
    }

    @Nested
    class OfOscillatingPoisson2dOfManyTerms extends OfOscillatingPoisson2d {
        @Override
        public Map<String, String> choices() {
            return Map.of("n", "50");
        }
    }

    @Nested
    class OfHelmholtz2d extends MscaleTaskTck {
        @Override
        public FittingTask task() {
            return new Helmholtz2d();
        }
    }

    @Nested
    class OfHelmholtz2dByEnergy extends OfHelmholtz2d {
        @Override
        public Map<String, String> choices() {
            return Map.of("loss", "energy", "k", "2", "a1", "3", "a2", "3");
        }
    }

    @Nested
    class OfHelmholtz2dWithManyWaves extends OfHelmholtz2d {
        @Override
        public Map<String, String> choices() {
            return Map.of("k", "120", "a1", "30", "a2", "50");
        }
    }
}
