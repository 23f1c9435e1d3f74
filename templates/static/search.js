// The search page. Reads the index of docs/search.md by <script>, so that it also works from a disk; every result is
// checked against the article's text before it is shown.
(function () {
  'use strict';
  const d = document, field = d.getElementById('q'), out = d.getElementById('results'), panel = d.getElementById('filters');
  if (!field || !out || !panel) return;
  const root = d.body.dataset.root || '', say = out.dataset, status = out.querySelector('[role=status]');
  const list = out.querySelector('ol'), more = out.querySelector('button'), hints = out.querySelector('.hints');
  const REST = 12, SCREEN = 5, MOST = 40, GRAM = 1, WORD = 2, files = {}, decoded = {};
  let folds, kinds, tokens, common, index, turn = 0, run = null;

  // Files: each sets the global D.
  function file(path) {
    return files[path] || (files[path] = new Promise((done, fail) => {
      const s = d.createElement('script');
      s.src = root + 'search/' + path + '.js';
      s.onload = () => { s.remove(); done(window.D); };
      s.onerror = () => { s.remove(); delete files[path]; fail(new Error(path)); };
      d.head.append(s);
    }));
  }
  function words(text) {
    const w = [];
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      w.push(c < 0x100 ? 0xF700 + (c - 0x80 << 8) + text.charCodeAt(++i) - 0x100 : c < 0xE000 ? c - 0x100 : c - 0x900);
    }
    return w;
  }
  function reader(text) {
    const w = words(text);
    let p = 0;
    const r = {
      bits(n) { let v = 0; while (n--) v = v * 2 + (w[p >> 4] >> 15 - (p++ & 15) & 1); return v; },
      zeros(most) { let n = 0; while (n < most && !r.bits(1)) n++; return n; },
      gamma() { const n = r.zeros(40); return 2 ** n + r.bits(n); },
      rice(k) { const q = r.zeros(12); return q < 12 ? (q << k) + r.bits(k) : r.bits(16); }
    };
    return r;
  }

  // Folding, keys: exactly as exports/search_keys.py does.
  function plain(c) {
    if (!(c < 0x80 || c >= 0xC0 && c < 0x590 || c >= 0x1E00 && c < 0x2000 || c >= 0xFF00 && c < 0xFFF0)) return c;
    const low = String.fromCharCode(c).normalize('NFKD')[0].toLowerCase();
    return low.length === 1 ? low.charCodeAt(0) : c;
  }
  function fold(text) {
    let s = '';
    for (let i = 0; i < text.length; i++) s += String.fromCharCode(folds[text.charCodeAt(i)]);
    return s;
  }
  function hash(a, b, c) {
    let h = Math.imul(a, 0x9E3779B1) + Math.imul(b, 0x85EBCA77) + Math.imul(c, 0xC2B2AE3D) >>> 0;
    h = Math.imul(h ^ h >>> 15, 0x2C1B3C6D);
    h = Math.imul(h ^ h >>> 12, 0x297A2D39);
    return (h ^ h >>> 15) >>> 0;
  }
  // The keys of a folded term, the one that is likely in fewest articles first.
  function keys(term) {
    const found = new Map(), u = i => term.charCodeAt(i) || 0, k = i => kinds[u(i)];
    const add = (rank, ...units) => found.set(hash(...units), rank);
    for (let i = 0; i < term.length; i++) {
      if (k(i) === GRAM && k(i + 1) === GRAM) add(common[u(i)] + common[u(i + 1)], u(i), u(i + 1), 0);
      if (k(i) !== WORD) continue;
      const two = k(i + 1) === WORD;
      if (!i || k(i - 1) !== WORD) if (two || i + 1 < term.length) add(9, 1, u(i), two ? u(i + 1) : 0);
      if (two && k(i + 2) === WORD) add(20, u(i), u(i + 1), u(i + 2));
    }
    return [...found].sort((a, b) => b[1] - a[1]).map(e => e[0]);
  }

  // What the page loads first.
  const ready = Promise.all([file('index'), file('model')]).then(([head, model]) => {
    const [, count, shapes, names, rows] = head, r = reader(rows), docs = [], groups = shapes.map(() => []);
    let year = 9999;
    for (let n = 0; n < count; n++) {
      const id = r.bits(25) * 2 ** 25 + r.bits(25), g = () => r.gamma() - 1, some = () => Array.from({ length: g() }, g);
      let name = '';
      for (let i = 9; i >= 0; i--) name += 'abcdefghijklmnopqrstuvwxyz234567'[Math.floor(id / 32 ** i) % 32];
      year -= g();
      docs.push({ n, id: name, year, source: [g()], language: [g()], tag: some(), person: some() });
      groups[Math.floor(id / 2 ** 35) % shapes.length].push(n);
    }
    index = { docs, shapes, groups, names: { source: names[0], language: names[1], tag: names[2], person: names[3] } };
    folds = Uint16Array.from({ length: 65536 }, (_, c) => plain(c));
    kinds = new Uint8Array(65536);
    [[0x590, 0x1E00], [0x3005, 0x3008], [0x3040, 0xE000], [0xF900, 0xFB00]].forEach(([a, b]) => kinds.fill(GRAM, a, b));
    [[0x30, 0x3A], [0x61, 0x7B], [0xC0, 0x250], [0x370, 0x590], [0x1E00, 0x2000]].forEach(([a, b]) => kinds.fill(WORD, a, b));
    const pairs = reader(model[1]);
    for (let n = pairs.bits(16), unit = 0; n--;) { unit += pairs.gamma() - 1; folds[unit] = pairs.bits(16); }
    common = new Uint8Array(65536).fill(99);
    tokens = model[0].map((row, rank) => {
      const some = [];
      row.split('\t').forEach((t, n) => { for (let i = 0; i < t.length; i += n + 1) some.push(t.substr(i, n + 1)); });
      some.forEach(t => { if (t.length === 1) common[t.charCodeAt(0)] = rank; });
      return some;
    });
  });

  // Posting lists: for a key in a group the articles anywhere, above the text, in the title.
  function rice(total, parts) { return 31 - Math.clz32(Math.max(1, Math.floor(total * 7 / (10 * parts)))); }
  function read(text, g) {
    const r = reader(text), cell = new Map(), size = index.groups[g].length;
    for (let n = r.bits(16), entry = -1; n--;) {
      entry += r.rice(index.shapes[g][1]) + 1;
      const docs = [], frequency = r.gamma(), k = rice(size - frequency, frequency);
      for (let i = frequency, at = -1; i--;) docs.push(at += r.rice(k) + 1);
      cell.set(entry, docs);
    }
    return cell;
  }
  async function lookup(g, key) {
    const place = key * index.shapes[g][0], rest = Math.floor(place % 2 ** 32 / 2 ** (32 - REST));
    const path = 'g' + g + '/' + Math.floor(place / 2 ** 32).toString(16), text = await file(path);
    const cell = decoded[path] || (decoded[path] = read(text, g));
    return [0, 1, 2].map(f => new Set(cell.get(f << REST | rest)));
  }
  // Articles that have every key: first the rarest key everywhere, then the others where it left any.
  async function candidates(wanted, allowed) {
    const found = await Promise.all(index.groups.map(async (members, g) => {
      const first = await lookup(g, wanted[0]);
      const left = [...first[0]].filter(n => allowed(index.docs[members[n]]));
      const all = left.length ? [first, ...await Promise.all(wanted.slice(1).map(key => lookup(g, key)))] : [];
      const has = (n, f) => all.every(sets => sets[f].has(n));
      return left.filter(n => has(n, 0)).map(n => ({ doc: index.docs[members[n]], rank: has(n, 2) ? 0 : has(n, 1) ? 1 : 2 }));
    }));
    return found.flat().sort((a, b) => a.rank - b.rank || a.doc.n - b.doc.n).map(c => c.doc);
  }
  // One character alone: what the list of titles shows, then the newest articles.
  function few(terms, allowed) {
    const titled = new Set();
    d.querySelectorAll('.all [data-id]').forEach(e => { if (terms.every(t => fold(e.textContent).includes(t))) titled.add(e.dataset.id); });
    const docs = index.docs.filter(allowed), top = docs.filter(x => titled.has(x.id));
    return top.concat(docs.filter(x => !titled.has(x.id)).slice(0, MOST - 10)).slice(0, 4 * MOST);
  }

  async function article(doc) {
    const w = words(await file('t/' + doc.id)), bytes = new Uint8Array(w.length * 2);
    w.forEach((v, i) => { bytes[2 * i] = v >> 8; bytes[2 * i + 1] = v; });
    const stream = new Blob([bytes.subarray(+!bytes[0])]).stream().pipeThrough(new DecompressionStream('deflate'));
    const b = new Uint8Array(await new Response(stream).arrayBuffer());
    let text = '';
    for (let i = 0; i < b.length; i++) {
      const c = b[i];
      text += c < 148 ? tokens[0][c] : c < 173 ? tokens[c - 147][b[++i]]
        : String.fromCharCode(c < 255 ? 0x4E00 + (c - 173 << 8) + b[++i] : b[++i] << 8 | b[++i]);
    }
    const lines = text.split('\n'), [path, date, language] = lines.shift().split('\t');
    return { doc, path, date, language, lines, folded: lines.map(fold) };
  }
  // Where a term stands in a folded line from a place on; a word only at its beginning.
  function find(line, term, from) {
    let at = line.indexOf(term, from);
    while (at > 0 && kinds[term.charCodeAt(0)] === WORD && kinds[line.charCodeAt(at - 1)] === WORD) at = line.indexOf(term, at + 1);
    return at;
  }
  const has = (a, term) => a.folded.some(line => find(line, term, 0) >= 0);

  // Queries: words, "phrases", -minus, source:, year:.
  function parse(text) {
    const q = { terms: [], not: [], filters: [] };
    for (const m of text.normalize('NFC').matchAll(/(-?)(?:(source|year|来源|來源|年):)?(?:["“”]([^"“”]*)["“”]?|([^\s"“”]+))/gi)) {
      const term = fold(m[3] === undefined ? m[4] : m[3]).replace(/\s+/g, ' ').trim();
      if (!term || term === '-') continue;
      if (m[2]) q.filters.push({ not: !!m[1], year: /year|年/i.test(m[2]), value: term });
      else (m[1] ? q.not : q.terms).push(term);
    }
    return q;
  }
  function fits(doc, filter) {
    if (!filter.year) return [index.names.source[doc.source[0]], label('source', doc.source[0])].some(s => fold(s).startsWith(filter.value));
    const [from, to] = filter.value.split(/[-–~]/);
    return doc.year >= +from && doc.year <= +(to === undefined ? from : to || 9999);
  }
  function chosen() {
    const by = {};
    panel.querySelectorAll('input:checked').forEach(i => (by[i.name] = by[i.name] || []).push(+i.value));
    return by;
  }
  async function prepare(text) {
    await ready;
    const q = parse(text), by = chosen();
    const allowed = doc => q.filters.every(f => fits(doc, f) !== f.not)
      && Object.keys(by).every(k => by[k].some(v => [].concat(doc[k]).includes(v)));
    const wanted = [...new Set(q.terms.flatMap(keys))];
    q.isFew = !wanted.length && q.terms.length > 0;
    q.docs = wanted.length ? await candidates(wanted, allowed) : q.isFew ? few(q.terms, allowed)
      : q.not.length || q.filters.length ? index.docs.filter(allowed) : [];
    q.next = 0;
    q.shown = 0;
    return q;
  }
  // The next articles that hold what was asked: `wish` of them, unless MOST have been read.
  async function advance(q, wish) {
    const found = [], whole = q.terms.join(' '), joined = q.terms.join('');
    for (let read = 0; found.length < wish && read < MOST && q.next < q.docs.length;) {
      const some = q.docs.slice(q.next, q.next + Math.max(2, wish - found.length));
      const texts = await Promise.all(some.map(article));
      q.next += some.length;
      read += some.length;
      found.push(...texts.filter(a => q.terms.every(t => has(a, t)) && !q.not.some(t => has(a, t))));
    }
    const level = a => { const at = q.terms.map(t => a.folded.findIndex(l => find(l, t, 0) >= 0)); return at.every(n => n < 1) ? 0 : at.every(n => n < 4) ? 1 : 2; };
    const order = a => level(a) * 2 + !(has(a, whole) || has(a, joined));
    q.shown += found.length;
    return found.map(a => [order(a), a]).sort((x, y) => x[0] - y[0] || x[1].doc.n - y[1].doc.n).map(x => x[1]);
  }

  // Showing.
  function make(tag, name, ...inside) {
    const e = d.createElement(tag);
    if (name) e.className = name;
    e.append(...inside);
    return e;
  }
  // The text from a place on, every term in <mark>.
  function marked(text, terms, from, to) {
    const line = fold(text), e = d.createDocumentFragment();
    for (let at = from; at < to;) {
      const hits = terms.map(t => [find(line, t, at), t.length]).filter(h => h[0] >= 0 && h[0] < to).sort((x, y) => x[0] - y[0] || y[1] - x[1]);
      const [start, size] = hits[0] || [to, 0];
      e.append(text.slice(at, start));
      if (size) e.append(make('mark', '', text.slice(start, start + size)));
      at = start + size;
    }
    return e;
  }
  function snippet(a, terms) {
    let n = a.folded.findIndex((l, i) => i > 1 && terms.some(t => find(l, t, 0) >= 0));
    if (n < 0) n = a.lines[2] ? 2 : 4;
    const line = a.lines[n] || '', at = Math.max(0, ...terms.map(t => find(a.folded[n] || '', t, 0)));
    const from = at < 40 ? 0 : at - 30, to = Math.min(line.length, from + 110);
    return make('p', 'sum', from ? '…' : '', marked(line, terms, from, to), to < line.length ? '…' : '');
  }
  const mark = n => panel.querySelector('[data-source="' + CSS.escape(index.names.source[n]) + '"] a');
  function label(kind, n) {
    const name = index.names[kind][n];
    if (kind === 'source') return mark(n) ? mark(n).textContent : name;
    if (kind !== 'language') return name;
    try { return new Intl.DisplayNames(d.documentElement.lang, { type: 'language' }).of(name); } catch (e) { return name; }
  }
  function hit(a, terms) {
    const link = make('a', '', marked(a.lines[0], terms, 0, a.lines[0].length)), source = mark(a.doc.source[0]);
    link.href = root + a.path + 'index.html';
    const meta = make('p', 'meta', source ? source.cloneNode(true) : label('source', a.doc.source[0]), make('time', '', a.date.slice(0, 10).replace(/-/g, '.')));
    const e = make('li', '', make('p', 'kick', a.lines[1]), make('h3', '', link), snippet(a, terms), meta);
    e.lang = a.language;
    return e;
  }
  const fill = (text, n) => text.replace('{n}', n);
  async function show(q, wish) {
    const mine = turn, items = (await advance(q, wish)).map(a => hit(a, q.terms));
    if (mine !== turn) return;
    list.append(...items);
    const left = q.docs.length - q.next;
    more.hidden = !left;
    status.textContent = left ? fill(say.about, q.shown + left) : fill(q.shown ? say.found : say.none, q.shown);
    if (q.isFew) status.append(' ' + say.few);
    if (!q.shown && !left) suggest(q);
  }
  // Parts of what was asked that do occur.
  async function suggest(q) {
    const mine = turn, parts = q.terms.length > 1 ? q.terms : q.terms.flatMap(t => t.match(/[a-z0-9]{2,}|[^\sa-z0-9]{2}/g) || []);
    for (const part of [...new Set(parts)].slice(0, 6)) {
      const other = await prepare(part);
      if (mine !== turn || !other.docs.length) continue;
      const button = make('button', '', part);
      button.type = 'button';
      button.onclick = () => { field.value = part; search(); field.focus(); };
      hints.append(button);
    }
  }
  async function search() {
    const mine = ++turn, text = field.value.trim();
    const q = await prepare(text);
    if (mine !== turn) return;
    filters();
    list.textContent = hints.textContent = status.textContent = '';
    run = q;
    more.hidden = panel.hidden = out.hidden = !text;
    address(text);
    if (text) await show(q, SCREEN);
  }
  function address(text) {
    try { history.replaceState(null, '', text ? '?q=' + encodeURIComponent(text) : location.pathname); } catch (e) { /* some browsers keep the address of a file */ }
  }
  // Filters that can part the articles, made when they are first needed.
  function filters() {
    if (panel.dataset.made) return;
    panel.dataset.made = 1;
    const years = [...new Set(index.docs.map(x => x.year))].filter(Boolean).map(y => [y, y]);
    const named = kind => index.names[kind].slice(0, 12).map((name, n) => [n, label(kind, n)]).filter(x => x[1]);
    for (const kind of ['source', 'year', 'language', 'tag', 'person']) {
      const values = kind === 'year' ? years : named(kind);
      if (values.length < 2) continue;
      const box = make('details', '', make('summary', '', panel.dataset[kind]));
      values.forEach(([value, name]) => {
        const i = make('input');
        Object.assign(i, { type: 'checkbox', name: kind, value });
        box.append(make('label', '', i, ' ' + name));
      });
      panel.append(box);
    }
  }

  let timer;
  const soon = () => { clearTimeout(timer); timer = setTimeout(search, 30); };
  field.addEventListener('input', e => e.isComposing || soon());
  field.addEventListener('compositionend', soon);
  panel.addEventListener('change', search);
  more.addEventListener('click', () => show(run, 2 * SCREEN));
  field.form.addEventListener('submit', async e => {
    e.preventDefault();
    await search();
    const first = list.querySelector('h3 a');
    if (first) first.focus();
  });
  d.addEventListener('keydown', e => {
    const links = [...list.querySelectorAll('h3 a')], at = links.indexOf(d.activeElement);
    if (at < 0 && d.activeElement !== field || e.isComposing) return;
    if (e.key === 'Escape') { if (at < 0) { field.value = ''; search(); } else field.focus(); }
    else if (e.key === 'ArrowDown') { if (at + 1 === links.length) { if (!more.hidden) more.click(); } else links[at + 1].focus(); }
    else if (e.key === 'ArrowUp' && at >= 0) (links[at - 1] || field).focus();
    else return;
    e.preventDefault();
  });
  field.value = new URLSearchParams(location.search).get('q') || field.value;
  if (field.value) search();
  // For tests and measurements: the ids of every article that holds what is asked.
  window.dossierSearch = async text => {
    const q = await prepare(text), ids = [];
    while (q.next < q.docs.length) ids.push(...(await advance(q, 50)).map(a => a.doc.id));
    return ids;
  };
})();
