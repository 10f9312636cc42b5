'use strict';

/** A click on a heading sorts the rows by it, a second click the other way round. Rows without a figure stay last. */
function makeSortable(table) {
  const headings = [...table.querySelectorAll('thead th')];
  const body = table.tBodies[0];

  function compare(a, b, direction) {
    if (a === '' || b === '') return (a === '') - (b === '');
    const [x, y] = [Number(a), Number(b)];
    return direction * (Number.isNaN(x) || Number.isNaN(y) ? a.localeCompare(b) : x === y ? 0 : x < y ? -1 : 1);
  }

  headings.forEach((heading, column) => heading.querySelector('button').addEventListener('click', () => {
    const ascending = heading.getAttribute('aria-sort') !== 'ascending';
    headings.forEach(other => other.removeAttribute('aria-sort'));
    heading.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
    const key = row => row.cells[column].dataset.key;
    body.append(...[...body.rows].sort((a, b) => compare(key(a), key(b), ascending ? 1 : -1)));
  }));
}

document.querySelectorAll('table.sortable').forEach(makeSortable);
