'use strict';

/** A place on the page and its charts, of which one is shown at a time. */
function chartGroup(place, group, index) {
  const host = place.querySelector('.controls');
  const grid = place.querySelector('.grid');
  const hidden = [new Set(), new Set()];
  const toggles = controls.element('span', { className: 'toggles' });
  let chart = group.options[0].chart;
  let logBoxes = null;
  let panels = [];

  const choose = i => {
    chart = group.options[i].chart;
    show();
  };
  const labels = group.options.map(option => option.label);
  if (labels.length > 1 && group.list) controls.select(host, group.choice, labels, choose);
  else if (labels.length > 1) controls.choice(host, group.choice, 'choice-' + index, labels, 0, choose);
  host.append(toggles);
  controls.button(host, 'Reset zoom', () => charts.resetZoom(panels));

  const isShown = item => chart.panels[0].boxes?.length > 8 || item.name.every((part, i) => !hidden[i].has(part));

  /** What all items have in common, or else something neutral. */
  function common(items, property, otherwise) {
    const first = items[0][property] ?? otherwise;
    return items.every(item => String(item[property] ?? otherwise) === String(first)) ? first : otherwise;
  }

  function legend() {
    toggles.replaceChildren();
    const items = chart.panels.flatMap(panel => (panel.lines ?? panel.boxes ?? []).filter(item => !item.repeat));
    group.parts.forEach((part, i) => {
      const names = [...new Set(items.map(item => item.name[i]))].filter(name => name !== '');
      // Rows of boxes have their names beside them.
      if (names.length === 0 || (chart.panels[0].boxes && names.length > 8)) return;
      controls.toggles(toggles, part, names.map(name => {
        const own = items.filter(item => item.name[i] === name);
        const colour = plots.inStyle(common(own, 'colour', 'currentColor'));
        // Boxes have no dashes, and no key unless all have the same colour.
        const dash = own[0].dash || colour !== 'currentColor' ? common(own, 'dash', []) : null;
        return { name, colour, dash, ring: own.every(item => item.marked && item.width === 0) };
      }), name => !hidden[i].has(name), (name, isOn) => {
        hidden[i][isOn ? 'delete' : 'add'](name);
        draw();
      });
    });
    const { boxes, heat, x } = chart.panels[0];
    if (boxes) {
      logBoxes ??= Boolean(x.log);
      controls.choice(toggles, 'scale', 'scale-' + index, ['linear', 'logarithmic'], Number(logBoxes), i => {
        logBoxes = i === 1;
        draw();
      });
    }
    if (heat) {
      const bar = controls.element('i', {});
      bar.style.background = 'linear-gradient(to right, ' + report.heat.join(', ') + ')';
      toggles.append(controls.element('span', { className: 'scale' }, heat.values + ' 0', bar, '≥ 1'));
    }
  }

  function show() {
    panels.forEach(charts.clear);
    grid.replaceChildren();
    const heading = place.querySelector('h3');
    if (heading) heading.textContent = chart.title;
    const note = place.querySelector('.note');
    if (note) note.textContent = chart.note;
    legend();
    panels = chart.panels.map(panel => {
      const element = controls.panel(grid, panel.heading, chart.title);
      if (panel.boxes) element.style.height = 5 + 2 * Math.max(3, panel.boxes.length) + 'rem';
      return element;
    });
    draw();
  }

  function draw() {
    chart.panels.forEach((panel, i) => charts.draw(panels[i], (theme, width, height) => {
      if (panel.lines) return plots.lines(panels[i], panel, isShown, theme, width, height);
      if (panel.boxes) return plots.boxes(panels[i], panel, isShown, theme, width, height, logBoxes);
      return plots.heat(panels[i], panel, theme, width, height);
    }));
  }

  show();
}

document.querySelectorAll('[data-chart]').forEach((place, index) => chartGroup(place, report.groups[index], index));
document.documentElement.dataset.ready = 'true';
