'use strict';

/*
 * From a description of a panel to uPlot's options. What a panel shows is in `lines`, `boxes` or `heat`; its axes `x` and
 * `y` have a name, a unit and either a range (`min`, `max`, `log`) or `places`, which are names in a row.
 */
const plots = (() => {
  /** Colours that belong to no contestant are the page's own: they must be legible on its ground. */
  const neutral = { '#000000': 'ink', '#0058a3': 'accent', '#444444': 'target', '#888888': 'published' };
  const inTheme = (theme, colour) => (neutral[colour] ? theme[neutral[colour]] : colour);
  const inStyle = colour => (neutral[colour] ? 'var(--' + neutral[colour] + ')' : colour);
  const values = index => report.arrays[index];
  const withUnit = (axis, value) => number(value) + (axis.unit ? ' ' + axis.unit : '');
  const nameOf = item => item.name.join('');

  /** A scale that shows the described range until the reader zooms. */
  function scale({ min, max, log, places }) {
    const [low, high] = places ? [-0.5, places.length - 0.5] : [min, max];
    return { time: false, distr: log ? 3 : 1, range: (u, from, to) => (u.zoomed && from < to ? [from, to] : [low, high]) };
  }

  /** On logarithmic axes all whole multiples of powers of ten, labelled at powers, on short ones at 2 and 5 times them too. */
  function logarithmic() {
    const digits = value => Math.round(value / 10 ** Math.floor(Math.log10(value) + 1e-9));
    return {
      splits: (u, index, min, max) => {
        const splits = [];
        for (let power = Math.floor(Math.log10(min) + 1e-9); 10 ** power <= max; power++) {
          for (let digit = 1; digit <= 9; digit++) {
            const split = Number(digit + 'e' + power);
            if (split >= min * (1 - 1e-9) && split <= max * (1 + 1e-9)) splits.push(split);
          }
        }
        return splits;
      },
      filter: (u, splits) => {
        const few = splits.length > 0 && splits.at(-1) / splits[0] <= 110;
        return splits.map(split => (digits(split) === 1 || (few && [2, 5].includes(digits(split))) ? split : null));
      },
    };
  }

  /** An axis in the page's colours. */
  function axis(theme, described, more) {
    const log = described.log ? logarithmic() : {};
    return {
      label: described.label,
      labelSize: described.label ? 20 : 0,
      labelFont: '13px system-ui, sans-serif',
      font: '12px system-ui, sans-serif',
      stroke: theme.muted,
      size: 36,
      grid: { stroke: theme.line, width: 1, ...(described.log ? { filter: log.filter } : {}) },
      ticks: { stroke: theme.line, width: 1 },
      values: (plot, splits) => splits.map(split => (split === null ? '' : number(split, 6))),
      ...log,
      ...more,
    };
  }

  /** Places along the lower axis, as many as have room. */
  const sparse = (described, width) => ({
    size: 30,
    values: (u, splits) => splits.map(split => report.places[described.places[split]]?.[0] ?? ''),
    splits: (u, index, min, max) => {
      const step = Math.max(1, Math.ceil((max - min) / Math.max(2, Math.floor(width / 130))));
      const splits = [];
      for (let i = Math.max(0, Math.ceil(min)); i <= Math.min(described.places.length - 1, max); i += step) splits.push(i);
      return splits;
    },
  });

  /** A name without its middle if there is no room for it: names tend to differ at the end. */
  function fit(u, name, room) {
    u.ctx.font = 12 * devicePixelRatio + 'px system-ui, sans-serif';
    let cut = name;
    for (let keep = name.length - 1; keep > 1 && u.ctx.measureText(cut).width > room * devicePixelRatio; keep--) {
      cut = name.slice(0, Math.floor(keep / 3)) + '…' + name.slice(name.length - keep + Math.floor(keep / 3));
    }
    return cut;
  }

  /** Draws within the axes. */
  function clipped(u, draw) {
    const { left, top, width, height } = u.bbox;
    u.ctx.save();
    u.ctx.beginPath();
    u.ctx.rect(left, top, width, height);
    u.ctx.clip();
    draw(u.ctx, { left, top, width, height });
    u.ctx.restore();
  }

  const zoomable = { setSelect: [u => { u.zoomed = true; }] };
  const base = (width, height) => ({ width, height, padding: [12, 12, 0, 0], legend: { show: false } });

  /** Where, in the joint table of all lines, a line has a value with a gap on both sides: no stroke would show it. */
  function isolated(xs, ys, joint) {
    const alone = xs.filter((x, i) => ys[i] !== null && (ys[i - 1] ?? null) === null && (ys[i + 1] ?? null) === null);
    return alone.length === 0 ? null : alone.map(x => joint.indexOf(x));
  }

  function lines(element, panel, isShown, theme, width, height) {
    const { x, y } = panel;
    const drawn = panel.order.map(i => panel.lines[i]).filter(line => isShown(line) && values(line.y).some(v => v !== null));
    if (drawn.length === 0) return null;
    const series = [{}];
    const bands = [];
    for (const line of drawn) {
      const colour = inTheme(theme, line.colour);
      if (line.lower !== undefined) {
        bands.push({ series: [series.length, series.length + 1], fill: colour + '40' });
        series.push(...[1, 2].map(() => ({ stroke: 'transparent', points: { show: false } })));
      }
      series.push({
        stroke: colour,
        dash: line.dash,
        width: line.width,
        paths: line.width === 0 ? () => null : undefined,
        points: line.marked
          ? { show: true, size: 6, width: 1.5, stroke: colour, fill: theme.paper }
          : line.width === 0
          ? { show: true, size: 4, width: 0, fill: colour }
          : { show: false, filter: plot => isolated(values(line.x), values(line.y), plot.data[0]) },
      });
    }
    const columns = line => [...(line.lower === undefined ? [] : [line.upper, line.lower]), line.y].map(values);
    const same = drawn.every(line => line.x === drawn[0].x);
    const data = same
      ? [values(drawn[0].x), ...drawn.flatMap(columns)]
      : uPlot.join(drawn.map(line => [values(line.x), ...columns(line)]));

    const shade = u => {
      if (!panel.shaded) return;
      clipped(u, (ctx, box) => {
        const [from, to] = panel.shaded.map(edge => u.valToPos(edge, 'x', true));
        ctx.fillStyle = theme.line + '80';
        ctx.fillRect(from, box.top, to - from, box.height);
      });
    };
    const events = u => clipped(u, (ctx, box) => {
      ctx.lineWidth = 1.5 * devicePixelRatio;
      const line = (x, dash) => {
        ctx.setLineDash(dash.map(length => length * devicePixelRatio));
        ctx.moveTo(x, box.top);
        ctx.lineTo(x, box.top + box.height);
      };
      const cross = x => {
        const arm = 4 * devicePixelRatio;
        const y = box.top + box.height - 2 * arm;
        ctx.setLineDash([]);
        ctx.moveTo(x - arm, y - arm);
        ctx.lineTo(x + arm, y + arm);
        ctx.moveTo(x - arm, y + arm);
        ctx.lineTo(x + arm, y - arm);
      };
      for (const event of (panel.events ?? []).filter(({ mark }) => mark !== 'told')) {
        ctx.strokeStyle = event.worse == null ? theme.muted : event.worse ? theme.failed : theme.accent;
        ctx.beginPath();
        if (event.mark === 'axis') cross(u.valToPos(event.x, 'x', true));
        else if (event.mark === 'here') line(u.valToPos(event.x, 'x', true), [2, 3]);
        else line(u.valToPos(event.x - 0.5, 'x', true), [5, 4]);
        ctx.stroke();
      }
    });

    /** Arrows at the border towards points beyond it, with their values. */
    const arrows = u => clipped(u, (ctx, box) => {
      const size = 9 * devicePixelRatio;
      ctx.fillStyle = theme.accent;
      ctx.font = 11 * devicePixelRatio + 'px system-ui, sans-serif';
      ctx.textBaseline = 'middle';
      ctx.strokeStyle = theme.paper;
      ctx.lineWidth = 4 * devicePixelRatio;
      ctx.setLineDash([]);
      for (const [left, top] of panel.beyond ?? []) {
        const x = u.valToPos(left, 'x', true);
        const place = u.valToPos(top, 'y', true);
        if (place >= box.top && place <= box.top + box.height) continue;
        const tip = place < box.top ? box.top + 1 : box.top + box.height - 1;
        const foot = place < box.top ? tip + size : tip - size;
        ctx.beginPath();
        ctx.moveTo(x, tip);
        ctx.lineTo(x - size / 2, foot);
        ctx.lineTo(x + size / 2, foot);
        ctx.fill();
        const value = withUnit(y, top);
        const hasRoom = x + size + ctx.measureText(value).width < box.left + box.width;
        ctx.textAlign = hasRoom ? 'left' : 'right';
        const at = [value, hasRoom ? x + size : x - size, (tip + foot) / 2];
        // The line that leads to the point may run through the text.
        ctx.strokeText(...at);
        ctx.fillText(...at);
      }
    });

    const dots = u => clipped(u, ctx => {
      const circle = ([left, top], radius) => {
        ctx.beginPath();
        ctx.arc(u.valToPos(left, 'x', true), u.valToPos(top, 'y', true), radius * devicePixelRatio, 0, 2 * Math.PI);
      };
      for (const { best, kept, repeat, colour } of drawn) {
        ctx.fillStyle = inTheme(theme, colour);
        if (best) {
          ctx.strokeStyle = theme.paper;
          ctx.lineWidth = devicePixelRatio;
          circle(best, repeat ? 2.5 : 4.5);
          ctx.fill();
          ctx.stroke();
        }
        if (kept) {
          ctx.strokeStyle = ctx.fillStyle;
          ctx.lineWidth = 1.5 * devicePixelRatio;
          circle(kept, repeat ? 5 : 7.5);
          ctx.stroke();
        }
      }
    });

    return new uPlot({
      ...base(width, height),
      cursor: { drag: { x: true, y: true, uni: 40 }, points: { size: 6 } },
      scales: { x: scale(x), y: scale(y) },
      axes: [
        axis(theme, x, x.places ? sparse(x, width) : {}),
        axis(theme, y, { size: 54 }),
      ],
      series,
      bands,
      hooks: { ...zoomable, drawClear: [shade], draw: [events, arrows, dots] },
      plugins: [tooltip((u, left, top) => nearest(u, panel, drawn, left, top))],
    }, data, element);
  }

  /** The place, and the lines closest to the pointer with their values at the last place at or before it. */
  function nearest(u, panel, drawn, left, top) {
    const { x, y } = panel;
    const place = Math.round(u.posToVal(left, 'x'));
    const at = x.places ? place : u.posToVal(left + 2, 'x');
    // Rings mark values of another line.
    const found = drawn.filter(line => !(line.marked && line.width === 0)).map(line => {
      const i = values(line.x).findLastIndex(value => value <= at);
      const value = i < 0 ? null : values(line.y)[i];
      return { line, i, value, distance: value === null ? Infinity : Math.abs(u.valToPos(value, 'y') - top) };
    }).filter(({ value }) => value !== null)
      .sort((a, b) => a.distance - b.distance)
      .slice(0, 6)
      .sort((a, b) => b.value - a.value);
    const told = (panel.events ?? []).filter(event => event.x === place);
    if (found.length + told.length === 0) return [];
    const where = x.places
      ? (report.places[x.places[place]] ?? []).join(' ')
      : (x.name + ' ' + number(u.posToVal(left, 'x'), x.log ? 3 : 5) + ' ' + x.unit).trim();
    return [
      where,
      ...found.map(({ line, i, value }) => [
        controls.key(inStyle(line.colour), line.dash),
        ' ' + nameOf(line) + ': ' + withUnit(y, value) + (line.lower === undefined
          ? ''
          : ' (' + number(values(line.lower)[i]) + ' to ' + number(values(line.upper)[i]) + ')')
          + (line.best ? ', lowest ' + number(line.best[1]) + ' at ' + withUnit(x, line.best[0]) : ''),
      ]),
      ...told.map(event => event.text),
    ];
  }

  /** Spreads dots across a row, the same way every time: multiples of the golden ratio fill an interval evenly. */
  const across = i => ((0.5 + i * 0.618034) % 1) - 0.5;

  function boxes(element, panel, isShown, theme, width, height, isLog) {
    const { x } = panel;
    const shown = panel.boxes.filter(isShown);
    if (shown.length === 0) return null;
    const samples = shown.flatMap(box => [...values(box.inside), ...values(box.outliers)]).filter(v => v > 0);
    const high = samples.reduce((a, b) => Math.max(a, b), 0) || 1;
    const low = samples.reduce((a, b) => Math.min(a, b), high);
    const described = isLog === Boolean(x.log) ? x
      : isLog ? { ...x, log: true, min: low / 1.1, max: high * 1.1 } : { ...x, log: false, min: 0, max: high * 1.05 };
    const names = Math.round(Math.min(200, 0.35 * width));
    const row = i => shown.length - 1 - i;

    const draw = u => clipped(u, ctx => shown.forEach((box, i) => {
      const middle = u.valToPos(row(i), 'y', true);
      const half = Math.min(0.36 * (u.bbox.height / shown.length), 40 * devicePixelRatio);
      const at = value => u.valToPos(value, 'x', true);
      const few = values(box.inside).length <= 20;
      const radius = (few ? 2.6 : 1.7) * devicePixelRatio;
      ctx.strokeStyle = ctx.fillStyle = inTheme(theme, box.colour);
      const dot = (sample, j, size) => {
        ctx.beginPath();
        ctx.arc(at(sample), few ? middle : middle + 2 * half * across(j), size, 0, 2 * Math.PI);
      };
      ctx.globalAlpha = few ? 0.9 : 0.35;
      values(box.inside).forEach((sample, j) => { dot(sample, j, radius); ctx.fill(); });
      ctx.globalAlpha = 0.9;
      ctx.lineWidth = devicePixelRatio;
      values(box.outliers).forEach((sample, j) => { dot(sample, j, 1.6 * radius); ctx.stroke(); });
      const [first, median, third] = box.quartiles.map(at);
      ctx.globalAlpha = 1;
      ctx.strokeStyle = theme.ink;
      ctx.lineWidth = 1.5 * devicePixelRatio;
      ctx.strokeRect(first, middle - half, third - first, 2 * half);
      if (few) {
        const ends = values(box.inside);
        ctx.beginPath();
        ctx.moveTo(Math.min(first, ...ends.map(at)), middle);
        ctx.lineTo(first, middle);
        ctx.moveTo(third, middle);
        ctx.lineTo(Math.max(third, ...ends.map(at)), middle);
        ctx.stroke();
      }
      ctx.lineWidth = 3 * devicePixelRatio;
      ctx.beginPath();
      ctx.moveTo(median, middle - half);
      ctx.lineTo(median, middle + half);
      ctx.stroke();
    }));

    return new uPlot({
      ...base(width, height),
      cursor: { drag: { x: true, y: false }, points: { show: false }, y: false },
      scales: { x: scale(described), y: { range: [-0.5, shown.length - 0.5] } },
      axes: [
        axis(theme, described),
        axis(theme, panel.y, {
          grid: { show: false },
          size: names,
          splits: () => shown.map((box, i) => i),
          values: (u, splits) => splits.map(split => fit(u, nameOf(shown[row(split)]), names - 16)),
        }),
      ],
      series: [{}, { stroke: 'transparent', points: { show: false } }],
      hooks: { ...zoomable, draw: [draw] },
      plugins: [tooltip((u, left, top) => {
        const box = shown[row(Math.round(u.posToVal(top, 'y')))];
        return box === undefined ? [] : [
          nameOf(box),
          'median ' + withUnit(x, box.quartiles[1]),
          'quartiles ' + number(box.quartiles[0]) + ' to ' + withUnit(x, box.quartiles[2]),
          box.samples + ' samples, ' + box.beyond + (box.beyond === 1 ? ' outlier' : ' outliers'),
        ];
      })],
    }, [[described.min, described.max], [null, null]], element);
  }

  /** The colour of a value in [0, 1], between the two anchors it lies between. */
  function heatColour(value) {
    const place = Math.min(1, Math.max(0, value)) * (report.heat.length - 1);
    const i = Math.min(report.heat.length - 2, Math.floor(place));
    const part = (hex, channel) => parseInt(hex.slice(1 + 2 * channel, 3 + 2 * channel), 16);
    const mixed = [0, 1, 2].map(channel => {
      const a = part(report.heat[i], channel);
      return Math.round(a + (place - i) * (part(report.heat[i + 1], channel) - a));
    });
    return 'rgb(' + mixed.join(' ') + ')';
  }

  function heat(element, { x, y, heat: map }, theme, width, height) {
    const edges = values(map.edges);
    const rows = y.places.map(place => report.places[place][0]);
    const fill = u => clipped(u, ctx => map.columns.forEach((index, column) => values(index).forEach((value, j) => {
      if (value === null) return;
      const x0 = Math.round(u.valToPos(edges[column], 'x', true));
      const x1 = Math.round(u.valToPos(edges[column + 1], 'x', true));
      const y0 = Math.round(u.valToPos(j, 'y', true));
      const y1 = Math.round(u.valToPos(j + 1, 'y', true));
      ctx.fillStyle = heatColour(value);
      ctx.fillRect(x0, y1, Math.max(1, x1 - x0), y0 - y1);
    })));
    const stride = Math.ceil(16 * rows.length / height);

    return new uPlot({
      ...base(width, height),
      cursor: { drag: { x: true, y: false }, points: { show: false } },
      scales: { x: scale(x), y: { range: [0, rows.length] } },
      axes: [
        axis(theme, x, { grid: { show: false } }),
        axis(theme, y, {
          grid: { show: false },
          size: Math.max(46, 16 + 6.5 * Math.max(...rows.map(row => row.length))),
          splits: () => rows.map((row, j) => j + 0.5),
          values: (u, splits) => splits.map((split, j) => (j % stride === 0 ? rows[j] : '')),
        }),
      ],
      series: [{}, { stroke: 'transparent', points: { show: false } }],
      hooks: { ...zoomable, drawAxes: [fill] },
      plugins: [tooltip((u, left, top) => {
        const column = edges.findLastIndex(edge => edge <= u.posToVal(left, 'x'));
        const j = Math.floor(u.posToVal(top, 'y'));
        if (column < 0 || column >= map.columns.length || j < 0 || j >= rows.length) return [];
        return [
          x.name + ' ' + withUnit(x, values(map.at)[column]) + ', ' + y.name + ' ' + rows[j],
          map.values + ' ' + number(values(map.columns[column])[j]),
        ];
      })],
    }, [values(map.at), values(map.at).map(() => null)], element);
  }

  return { lines, boxes, heat, inStyle };
})();
