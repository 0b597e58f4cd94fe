// Turns a search form and an empty list into search as you type. The state is kept in the address, so that back, reload and
// shared links work. Without this script the form and the rest of the page still work.

import { connect } from './connection.js';

// What an address says beside values of facets.
const OTHERS = ['q', 'from', 'to', 'sort'];
// Milliseconds after the last keystroke.
const PAUSE = 150;
// Facets need a file that grows with the site: they open by themselves only on small sites and wide screens.
const SMALL_SITE = 2000, WIDE_SCREEN = 1024;

const form = document.querySelector('form[data-search]');
const results = document.getElementById('ui-search-results');
if (form && results) start(form, results);

function start(form, results) {
  const input = form.elements.q;
  const ask = connect(new URL(form.dataset.search, document.baseURI).href);
  // The page holds the phrases, in its language.
  const words = form.dataset;
  const { title } = document;
  const part = (name) => document.querySelector(`[data-search-${name}]`);
  const [total, status, more, sort, panel, hints, chosen] = ['total', 'status', 'more', 'sort', 'facets', 'hints', 'chosen'].map(part);
  const days = [...panel?.querySelectorAll('input[type=date]') ?? []];
  let run = 0, adding = 0, answer = null, opened = false, narrowing, timer = 0, composing = false;

  const say = (text) => { if (status) status.textContent = text; };
  const phrase = (name, values = {}) => words[name].replace(/\{(\w)\}/g, (_, key) => values[key]);
  const state = () => new URLSearchParams(location.search);

  function query() {
    const params = state(), facets = {};
    // WeChat adds from=timeline to the links that it opens, which is no day.
    const bound = (name) => /^[\d-]+$/.test(params.get(name) ?? '') ? params.get(name) : '';
    for (const name of params.keys()) if (!OTHERS.includes(name)) facets[name] = params.getAll(name).filter(Boolean);
    return { text: params.get('q') ?? '', facets, from: bound('from'), to: bound('to'), sort: params.get('sort') === 'date' ? 'date' : '' };
  }

  /** Changes the address and searches. Typing replaces the entry of the history, choices add one. */
  function go(change, method = 'pushState') {
    const changed = state();
    change(changed);
    const search = new URLSearchParams([...changed].filter(([, value]) => value)).toString();
    if (search !== state().toString()) history[method](null, '', location.pathname + (search ? '?' + search : ''));
    show();
  }

  async function show() {
    const mine = ++run, asked = query(), isNarrowed = !!(asked.from || asked.to || Object.values(asked.facets).flat().length);
    if (input.value !== asked.text && document.activeElement !== input) input.value = asked.text;
    if (sort) sort.value = asked.sort;
    for (const day of days) day.value = asked[day.name];
    results.setAttribute('aria-busy', 'true');
    try {
      const found = await ask({ kind: 'search', run: mine, query: asked });
      if (mine !== run) return;
      answer = found;
      // What is chosen stands above the hits, which must not move.
      if (panel && (panel.open || isNarrowed || chosen?.firstChild)) await facets(mine);
      if (mine !== run) return;
      results.replaceChildren();
      hints?.replaceChildren();
      list(found.hits);
      announce(asked.text);
      if (panel && isNarrowed) panel.hidden = false;
      results.setAttribute('aria-busy', 'false');
      if (panel && !opened && (isNarrowed || found.documents <= SMALL_SITE) && innerWidth >= WIDE_SCREEN) panel.open = opened = true;
      leadTo(asked.text);
      if (!found.total && asked.text.trim()) await hint(asked.text, mine);
    } catch {
      if (mine === run) clear(words.failed);
    }
  }

  function clear(text) {
    answer = null;
    results.replaceChildren(element('p', 'hit-none', text));
    hints?.replaceChildren();
    count('');
    say(text);
    if (more) more.hidden = true;
    if (panel) panel.hidden = true;
    results.setAttribute('aria-busy', 'false');
  }

  function count(number) {
    if (!total) return;
    total.textContent = number;
    total.dataset.searchTotal = number;
  }

  function announce(text) {
    const number = answer.total;
    count(number);
    const none = text.trim() ? phrase('none', { q: [...text].slice(0, 40).join('') }) : words.nothing ?? '';
    const summary = number ? phrase(answer.exact ? 'count' : 'about', { n: number }) : none;
    if (!number) results.replaceChildren(element('p', 'hit-none', summary));
    say(summary + (answer.lost ? words.lost : ''));
    if (answer.lost) results.prepend(element('p', 'hit-none', words.lost));
    document.title = (text.trim() && `${text} · `) + title;
    if (more) more.hidden = answer.done;
    if (panel) panel.hidden = !number;
  }

  function list(hits) {
    const added = hits.map((hit) => {
      const link = element('a', 'hit', hit.title);
      link.href = hit.url;
      const facts = [hit.issuers, day(hit.date), hit.categoryName, ...hit.topics].filter(Boolean).map((fact) => fact.tagName ? fact : element('span', 'hit-fact', fact));
      if (hit.validityName) facts.push(element('span', `badge badge-${hit.validity}`, hit.validityName));
      if (hit.number.length) facts.unshift(element('span', 'hit-number', hit.number));
      if (hit.direct) facts.unshift(element('strong', 'hit-direct', words.direct));
      const meta = element('p', 'hit-facts');
      meta.append(...facts.flatMap((fact, index) => index ? [' ', fact] : [fact]));
      const item = element('article', `hit-item hit-${hit.validity}`);
      const head = element('h3', 'hit-title');
      head.append(link);
      item.append(head, meta, ...hit.snippets.map((snippet) => element('p', 'hit-snippet', snippet)));
      return item;
    });
    results.append(...added);
    return added;
  }

  /** Shows a day as the pages do. */
  /** The name of a month in the language of the page. */
  function monthName(month) {
    const first = new Date(Date.UTC(2000, month - 1, 1));
    return first.toLocaleDateString(document.documentElement.lang, { month: 'long', timeZone: 'UTC' });
  }

  function day(date) {
    const [y, m, d] = date.split('-').map(Number);
    if (!d || !words.day) return date;
    return Object.assign(element('time', 'hit-fact', phrase('day', { y, m, d, M: monthName(m) })), { dateTime: date });
  }

  async function facets(mine) {
    narrowing ??= import('./facets.js').then(({ Panel }) => new Panel(panel, chosen, words, go));
    const [shown, found] = await Promise.all([narrowing, ask({ kind: 'facets', run: mine })]);
    if (mine === run) shown.show(found, state());
  }

  /** Leads to the page of a topic or an issuer that was typed as it is called. */
  function leadTo(text) {
    const typed = text.trim().toLowerCase();
    const [page] = [...document.querySelectorAll('[data-search-pages] a')].filter((link) => typed && link.firstChild.data.trim().toLowerCase() === typed);
    if (!page || !hints) return;
    const link = element('a', 'hint', page.textContent);
    link.href = page.href;
    hints.append(page.closest('[data-search-pages]').dataset.searchPages, link);
  }

  async function hint(text, mine) {
    const terms = await ask({ kind: 'suggest', text });
    if (mine !== run || !hints || !terms.length) return;
    hints.append(words.maybe, ...terms.flatMap((term) => {
      const link = element('a', 'hint', term);
      link.href = '?' + new URLSearchParams({ q: term });
      return [' ', link];
    }));
  }

  const typed = (method) => {
    clearTimeout(timer);
    go((params) => params.set('q', input.value.trim()), method);
  };
  input.addEventListener('compositionstart', () => { composing = true; });
  input.addEventListener('compositionend', () => { composing = false; input.dispatchEvent(new Event('input')); });
  input.addEventListener('input', () => {
    clearTimeout(timer);
    if (!composing) timer = setTimeout(typed, PAUSE, 'replaceState');
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const [code, year, serial] = ['code', 'year', 'serial'].map((name) => part(name)?.value.trim() ?? '');
    if (code || year || serial) input.value = code + (year && `〔${year}〕`) + (serial && `${serial}号`);
    typed('pushState');
  });
  sort?.addEventListener('change', () => go((params) => params.set('sort', sort.value)));
  panel?.addEventListener('toggle', () => { if (panel.open && answer) facets(run).catch(() => say(words.failed)); });
  for (const day of days) day.addEventListener('change', () => go((params) => params.set(day.name, day.value)));
  more?.addEventListener('click', async () => {
    const mine = run;
    // A second click is ignored until the first is answered.
    if (adding === mine) return;
    adding = mine;
    results.setAttribute('aria-busy', 'true');
    const found = await ask({ kind: 'more', run }).catch(() => null);
    if (adding === mine) adding = 0;
    if (mine !== run) return;
    answer = found ?? answer;
    const added = list(found?.hits ?? []);
    announce(query().text);
    results.setAttribute('aria-busy', 'false');
    added[0]?.querySelector('a').focus();
  });
  addEventListener('popstate', () => { input.value = state().get('q') ?? ''; show(); });
  // Arrow keys move from the field through the hits and back; Escape returns to the field.
  document.addEventListener('keydown', (event) => {
    const links = [...results.querySelectorAll('a.hit')], at = links.indexOf(document.activeElement);
    if (at < 0 && document.activeElement !== input) return;
    const to = { ArrowDown: links[at + 1], ArrowUp: at > 0 ? links[at - 1] : input, Escape: at < 0 ? null : input }[event.key];
    if (!to || to === document.activeElement) return;
    event.preventDefault();
    to.focus();
  });
  input.value = state().get('q') ?? '';
  show();
}

/** Makes an element with text or with marked parts. Documents and queries are never parsed as markup. */
function element(name, className, content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (Array.isArray(content)) made.append(...content.map(({ text, mark }) => mark ? Object.assign(document.createElement('mark'), { textContent: text }) : text));
  else if (content) made.textContent = content;
  return made;
}
