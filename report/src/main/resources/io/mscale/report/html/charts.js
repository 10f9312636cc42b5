'use strict';

/*
 * What all charts share. A chart is a function that builds a uPlot in an element of fixed size. It is built anew when the
 * element's size, the colour scheme or a control changes; there is no other state to keep in step.
 */
const report = JSON.parse(document.getElementById('data').textContent);

const charts = (() => {
  const all = new Map();
  const darkScheme = matchMedia('(prefers-color-scheme: dark)');

  /** The colours of the page as they are now. */
  function theme() {
    const style = getComputedStyle(document.documentElement);
    const read = name => style.getPropertyValue('--' + name).trim();
    return Object.fromEntries(['ink', 'muted', 'line', 'published'].map(name => [name, read(name)]));
  }

  /** Builds a chart in an element, now and whenever the element changes its size. `build` may return null: nothing to show. */
  function draw(element, build) {
    clear(element);
    all.set(element, { build, plot: null, width: 0 });
    render(element);
    resized.observe(element);
  }

  function clear(element) {
    const chart = all.get(element);
    if (chart) {
      resized.unobserve(element);
      if (chart.plot) chart.plot.destroy();
      all.delete(element);
    }
    element.replaceChildren();
    element.classList.remove('empty');
  }

  function render(element) {
    const chart = all.get(element);
    if (chart.plot) chart.plot.destroy();
    element.replaceChildren();
    element.classList.remove('empty');
    chart.width = element.clientWidth;
    chart.plot = chart.width > 0 ? chart.build(theme(), chart.width, element.clientHeight) : null;
    if (!chart.plot) {
      element.classList.add('empty');
      element.textContent = 'nothing to draw';
      return;
    }
    chart.plot.over.addEventListener('dblclick', () => render(element));
  }

  const renderAll = () => { for (const element of all.keys()) render(element); };
  const resized = new ResizeObserver(entries => {
    for (const { target } of entries) {
      if (all.has(target) && Math.abs(all.get(target).width - target.clientWidth) > 1) render(target);
    }
  });
  darkScheme.addEventListener('change', renderAll);
  // On paper everything is dark on white; the style sheet cannot tell a canvas.
  const closed = [];
  addEventListener('beforeprint', () => {
    closed.push(...document.querySelectorAll('details:not([open])'));
    closed.forEach(details => { details.open = true; });
    document.documentElement.dataset.printing = '';
    renderAll();
  });
  addEventListener('afterprint', () => {
    closed.splice(0).forEach(details => { details.open = false; });
    delete document.documentElement.dataset.printing;
    renderAll();
  });

  /** Shows every value again. */
  function resetZoom(elements) {
    for (const element of elements) {
      const chart = all.get(element);
      if (chart && chart.plot) render(element);
    }
  }

  return { theme, draw, clear, resetZoom };
})();

const format = (() => {
  const digits = (value, count) => Number(value.toPrecision(count)).toString();

  /** A number in the shortest form that is readable: 0.05, 203, 1.2e-3. */
  function number(value) {
    if (value === null || value === undefined) return '–';
    if (value === 0) return '0';
    const size = Math.abs(value);
    return size >= 1e-2 && size < 1e5 ? digits(value, 3) : value.toExponential(1).replace('.0e', 'e').replace('e+', 'e');
  }

  /** A duration in the unit that suits it. */
  function seconds(value) {
    if (value === null || value === undefined) return '–';
    if (value === 0) return '0';
    if (value < 0.9995e-3) return digits(value * 1e6, 3) + ' µs';
    if (value < 0.9995) return digits(value * 1e3, 3) + ' ms';
    if (value < 120) return digits(value, 3) + ' s';
    return value < 7200 ? digits(value / 60, 3) + ' min' : digits(value / 3600, 3) + ' h';
  }

  return { number, seconds };
})();

/**
 * The look of a contestant's variant: the colour tells the contestant, the dash the variant. With one contestant and many
 * variants (report.variantColors) the colour tells the variant.
 */
