'use strict';

/** Target and network, a row of two panels for each variant: the whole domain and a detail. */
function learnedCharts(article, task) {
  const host = article.querySelector('.controls');
  const grid = article.querySelector('.grid');
  const learned = task.learned;
  const contestants = [...new Set(learned.networks.map(network => network.contestant))];
  let panels = [];

  const contestant = controls.select(host, 'backend', contestants, c => report.contestants[c], show);
  const networkKey = controls.key('', []);
  host.append(
    controls.element('span', {}, controls.key('var(--muted)', []), ' target'),
    controls.element('span', {}, networkKey, ' network'));
  controls.button(host, 'Reset zoom', () => charts.resetZoom(panels));

  function show() {
    panels.forEach(charts.clear);
    grid.replaceChildren();
    panels = [];
    networkKey.style.color = look.colorOf(contestant());
    const networks = learned.networks
      .filter(network => network.contestant === contestant())
      .sort((a, b) => a.variant - b.variant);
    for (const network of networks) {
      const xs = learned.x[network.points];
      panel(network, 'whole domain', [xs[0], xs[xs.length - 1]]);
      panel(network, 'detail', learned.detail);
    }
  }

  function panel(network, what, [from, to]) {
    const plot = controls.panel(grid, network.title + ', ' + what);
    panels.push(plot);
    charts.draw(plot, (theme, width, height) => build(network, plot, theme, width, height, from, to));
  }

  function build(network, plot, theme, width, height, from, to) {
    const xs = learned.x[network.points];
    const truth = learned.truth[network.points];
    const inside = xs.filter(x => x >= from && x <= to);
    if (inside.length === 0) return null;
    const ys = [...truth, ...network.prediction].filter(y => y !== null);
    const low = ys.reduce((a, b) => Math.min(a, b));
    const high = ys.reduce((a, b) => Math.max(a, b));
    const margin = 0.05 * (high - low || 1);
    const pad = from === to ? 1 : 0;
    return new uPlot({
      width,
      height,
      padding: [8, 12, 0, 0],
      legend: { show: false },
      cursor: { drag: { x: true, y: true, uni: 40 }, points: { show: false } },
      scales: {
        x: { time: false, min: from - pad, max: to + pad, auto: false },
        y: { range: (u, min, max) => (u.zoomed ? [min, max] : [low - margin, high + margin]) },
      },
      axes: [axis(theme, 'x', format.number), axis(theme, '', format.number, { size: 42, labelSize: 0 })],
      series: [
        {},
        { label: 'target', stroke: theme.muted, width: 1.2, points: { show: xs.length === 1 } },
        { label: 'network', stroke: look.color(network), width: 1.4, points: { show: xs.length === 1 } },
      ],
      hooks: { setSelect: [u => { u.zoomed = true; }] },
      plugins: [tooltip(u => {
        const i = u.cursor.idx;
        return i === null || i === undefined ? [] : [
          'x = ' + u.data[0][i].toFixed(4),
          'target ' + format.number(u.data[1][i]),
          'network ' + format.number(u.data[2][i]),
        ];
      })],
    }, [xs, truth, network.prediction], plot);
  }

  if (contestants.length === 0) charts.draw(grid.appendChild(controls.element('div', { className: 'plot panel' })), () => null);
  else show();
}
