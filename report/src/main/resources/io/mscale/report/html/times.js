'use strict';

/** Step times: every sample as a dot, quartiles and median as a box, outliers hollow. */
function timesChart(article, task) {
  const host = article.querySelector('.controls');
  const plot = article.querySelector('.plot');
  const onChange = () => charts.draw(plot, build);
  const variants = [...new Set(task.times.map(times => times.variant))];
  const variantShown = controls.toggles(host, 'variant', variants.map(v => [report.variants[v]]), onChange);
  const scaleIndex = controls.choice(host, 'scale', 'scale-' + task.task, ['linear', 'logarithmic'], onChange);

  controls.button(host, 'Reset zoom', () => charts.resetZoom([plot]));

  /** Spreads dots sideways, the same way every time: multiples of the golden ratio fill an interval evenly. */
  const sideways = i => ((0.5 + i * 0.618034) % 1) - 0.5;

  function build(theme, width, height) {
    const shown = task.times.filter(times => variantShown(variants.indexOf(times.variant)));
    if (shown.length === 0) return null;
    const logarithmic = scaleIndex() === 1;
    const all = shown.flatMap(times => [...times.samples, ...times.outliers]).filter(sample => sample > 0);
    const high = all.reduce((a, b) => Math.max(a, b), 0);
    const low = all.reduce((a, b) => Math.min(a, b), high);
    const narrow = width / shown.length < 110;

    function drawEntry(u, times, place) {
      const { ctx } = u;
      const unit = u.valToPos(1, 'x', true) - u.valToPos(0, 'x', true);
      const middle = u.valToPos(place, 'x', true);
      const y = value => u.valToPos(value, 'y', true);
      const half = Math.min(0.36 * unit, 60 * devicePixelRatio);
      const radius = 1.7 * devicePixelRatio;
      ctx.strokeStyle = ctx.fillStyle = look.color(times);
      const dot = (sample, i, size) => {
        ctx.beginPath();
        ctx.arc(middle + 2 * half * sideways(i), y(sample), size, 0, 2 * Math.PI);
      };
      ctx.globalAlpha = 0.35;
      times.samples.forEach((sample, i) => { dot(sample, i, radius); ctx.fill(); });
      ctx.globalAlpha = 0.9;
      ctx.lineWidth = devicePixelRatio;
      times.outliers.forEach((sample, i) => { dot(sample, i, 1.6 * radius); ctx.stroke(); });
      const [first, median, third] = times.quartiles.map(y);
      ctx.globalAlpha = 1;
      ctx.strokeStyle = theme.ink;
      ctx.lineWidth = 1.5 * devicePixelRatio;
      ctx.strokeRect(middle - half, third, 2 * half, first - third);
      ctx.lineWidth = 3 * devicePixelRatio;
      ctx.beginPath();
      ctx.moveTo(middle - half, median);
      ctx.lineTo(middle + half, median);
      ctx.stroke();
    }

    return new uPlot({
      width,
      height,
      padding: [12, 12, 0, 0],
      legend: { show: false },
      cursor: { drag: { x: false, y: true }, points: { show: false }, x: false },
      scales: {
        x: { time: false, range: [-0.5, shown.length - 0.5] },
        y: logarithmic
          ? { distr: 3, range: (u, min, max) => (u.zoomed ? [min, max] : uPlot.rangeLog(low, high, 10, false)) }
          : { range: (u, min, max) => (u.zoomed ? [min, max] : [0, high * 1.05 || 1]) },
      },
      axes: [
        axis(theme, '', split => (shown[split] ? look.nameOf(shown[split]) : ''), {
          grid: { show: false },
          labelSize: 0,
          size: narrow ? 110 : 34,
          rotate: narrow ? -60 : 0,
          splits: () => shown.map((times, i) => i),
        }),
        axis(theme, 'step', format.seconds, { size: 66, ...(logarithmic ? { grid: { stroke: theme.line, width: 1, filter: decades } } : {}) }),
      ],
      series: [{}, { stroke: 'transparent', points: { show: false } }],
      hooks: {
        setSelect: [u => { u.zoomed = true; }],
        draw: [u => {
          const { left, top, width: w, height: h } = u.bbox;
          u.ctx.save();
          u.ctx.beginPath();
          u.ctx.rect(left, top, w, h);
          u.ctx.clip();
          shown.forEach((times, i) => drawEntry(u, times, i));
          u.ctx.restore();
        }],
      },
      plugins: [tooltip((u, left) => {
        const times = shown[Math.round(u.posToVal(left, 'x'))];
        if (!times) return [];
        return [
          look.nameOf(times),
          'median ' + format.seconds(times.quartiles[1]),
          'quartiles ' + format.seconds(times.quartiles[0]) + ' to ' + format.seconds(times.quartiles[2]),
          times.count + ' samples, ' + times.outlierCount + (times.outlierCount === 1 ? ' outlier' : ' outliers'),
        ];
      })],
    }, [shown.map((times, i) => i), shown.map(times => times.quartiles[1])], plot);
  }

  onChange();
}
