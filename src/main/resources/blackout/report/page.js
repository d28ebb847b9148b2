'use strict';
// Filters and sorting of what the page shows; nothing is missing without this script.
(() => {
  const LEAST_ROWS_TO_SORT = 5;
  const LEAST_ROWS_TO_FILTER = 20;
  const ROWS_AT_ONCE = 200; // more of them make a keystroke wait for their layout
  const texts = new Intl.Collator('en', { numeric: true });

  const text = element => element.textContent.trim();
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // What a cell sorts by: the value it carries, or its text; '' if it has none.
  const key = ({ dataset, textContent }) => {
    if ('v' in dataset) return Number(dataset.v);
    const shown = textContent.trim();
    return shown === '-' ? '' : shown;
  };

  // Texts are more than numbers ("never ends"); what is empty comes last in both directions.
  const compare = (a, b, sign) => {
    if (a === '' || b === '') return (a === '') - (b === '');
    if (typeof a !== typeof b) return typeof a === 'number' ? -sign : sign;
    return sign * (typeof a === 'number' ? a - b : texts.compare(a, b));
  };

  // Each head becomes a button: one way, the other way, the order of the report.
  const sortable = (table, before, sorted = () => {}) => {
    const body = table.tBodies[0];
    const original = [...body.rows];
    if (original.length < LEAST_ROWS_TO_SORT) return;
    const told = make('p', { className: 'sr', role: 'status' });
    before.before(told);
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const name = text(head);
      const button = make('button', { type: 'button', className: 'sort' }, name);
      head.replaceChildren(button);
      button.addEventListener('click', () => {
        const keys = new Map(original.map(row => [row, key(row.cells[column])]));
        const states = ['ascending', 'descending'];
        if ([...keys.values()].some(value => typeof value === 'number')) states.reverse();
        const state = states[states.indexOf(head.getAttribute('aria-sort')) + 1];
        const sign = state === 'ascending' ? 1 : -1;
        heads.forEach(other => other.removeAttribute('aria-sort'));
        if (state) head.setAttribute('aria-sort', state);
        const rows = state
          ? [...original].sort((a, b) => compare(keys.get(a), keys.get(b), sign))
          : original;
        sorted(rows);
        body.remove(); // ten thousand rows move faster outside of the page
        body.append(...rows);
        table.append(body);
        told.textContent = state ? `Sorted by ${name}, ${state}` : 'In the order of the report';
      });
    });
  };

  // A text field, a choice for each facet, and a line that says how much of it is shown.
  // An item has its elements, its words, and a value for each facet. Of very many that fit, only
  // the first are shown until somebody asks for more, or prints.
  // Returns what shows the items in another order of their first elements.
  const filterable = (before, name, things, items, facets = {}, atOnce = Infinity) => {
    items.forEach(item => { item.words = item.words.toLowerCase(); });
    const find = make('input', { type: 'search', autocomplete: 'off' });
    const choices = Object.entries(facets).flatMap(([facet, label]) => {
      const values = [...new Set(items.map(item => item[facet]))];
      const options = ['any', ...values].map((value, i) => make('option', { value: i && value }, value));
      return values.length > 1 ? [{ facet, label, select: make('select', {}, ...options) }] : [];
    });
    const all = make('button', { type: 'button' }, 'Show all');
    const more = make('button', { type: 'button', className: 'next' }, `${atOnce} more`);
    const shown = make('p', { className: 'shown', role: 'status' });
    let most = atOnce;
    const bar = make('div', { className: 'filter', role: 'group', ariaLabel: name },
      make('label', {}, `Find ${things}`, find),
      ...choices.map(({ label, select }) => make('label', {}, label, select)), all, more, shown);
    const update = () => {
      const words = find.value.toLowerCase().split(/\s+/);
      let fitting = 0;
      items.forEach(item => {
        const fits = words.every(word => item.words.includes(word))
          && choices.every(({ facet, select }) => !select.selectedIndex || item[facet] === select.value);
        fitting += fits;
        item.elements.forEach(element => { element.hidden = !fits || fitting > most; });
      });
      shown.textContent = `${Math.min(fitting, most)} of ${items.length} ${things} shown`
        + (fitting > most ? `, the first of ${fitting} that fit` : '');
      bar.classList.toggle('on', fitting < items.length);
      more.hidden = fitting <= most;
    };
    const show = number => {
      most = number;
      update();
    };
    const showAll = () => {
      find.value = '';
      choices.forEach(({ select }) => { select.selectedIndex = 0; });
      show(atOnce);
    };
    bar.addEventListener('input', () => show(atOnce));
    more.addEventListener('click', () => show(most + atOnce));
    addEventListener('beforeprint', () => show(Infinity));
    addEventListener('afterprint', () => show(atOnce));
    all.addEventListener('click', () => { showAll(); find.focus(); });
    addEventListener('hashchange', () => {
      const target = document.getElementById(location.hash.slice(1));
      if (target?.hidden && items.some(item => item.elements.includes(target))) showAll();
    });
    before.before(bar);
    update();
    return elements => {
      const places = new Map(elements.map((element, place) => [element, place]));
      items.sort((a, b) => places.get(a.elements[0]) - places.get(b.elements[0]));
      update();
    };
  };

  const checks = [...document.querySelectorAll('.check')].map(check => ({
    elements: [check],
    words: check.textContent,
    result: text(check.querySelector('summary .mark')),
  }));
  filterable(document.querySelector('.group'), 'Filter the checks', 'checks', checks, { result: 'Result' });

  const vms = document.querySelector('table.vms');
  if (vms) {
    const items = [...vms.tBodies[0].rows].map(row => ({
      elements: [row, document.getElementById(row.cells[0].firstChild.hash.slice(1))],
      words: text(row.cells[0]),
      planned: row.dataset.planned,
      live: row.dataset.live,
    }));
    const facets = { planned: 'Planned move', live: 'Live migration' };
    sortable(vms, vms, filterable(vms, 'Filter the VMs', 'VMs', items, facets));
  }

  document.querySelectorAll('table.numbers').forEach(table => {
    const before = table.closest('.scroll');
    const rows = [...table.tBodies[0].rows];
    if (rows.length <= LEAST_ROWS_TO_FILTER) {
      sortable(table, before);
      return;
    }
    const items = rows.map(row => ({ elements: [row], words: row.textContent }));
    const name = `Filter: ${text(table.caption)}`;
    sortable(table, before, filterable(before, name, 'rows', items, {}, ROWS_AT_ONCE));
  });

  // A link to a part that is folded opens it.
  const open = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target?.matches('details')) target.open = true;
    if (target) target.scrollIntoView();
  };
  addEventListener('hashchange', open);
  if (location.hash) open();
})();
