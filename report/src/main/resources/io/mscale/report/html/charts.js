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
    return Object.fromEntries(['ink', 'muted', 'line', 'target', 'published', 'accent', 'failed', 'warning', 'paper'].map(name => [name, read(name)]));
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
    closed.push(...document.querySelectorAll('details:not([open], .on-screen)'));
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

/** A number in the shortest form that is readable: 0.05, 203, 1.2e-3. */
function number(value, digits = 3) {
  if (value === null || value === undefined) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e-2 && size < 1e5) return Number(value.toPrecision(digits)).toString();
  return value.toExponential(1).replace('.0e', 'e').replace('e+', 'e');
}

const controls = (() => {
  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  /** A line of the given look, as a legend's key; or a ring. */
  function key(color, dash, isRing) {
    const line = element('span', { className: 'key' + (isRing ? ' ring' : dash.length === 0 ? '' : dash[0] === 0 ? ' dots' : dash[0] > 4 ? ' dashed' : ' dotted') });
    line.style.color = color;
    return line;
  }

  function group(host, legend, ...labels) {
    host.append(element('fieldset', {}, element('legend', { textContent: legend }), ...labels));
  }

  /** Check boxes, with a key if items have a `dash`: `isShown` of an item's name tells whether it is checked, `onChange` gets the name and whether it is now. */
  function toggles(host, legend, items, isShown, onChange) {
    group(host, legend, ...items.map(({ name, colour, dash, ring }) => {
      const box = element('input', { type: 'checkbox', checked: isShown(name), onchange: () => onChange(name, box.checked) });
      return element('label', {}, box, ...(dash ? [key(colour, dash, ring)] : []), name.trim());
    }));
  }

  /** A choice between a few words; `onChange` gets the index of the chosen one. */
  function choice(host, legend, name, items, chosen, onChange) {
    group(host, legend, ...items.map((item, i) => element('label', {},
      element('input', { type: 'radio', name, checked: i === chosen, onchange: () => onChange(i) }), item)));
  }

  /** A list to choose from; `onChange` gets the index of the chosen item. */
  function select(host, legend, items, onChange) {
    const list = element('select', { onchange: () => onChange(Number(list.value)) },
      ...items.map((item, value) => element('option', { value, textContent: item })));
    group(host, legend, element('label', {}, list));
  }

  /** A place for a plot; with a heading if it is one of several. */
  function panel(grid, heading, title) {
    const plot = element('div', { className: 'plot', role: 'img', ariaLabel: heading ? title + ', ' + heading : title });
    grid.append(heading ? element('div', { className: 'panel' }, element('p', { textContent: heading }), plot) : plot);
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
