'use strict';

/** Heat maps of the relative error: a column for each evaluation, a row for each frequency, a panel for each variant. */
function frequencyCharts(article, task) {
  const host = article.querySelector('.controls');
  const grid = article.querySelector('.grid');
  const contestants = [...new Set(task.frequencies.map(map => map.contestant))];
  let panels = [];

  const contestant = controls.select(host, 'backend', contestants, c => report.contestants[c], show);
  const bar = controls.element('i', {});
  bar.style.background = 'linear-gradient(to right, ' + report.heat.join(', ') + ')';
  host.append(controls.element('span', { className: 'scale' }, 'relative error 0', bar, '1'));
  controls.button(host, 'Reset zoom', () => charts.resetZoom(panels));

  /** The colour of a relative error in [0, 1], between the two anchors it lies between. */
  function color(error) {
    const place = Math.min(1, Math.max(0, error)) * (report.heat.length - 1);
    const i = Math.min(report.heat.length - 2, Math.floor(place));
    const part = (hex, channel) => parseInt(hex.slice(1 + 2 * channel, 3 + 2 * channel), 16);
    const mixed = [0, 1, 2].map(channel => {
      const a = part(report.heat[i], channel);
      return Math.round(a + (place - i) * (part(report.heat[i + 1], channel) - a));
    });
    return 'rgb(' + mixed.join(' ') + ')';
  }

  function show() {
    panels.forEach(charts.clear);
    grid.replaceChildren();
    panels = [];
    for (const map of task.frequencies.filter(m => m.contestant === contestant()).sort((a, b) => a.variant - b.variant)) {
      const plot = controls.panel(grid, map.title);
      panels.push(plot);
      charts.draw(plot, (theme, width, height) => build(map, plot, theme, width, height));
    }
  }

  function build(map, plot, theme, width, height) {
    // Step 0 has no place on a logarithmic axis.
    const kept = map.steps.map((step, i) => i).filter(i => map.steps[i] > 0);
    if (kept.length === 0) return null;
    const steps = kept.map(i => map.steps[i]);
    const rows = map.k.map((k, j) => j).sort((a, b) => map.k[a] - map.k[b]);
    // A column reaches from the geometric middle to the step before to that to the step after.
    const between = steps.slice(1).map((step, i) => Math.sqrt(step * steps[i]));
    const first = steps.length > 1 ? steps[0] * Math.sqrt(steps[0] / steps[1]) : steps[0] / 1.5;
    const last = steps.length > 1 ? steps.at(-1) * Math.sqrt(steps.at(-1) / steps.at(-2)) : steps[0] * 1.5;
    const edges = [first, ...between, last];

    const fill = u => {
      const { left, top, width: w, height: h } = u.bbox;
      u.ctx.save();
      u.ctx.beginPath();
      u.ctx.rect(left, top, w, h);
      u.ctx.clip();
      kept.forEach((index, column) => rows.forEach((row, j) => {
        const error = map.errors[index][row];
        if (error === null) return;
        const x0 = Math.round(u.valToPos(edges[column], 'x', true));
        const x1 = Math.round(u.valToPos(edges[column + 1], 'x', true));
        const y0 = Math.round(u.valToPos(j, 'y', true));
        const y1 = Math.round(u.valToPos(j + 1, 'y', true));
        u.ctx.fillStyle = color(error);
        u.ctx.fillRect(x0, y1, Math.max(1, x1 - x0), y0 - y1);
      }));
      u.ctx.restore();
    };

    return new uPlot({
      width,
      height,
      padding: [8, 12, 0, 0],
      legend: { show: false },
      cursor: { drag: { x: true, y: false }, points: { show: false } },
      scales: { x: { time: false, distr: 3, range: (u, min, max) => (u.zoomed ? [min, max] : [first, last]) }, y: { range: [0, rows.length] } },
      axes: [
        axis(theme, 'step', format.number, { grid: { show: false } }),
        axis(theme, 'frequency', split => format.number(map.k[rows[Math.floor(split)]]), {
          grid: { show: false },
          size: 46,
          splits: () => rows.map((row, j) => j + 0.5),
        }),
      ],
      series: [{}, { show: true, stroke: 'transparent', points: { show: false } }],
      hooks: { drawAxes: [fill], setSelect: [u => { u.zoomed = true; }] },
      plugins: [tooltip((u, left, top) => {
        const column = edges.findLastIndex(edge => edge <= u.posToVal(left, 'x'));
        const j = Math.floor(u.posToVal(top, 'y'));
        if (column < 0 || column >= kept.length || j < 0 || j >= rows.length) return [];
        return [
          'step ' + steps[column] + ', frequency ' + format.number(map.k[rows[j]]),
          'relative error ' + format.number(map.errors[kept[column]][rows[j]]),
        ];
      })],
    }, [steps, steps.map(() => null)], plot);
  }

  if (contestants.length === 0) charts.draw(grid.appendChild(controls.element('div', { className: 'plot panel' })), () => null);
  else show();
}