const look = (() => {
  const dashes = [[], [2, 3], [10, 4, 2, 4], [1, 4]];
  const nameOf = line => report.contestants[line.contestant] + ' ' + report.variants[line.variant];
  /** The palette's black is the page's ink, which is light on dark. */
  const legible = color => (color === '#000000' ? charts.theme().ink : color);
  const colorOf = contestant => legible(report.colors[contestant]);
  const colorOfVariant = variant => (report.variantColors ? legible(report.variantColors[variant]) : 'currentColor');
  const color = line => (report.variantColors ? colorOfVariant(line.variant) : colorOf(line.contestant));

  /** Single-scale networks are dashed, all others solid, then dotted and so on. */
  function dash(variant) {
    if (report.variants[variant] === 'single') return [7, 5];
    if (report.variantColors) return dashes[Math.floor(variant / 8) % dashes.length];
    const others = report.variants.filter(name => name !== 'single');
    return dashes[others.indexOf(report.variants[variant]) % dashes.length];
  }

  return { nameOf, color, colorOf, colorOfVariant, dash };
})();

const controls = (() => {
  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  /** A line of the given look, as a legend's key. */
  function key(color, dash) {
    const line = element('span', { className: 'key' + (dash.length === 0 ? '' : dash[0] > 4 ? ' dashed' : ' dotted') });
    line.style.color = color;
    return line;
  }

  function group(host, legend, ...labels) {
    host.append(element('fieldset', {}, element('legend', { textContent: legend }), ...labels));
  }

  /** Check boxes, all checked. Returns a function that tells whether the one at an index is. */
  function toggles(host, legend, items, onChange) {
    const boxes = items.map(() => element('input', { type: 'checkbox', checked: true, onchange: onChange }));
    group(host, legend, ...items.map((item, i) => element('label', {}, boxes[i], ...item)));
    return index => boxes[index].checked;
  }

  /** A choice between a few words. Returns a function that tells the chosen index. */
  function choice(host, legend, name, items, onChange) {
    const buttons = items.map((item, i) => element('input', { type: 'radio', name, checked: i === 0, onchange: onChange }));
    group(host, legend, ...items.map((item, i) => element('label', {}, buttons[i], item)));
    return () => buttons.findIndex(button => button.checked);
  }

  /** A list to choose from; nothing is shown if there is no choice. Returns a function that tells the chosen value. */
  function select(host, legend, values, labelOf, onChange) {
    const list = element('select', { onchange: onChange }, ...values.map(value => element('option', { value, textContent: labelOf(value) })));
    if (values.length > 1) group(host, legend, element('label', {}, list));
    return () => Number(values.length > 1 ? list.value : values[0]);
  }

  /** A titled place for one of several plots. */
  function panel(grid, title) {
    const plot = element('div', { className: 'plot', role: 'img', ariaLabel: title });
    grid.append(element('div', { className: 'panel' }, element('p', { textContent: title }), plot));
    return plot;
  }

  const button = (host, text, onClick) => host.append(element('button', { type: 'button', textContent: text, onclick: onClick }));

  return { element, key, toggles, choice, select, panel, button };
})();

/** A uPlot plug-in: a small box beside the pointer with the text that `textAt` gives for the pointer's place, if any. */
function tooltip(textAt) {
  let box;
  return {
    hooks: {
      init: plot => {
        box = controls.element('div', { className: 'tip', hidden: true });
        plot.over.append(box);
        plot.over.addEventListener('mouseleave', () => { box.hidden = true; });
      },
      setCursor: plot => {
        const { left, top } = plot.cursor;
        const lines = left >= 0 ? textAt(plot, left, top) : [];
        box.hidden = lines.length === 0;
        if (box.hidden) return;
        box.replaceChildren(...lines.map(line => controls.element('div', {}, ...[line].flat())));
        const right = left > plot.over.clientWidth / 2;
        box.style.left = right ? 'auto' : left + 14 + 'px';
        box.style.right = right ? plot.over.clientWidth - left + 14 + 'px' : 'auto';
        box.style.top = Math.max(0, Math.min(top, plot.over.clientHeight - box.clientHeight)) + 'px';
      },
    },
  };
}

/** Of the lines of a logarithmic axis only those at powers of ten: the ones between would be a hatching. */
const decades = (plot, splits) => splits.map(split => (split > 0 && Math.abs(Math.log10(split) % 1) < 1e-9 ? split : null));

/** An axis of a uPlot in the page's colours. */
function axis(theme, label, values, more) {
  return {
    label,
    labelSize: 20,
    labelFont: '13px system-ui, sans-serif',
    font: '12px system-ui, sans-serif',
    stroke: theme.muted,
    size: 36,
    grid: { stroke: theme.line, width: 1 },
    ticks: { stroke: theme.line, width: 1 },
    values: (plot, splits) => splits.map(split => (split === null ? '' : values(split))),
    ...more,
  };
}
