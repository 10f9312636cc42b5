package io.mscale.tck.task;

import static io.mscale.tck.task.TaskSubject.require;
import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.task.FittingTask;
import io.mscale.api.task.TaskOption;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** 70x: the task before it is configured. */
public interface TaskProviderRules extends TaskSubject {

    /** Constructors of tasks run for {@code list tasks}, all of them; the fastest of a few calls counts. */
    double CONSTRUCTOR_SECONDS_ALLOWED = 0.5;

    @Test
    default void required_spec701_isFoundByServiceLoader() {
        Class<? extends FittingTask> type = task().getClass();

        assertThat(ServiceLoader.load(FittingTask.class, type.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::type))
                .as("providers in META-INF/services/%s", FittingTask.class.getName())
                .contains(type);
    }

    @Test
    default void required_spec702_hasAnIdAndADescription() {
        assertThat(task().id()).as("id").matches("[a-z0-9]+(-[a-z0-9]+)*");
        assertThat(task().description()).as("description").isNotBlank().doesNotContain("\n");
    }

    /** A task is constructed wherever tasks are listed; data is read or drawn when it is configured. */
    @Test
    default void required_spec703_constructorDoesNoWork() throws ReflectiveOperationException {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            Object made = task().getClass().getConstructor().newInstance();
            least = Math.min(least, (System.nanoTime() - start) / 1e9);
            require(made != task(), "the constructor returned the same task");
        }
        require(
                least < CONSTRUCTOR_SECONDS_ALLOWED,
                "the constructor takes %.1f s, allowed %.1f s",
                least,
                CONSTRUCTOR_SECONDS_ALLOWED);
    }

    @Test
    default void required_spec704_describesItsOptions() {
        List<TaskOption> options = task().options();

        assertThat(options).extracting(TaskOption::name).as("names of options").doesNotHaveDuplicates();
        for (TaskOption option : options) {
            assertThat(option.value()).as("value of option %s", option.name()).isNotBlank();
            assertThat(option.meaning())
                    .as("meaning of option %s", option.name())
                    .isNotBlank()
                    .doesNotContain("\n");
        }
    }
}
