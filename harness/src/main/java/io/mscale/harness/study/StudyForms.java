package io.mscale.harness.study;

import io.mscale.api.task.FittingTask;
import io.mscale.harness.cli.Recipe;
import io.mscale.harness.cli.ScaleChoice;
import io.mscale.harness.cli.StudyOptions;
import io.mscale.harness.plan.Form;
import io.mscale.harness.plan.Setting;
import io.mscale.results.study.StudyForm;
import java.util.List;

/** Converts a study's forms for the planner. */
public final class StudyForms {

    private StudyForms() {}

    /** The forms of the study the user named. */
    public static List<Form> of(StudyOptions options, FittingTask task) {
        return options.study().forms(task, task.settings(options.preset())).stream()
                .map(form -> new Form(
                        form.variant(),
                        setting(form.change()).labelled(form.label()).withRole(form.role())))
                .toList();
    }

    private static Setting setting(StudyForm.Change change) {
        if (change instanceof StudyForm.OfScales scales) {
            return Setting.PLAIN.withScales(ScaleChoice.of(scales.scales()));
        }
        if (change instanceof StudyForm.FirstActivation first) {
            return Setting.PLAIN.withFirstActivation(first.activation());
        }
        if (change instanceof StudyForm.OtherActivations others) {
            return Setting.PLAIN.withActivation(others.activation());
        }
        if (change instanceof StudyForm.OfWidths widths) {
            return Setting.PLAIN.withWidths(widths.widths());
        }
        return change instanceof StudyForm.PublishedRecipe ? Setting.PLAIN.withRecipe(Recipe.PUBLISHED) : Setting.PLAIN;
    }
}
