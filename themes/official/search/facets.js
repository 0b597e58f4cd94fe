// The facets of an answer: counted in the worker, shown on the page. Loaded when a reader narrows down or opens the panel.

/** How many matching documents have each value of each facet, given the days and the values chosen in the other facets. */
export async function facets(answer) {
  const columns = await answer.files.columns(), { kinds, categories, validities } = answer.files.entry;
  return columns.filter(({ name }) => name !== 'date').map((column) => {
    const ids = answer.narrow([...answer.scores.keys()], columns, column);
    const counts = new Map((answer.query.facets?.[column.name] ?? []).map((value) => [value, 0]));
    for (const id of ids) for (const value of column.set(id)) counts.set(column.values[value], (counts.get(column.values[value]) ?? 0) + 1);
    const names = { kind: kinds, category: categories, validity: validities }[column.name] ?? {};
    const values = [...counts].map(([value, count]) => ({ value, count, name: names[value] ?? value }));
    return { name: column.name, values: values.sort((a, b) => column.name === 'year' ? (a.value < b.value ? 1 : -1) : b.count - a.count || (a.value < b.value ? -1 : 1)) };
  });
}

const MAX_VALUES = 40;

const made = (name, className, ...content) => {
  const element = Object.assign(document.createElement(name), { className });
  element.append(...content);
  return element;
};

/** Takes one of several values out of an address. */
function drop(params, name, value) {
  const others = params.getAll(name).filter((other) => other !== value);
  params.delete(name);
  for (const other of others) params.append(name, other);
}

/** A panel of boxes, and a list of what is chosen, days included. `go` changes the address. */
export class Panel {
  constructor(panel, chosen, words, go) {
    Object.assign(this, { panel, chosen, words });
    panel.addEventListener('change', ({ target: { type, name, value, checked } }) => type === 'checkbox' && go((params) => {
      drop(params, name, value);
      if (checked) params.append(name, value);
    }));
    chosen?.addEventListener('click', ({ target }) => {
      const { name, value } = target.closest('button')?.dataset ?? {};
      if (name) go((params) => drop(params, name, value));
    });
  }

  show(found, params) {
    const { panel, chosen, words } = this;
    const isChosen = (name, value) => params.getAll(name).includes(value);
    const groups = found.filter((facet) => facet.values.length > 1 || params.get(facet.name)).map((facet) => {
      const values = facet.values.filter(({ value }, index) => index < MAX_VALUES || isChosen(facet.name, value));
      return made('fieldset', 'facet', made('legend', '', words[facet.name] ?? facet.name), ...values.map(({ value, name, count }) => {
        const box = Object.assign(document.createElement('input'), { type: 'checkbox', name: facet.name, value, checked: isChosen(facet.name, value) });
        return made('label', 'facet-value', box, ` ${name} `, made('span', 'facet-count', String(count)));
      }));
    });
    // Keyboard users keep the focus on the box that they have just chosen.
    const at = document.activeElement;
    panel.querySelectorAll('fieldset').forEach((group) => group.remove());
    panel.append(...groups);
    if (at?.type === 'checkbox') [...panel.querySelectorAll('input')].find((box) => box.name === at.name && box.value === at.value)?.focus();
    const values = found.flatMap((facet) => facet.values.filter(({ value }) => isChosen(facet.name, value)).map(({ value, name }) => [facet.name, value, name]));
    for (const name of ['from', 'to']) if (params.get(name)) values.push([name, params.get(name), `${words[name] ?? ''} ${params.get(name)}`]);
    chosen?.replaceChildren(...values.map(([name, value, text]) => {
      const button = Object.assign(made('button', 'chosen', text), { type: 'button', title: words.unset ?? '' });
      Object.assign(button.dataset, { name, value });
      return button;
    }));
  }
}
