'use strict';

/** A section of the page: one machine's series, a chart for each cell, one metric at a time. */
function trendCharts(section, machine) {
  const grid = section.querySelector('.grid');
  const own = report.series.filter(series => series.machine === machine);
  const cells = [...new Set(own.map(series => series.cell))];
  const metrics = report.metrics.map((metric, i) => i).filter(i => own.some(series => series.metric === i));
  const panels = cells.map(cell => controls.panel(grid, cell));
  const chosen = controls.choice(section.querySelector('.controls'), 'show', 'metric-' + machine,
    metrics.map(i => report.metrics[i].title), show);
  controls.button(section.querySelector('.controls'), 'Reset zoom', () => charts.resetZoom(panels));

  function show() {
    const metric = metrics[chosen()];
    cells.forEach((cell, i) => {
      const series = own.find(candidate => candidate.cell === cell && candidate.metric === metric);
      charts.draw(panels[i], (theme, width, height) => (series ? trendChart(panels[i], series, theme, width, height) : null));
    });
  }

  show();
}

const bytes = value => (value >= 999.5e6 ? (value / 1e9).toFixed(2) + ' GB' : Math.round(value / 1e6) + ' MB');
const figureOf = { step: format.seconds, startup: format.seconds, testMse: format.number, peakMemory: bytes };
const dateOf = run => new Date(report.runs[run][0] * 1000).toISOString().slice(0, 10);

/** A series over its runs, which stand at equal distances. */
function trendChart(element, series, theme, width, height) {
  const id = report.metrics[series.metric].id;
  const figure = figureOf[id];
  const logarithmic = id === 'testMse';
  const places = series.runs.map((run, i) => i);
  const last = places.length - 1;
  const style = getComputedStyle(document.documentElement);
  const accent = style.getPropertyValue('--accent').trim();
  const failed = style.getPropertyValue('--failed').trim();

  /** The levels: each with its first and last place. */
  const levels = series.changes.map(([from, before, after], i) => ({
    from,
    to: i + 1 < series.changes.length ? series.changes[i + 1][0] : last + 1,
    before,
    level: after,
  }));
  if (levels.length > 0) levels.unshift({ from: 0, to: levels[0].from, level: levels[0].before });

  function drawLevels(u) {
    const { ctx } = u;
    const { left, top, width: w, height: h } = u.bbox;
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, top, w, h);
    ctx.clip();
    ctx.lineWidth = 1.5 * devicePixelRatio;
    ctx.setLineDash([5 * devicePixelRatio, 4 * devicePixelRatio]);
    for (const { from, to, before, level } of levels) {
      const x = u.valToPos(from - 0.5, 'x', true);
      const y = u.valToPos(level, 'y', true);
      ctx.strokeStyle = theme.ink;
      ctx.beginPath();
      ctx.moveTo(x, y);
      ctx.lineTo(u.valToPos(to - 0.5, 'x', true), y);
      ctx.stroke();
      if (before !== undefined) {
        ctx.strokeStyle = level > before ? failed : accent;
        ctx.beginPath();
        ctx.moveTo(x, top);
        ctx.lineTo(x, top + h);
        ctx.stroke();
      }
    }
    ctx.restore();
  }

  function textAt(u, left) {
    const i = Math.round(u.posToVal(left, 'x'));
    if (i < 0 || i > last) return [];
    const [, commit, runId] = report.runs[series.runs[i]];
    const lines = [dateOf(series.runs[i]) + ' ' + (commit || runId), figure(series.median[i])];
    if (series.lower) lines.push(figure(series.lower[i]) + ' to ' + figure(series.upper[i]));
    const change = series.changes.find(([from]) => from === i);
    if (change) lines.push('from here on ' + (change[2] / change[1]).toPrecision(3) + ' times');
    return lines;
  }

  const few = Math.max(2, Math.floor(width / 130));
  return new uPlot({
    width,
    height,
    padding: [12, 12, 0, 0],
    legend: { show: false },
    cursor: { drag: { x: true, y: false }, points: { size: 6 } },
    scales: {
      x: { time: false, range: (u, min, max) => (min === 0 && max === last ? [-0.5, last + 0.5] : [min, max]) },
      y: logarithmic ? { distr: 3 } : {},
    },
    axes: [
      axis(theme, '', i => (report.runs[series.runs[i]] ? dateOf(series.runs[i]) : ''), {
        labelSize: 0,
        size: 30,
        splits: (u, axisIndex, min, max) => {
          const step = Math.max(1, Math.ceil((max - min) / few));
          const splits = [];
          for (let i = Math.max(0, Math.ceil(min)); i <= Math.min(last, max); i += step) splits.push(i);
          return splits;
        },
      }),
      axis(theme, '', figure, { labelSize: 0, size: 66, ...(logarithmic ? { grid: { stroke: theme.line, width: 1, filter: decades } } : {}) }),
    ],
    series: [
      {},
      { stroke: 'transparent', points: { show: false } },
      { stroke: 'transparent', points: { show: false } },
      { stroke: accent, width: 1.5, points: { show: places.length < 80, size: 4, fill: accent } },
    ],
    bands: series.lower ? [{ series: [1, 2], fill: accent + '40' }] : [],
    hooks: { draw: [drawLevels] },
    plugins: [tooltip(textAt)],
  }, [places, series.upper || series.median, series.lower || series.median, series.median], element);
}

document.querySelectorAll('section.machine').forEach(trendCharts);
document.documentElement.dataset.ready = 'true';
