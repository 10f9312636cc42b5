'use strict';

/** Test error against step or training time, both axes logarithmic, with published curves where there are any. */
function lossChart(article, task) {
  const host = article.querySelector('.controls');
  const plot = article.querySelector('.plot');
  const onChange = () => charts.draw(plot, build);
  const contestants = [...new Set(task.loss.map(line => line.contestant))];
  const variants = [...new Set(task.loss.map(line => line.variant))];
  const published = task.published.curves;
  const publishedDash = curve => (curve.variant === 'single' ? [7, 5] : [2, 3]);

  const axisIndex = controls.choice(host, 'against', 'axis-' + task.task, ['step', 'training time'], onChange);
  const backendShown = controls.toggles(host, 'backend',
    contestants.map(c => [controls.key(look.colorOf(c), []), report.contestants[c]]), onChange);
  const variantShown = controls.toggles(host, 'variant',
    variants.map(v => [controls.key(look.colorOfVariant(v), look.dash(v)), report.variants[v]]), onChange);
  const publishedShown = published.length === 0
    ? () => false
    : controls.toggles(host, 'published', [published.flatMap(curve => [
      controls.key('var(--published)', publishedDash(curve)), curve.name.replace('published: ', '')])], onChange);
  controls.button(host, 'Reset zoom', () => charts.resetZoom([plot]));

  /** What a logarithmic axis can show: positive places, and gaps where there is no value. */
  function table(xs, ys) {
    const kept = xs.map((x, i) => [x, ys[i] > 0 ? ys[i] : null]).filter(([x]) => x > 0);
    return [kept.map(([x]) => x), kept.map(([, y]) => y)];
  }

  /** Where, in the joint table of all lines, a line has a value with a gap on both sides: no stroke would show it. */
  function isolated([xs, ys], joint) {
    const alone = xs.filter((x, i) => ys[i] !== null && (ys[i - 1] ?? null) === null && (ys[i + 1] ?? null) === null);
    return alone.length === 0 ? null : alone.map(x => joint.indexOf(x));
  }

  function build(theme, width, height) {
    const bySteps = axisIndex() === 0;
    const lines = task.loss
      .filter(line => backendShown(contestants.indexOf(line.contestant)) && variantShown(variants.indexOf(line.variant)))
      .map(line => ({
        label: look.nameOf(line) + (line.repeat > 1 ? ' #' + line.repeat : ''),
        color: look.color(line),
        dash: look.dash(line.variant),
        // Curves that agree lie on each other: the earlier ones are thicker, so that all can be seen.
        width: line.repeat > 1 ? 1 : 2 + 1.5 * Math.max(0, Math.min(3, contestants.length - 1 - contestants.indexOf(line.contestant))),
        data: table(bySteps ? line.steps : line.seconds, line.mse),
      }));
    if (bySteps && publishedShown(0)) {
      published.forEach(curve => lines.push({
        label: curve.name,
        color: theme.published,
        dash: publishedDash(curve),
        width: 2.5,
        data: table(curve.steps, curve.mse),
      }));
    }
    const drawn = lines.filter(line => line.data[1].some(y => y !== null));
    if (drawn.length === 0) return null;
    const value = bySteps ? format.number : format.seconds;
    return new uPlot({
      width,
      height,
      padding: [12, 12, 0, 0],
      legend: { show: false },
      cursor: { drag: { x: true, y: true, uni: 40 }, points: { size: 6 } },
      scales: { x: { time: false, distr: 3 }, y: { distr: 3 } },
      axes: [
        axis(theme, bySteps ? 'step' : 'training time', value, { grid: { stroke: theme.line, width: 1, filter: decades } }),
        axis(theme, 'test MSE', format.number, { size: 60, grid: { stroke: theme.line, width: 1, filter: decades } }),
      ],
      series: [{}, ...drawn.map(line => ({
        label: line.label,
        stroke: line.color,
        dash: line.dash,
        width: line.width,
        points: { show: false, filter: plot => isolated(line.data, plot.data[0]) },
      }))],
      plugins: [tooltip((plot, left, top) => nearest(plot, drawn, left, top, bySteps ? 'step ' : '', value))],
    }, uPlot.join(drawn.map(line => line.data)), plot);
  }

  /** The curves closest to the pointer, each with its value at the last place at or before the pointer. */
  function nearest(plot, lines, left, top, before, value) {
    const x = plot.posToVal(left, 'x');
    const there = lines
      .map(line => {
        const i = line.data[0].findLastIndex(place => place <= x * 1.001);
        const y = i < 0 ? null : line.data[1][i];
        return { line, y, distance: y === null ? Infinity : Math.abs(plot.valToPos(y, 'y') - top) };
      })
      .filter(entry => entry.y !== null)
      .sort((a, b) => a.distance - b.distance)
      .slice(0, 6)
      .sort((a, b) => b.y - a.y);
    return there.length === 0 ? [] : [
      before + value(x),
      ...there.map(({ line, y }) => [controls.key(line.color, line.dash), ' ' + line.label + ': ' + format.number(y)]),
    ];
  }

  onChange();
}
