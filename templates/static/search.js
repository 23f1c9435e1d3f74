// Reads the index (docs/search.md) by <script>: from a disk nothing else may be read.
'use strict';
const d = document, $ = (s, e) => (e || d).querySelector(s), all = (e, s) => [...e.querySelectorAll(s)], field = $('#q'), out = $('#results'), panel = $('#filters');
const root = d.body.dataset.root, status = $('[role=status]', out), list = $('ol', out), more = $('button', out), hints = $('.hints', out);
const GRAM = 1, WORD = 2, files = {}, cells = {}, docs = [], kinds = new Uint8Array(65536), rarity = new Uint8Array(65536).fill(99);
const folds = Uint16Array.from({ length: 65536 }, (_, n) => n);
let shapes, groups, tokens, turn = 0, run;

// A file sets the global D.
function file(path) {
  return files[path] || (files[path] = new Promise((done, fail) => {
    const s = make('script', '');
    s.onload = () => done(window.D, s.remove());
    s.onerror = () => fail(path, s.remove(), delete files[path]);
    s.src = root + 'search/' + path + '.js';
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
  const bits = n => { let v = 0; while (n--) v = v * 2 + (w[p >> 4] >> 15 - (p++ & 15) & 1); return v; };
  const zeros = most => { let n = 0; while (n < most && !bits(1)) n++; return n; };
  return {
    bits,
    gamma() { const n = zeros(40); return 2 ** n + bits(n) - 1; },
    rice(k) { const q = zeros(12); return q < 12 ? (q << k) + bits(k) : bits(16); }
  };
}

const ready = Promise.all([file('index'), file('model')]).then(([index, model]) => {
  const r = reader(index[4]), pairs = reader(model[1]), some = (k, n = r.gamma()) => Array.from({ length: n }, () => index[3][k][r.gamma()]);
  shapes = index[2];
  groups = shapes.map(() => []);
  for (let n = 0, year = 9999; n < index[1]; n++) {
    const five = Array.from({ length: 10 }, () => r.bits(5)), g = (five[0] * 1024 + five[1] * 32 + five[2]) % shapes.length;
    const id = five.map(v => (v < 26 ? v + 10 : v - 24).toString(36)).join('');
    docs.push({ n, id, year: [year -= r.gamma()], source: some(0, 1), language: some(1, 1), tag: some(2), person: some(3) });
    groups[g].push(docs[n]);
  }
  for (let n = pairs.gamma(), unit = 0; n--;) folds[unit += pairs.gamma()] = pairs.bits(16);
  model[2].forEach(([kind, start, end]) => kinds.fill(kind, start, end));
  tokens = model[0].map((part, rank) => part.split('\t').flatMap((t, n) => t.match(RegExp('[^]{' + (n + 1) + '}', 'g')) || []).map(t => {
    if (t.length < 2) rarity[t.charCodeAt(0)] = rank;
    return t;
  }));
});

// As exports/search_keys.py has them.
function fold(text) {
  let s = '';
  for (let i = 0; i < text.length; i++) s += String.fromCharCode(folds[text.charCodeAt(i)]);
  return s;
}
function hash(a, b, c) {
  let h = Math.imul(a, 0x9E3779B1) + Math.imul(b, 0x85EBCA77) + Math.imul(c, 0xC2B2AE3D);
  h = Math.imul(h ^ h >>> 15, 0x2C1B3C6D);
  h = Math.imul(h ^ h >>> 12, 0x297A2D39);
  return (h ^ h >>> 15) >>> 0;
}
function keys(term) {  // with how rare they seem
  const found = [], u = i => term.charCodeAt(i) || 0, k = i => kinds[u(i)];
  for (let i = 0; i < term.length; i++) {
    const two = k(i + 1) === k(i);
    if (k(i) === GRAM && two) found.push([hash(u(i), u(i + 1), 0), rarity[u(i)] + rarity[u(i + 1)]]);
    if (k(i) !== WORD) continue;
    if ((!i || k(i - 1) !== WORD) && i + 1 < term.length) found.push([hash(1, u(i), two ? u(i + 1) : 0), 9]);
    if (two && k(i + 2) === WORD) found.push([hash(u(i), u(i + 1), u(i + 2)), 20]);
  }
  return found;
}

// The articles of group g that have a key: anywhere, above the text, in the title.
async function lookup(g, key) {
  const place = key * shapes[g], path = 'g' + g + '/' + Math.floor(place / 2 ** 32).toString(16);
  const text = await file(path), cell = cells[path] || (cells[path] = new Map());
  if (!cell.size) {
    const r = reader(text), row = (n, of, at = -1, k = 31 - Math.clz32(Math.max(1, (of - n) * 7 / (10 * n)))) => () => at += r.rice(k) + 1;
    for (let n = r.bits(16), next = row(n, 4096); n--;) {
      const entry = next(), length = r.gamma() + 1;
      cell.set(entry, new Set(Array.from({ length }, row(length, groups[g].length))));
    }
  }
  return [0, 1, 2].map(f => cell.get(f << 12 | place % 2 ** 32 / 2 ** 20) || new Set());
}
// Those with every key: the two that seem rarest in turn, the rest where these left any.
async function candidates(need, fits) {
  need.sort((a, b) => b[1] - a[1]);
  const found = await Promise.all(groups.map(async (members, g) => {
    const sets = [];
    let left = members.map((_, n) => n).filter(n => fits(members[n]));
    for (const some of [need.slice(0, 1), need.slice(1, 2), need.slice(2)]) {
      if (left.length) sets.push(...await Promise.all(some.map(key => lookup(g, key[0]))));
      left = left.filter(n => sets.every(s => s[0].has(n)));
    }
    return left.map(n => [[2, 1, 0].findIndex(f => sets.every(s => s[f].has(n))), members[n]]);
  }));
  return found.flat().sort((a, b) => a[0] - b[0] || a[1].n - b[1].n).map(c => c[1]);
}
async function article(doc) {
  const w = words(await file('t/' + doc.id)), bytes = new Uint8Array(w.flatMap(v => [v >> 8, v & 255]));
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
// A term's place in a folded line; a word only at its beginning.
function find(line, term, from) {
  let at = line.indexOf(term, from);
  while (at > 0 && kinds[term.charCodeAt(0)] === WORD && kinds[line.charCodeAt(at - 1)] === WORD) at = line.indexOf(term, at + 1);
  return at;
}
const row = (a, term) => a.folded.findIndex(line => find(line, term, 0) >= 0);

// Terms, "phrases", -minus, source:, year:, ticked filters.
async function prepare(text) {
  await ready;
  const terms = [], not = [], tests = [], ticked = all(panel, ':checked');
  for (const m of text.normalize('NFC').matchAll(/(-?)(?:(source|[来來]源)[:：]|(year|年)[:：])?(?:["“”]([^"“”]*)["“”]?|([^\s"“”]+))/gi)) {
    const term = fold(m[4] === undefined ? m[5] : m[4]).trim(), [from, to = from] = term.split(/[-–~]/);
    if (m[2]) tests.push(x => !m[1] === [x.source[0], (mark(x) || out).textContent].some(s => fold(s).startsWith(term)));
    else if (m[3]) tests.push(x => !m[1] === (x.year >= from && x.year <= (to || 9999)));
    else if (term) (m[1] ? not : terms).push(term);
  }
  for (const { name } of ticked) tests.push(x => ticked.some(i => i.name === name && x[name].some(v => v == i.value)));
  const fits = x => tests.every(t => t(x)), need = terms.flatMap(keys), few = !need.length && terms.length > 0;
  const q = { terms, not, few, next: 0, shown: 0 };
  if (need.length) q.docs = await candidates(need, fits);
  else if (!few && !not.length && !tests.length) q.docs = [];
  else {  // one character: by listed titles, then the newest
    const titled = new Set(all(d, '.all [data-id]').filter(e => few && terms.every(t => fold(e.textContent).includes(t))).map(e => e.dataset.id));
    q.docs = docs.filter(fits).sort((x, y) => titled.has(y.id) - titled.has(x.id)).slice(0, few ? titled.size + 40 : docs.length);
  }
  return q;
}
// The next that hold it: `wish`, fewer if some do not; 40 are read for the first.
async function advance(q, wish) {
  const found = [];
  for (let read = 0; found.length < wish && read < (found.length ? wish + 1 : 40) && q.next < q.docs.length;) {
    const some = await Promise.all(q.docs.slice(q.next, q.next + Math.max(2, wish - read)).map(article));
    q.next += some.length;
    read += some.length;
    found.push(...some.filter(a => q.terms.every(t => row(a, t) >= 0) && q.not.every(t => row(a, t) < 0)));
  }
  q.shown += found.length;
  for (const a of found) a.level = Math.max(...q.terms.map(t => Math.min(2, (row(a, t) + 2) / 3 | 0))) * 2 + (row(a, q.terms.join('')) < 0 && row(a, q.terms.join(' ')) < 0);
  return found.sort((x, y) => x.level - y.level || x.doc.n - y.doc.n);
}

function make(tag, name, ...inside) {
  const e = Object.assign(d.createElement(tag), { className: name });
  e.append(...inside);
  return e;
}
function marked(text, terms, at, to) {
  const line = fold(text), e = d.createDocumentFragment();
  while (at < to) {
    const hits = terms.map(t => [find(line, t, at), t.length]).filter(h => h[0] >= at && h[0] < to).sort((x, y) => x[0] - y[0] || y[1] - x[1]);
    const [start, size] = hits[0] || [to, 0];
    e.append(text.slice(at, start), size ? make('mark', '', text.slice(start, start + size)) : '');
    at = start + size;
  }
  return e;
}
const mark = doc => $('[name=source][value="' + CSS.escape(doc.source[0]) + '"]+*', panel);
function hit(a, terms) {
  let n = a.folded.findIndex((l, i) => i > 1 && terms.some(t => find(l, t, 0) >= 0));
  if (n < 0) n = a.lines[2] || !a.lines[4] ? 2 : 4;
  const line = a.lines[n], at = find(a.folded[n], terms.find(t => find(a.folded[n], t, 0) >= 0) || '', 0), from = at < 40 ? 0 : at - 30, to = Math.min(line.length, from + 110);
  const source = mark(a.doc), link = make('a', '', marked(a.lines[0], terms, 0, a.lines[0].length));
  const e = make('li', '', make('p', 'kick', a.lines[1]), make('h3', '', link),
    make('p', 'sum', from ? '…' : '', marked(line, terms, from, to), to < line.length ? '…' : ''),
    make('p', 'meta', source ? source.cloneNode(true) : a.doc.source[0], make('time', '', a.date.slice(0, 10).replace(/-/g, '.'))));
  link.href = root + a.path + 'index.html';
  e.lang = a.language;
  return e;
}
async function show(q, wish) {
  more.hidden = true;
  const mine = turn, say = out.dataset, some = await advance(q, wish), left = q.docs.length - q.next;
  if (mine !== turn) return;
  list.append(...some.map(a => hit(a, q.terms)));
  more.hidden = !left;
  status.textContent = (left ? say.about : q.shown ? say.found : say.none).replace('{n}', q.shown + left) + (q.few ? say.few : '');
  if (q.shown || left) return;
  for (const part of new Set(q.terms.flatMap(t => t.match(/[a-z0-9]+|[^\x00-\x7f]{2}/g) || []))) {  // what does occur
    if (part === q.terms[0] || !(await prepare(part)).docs.length) continue;
    if (mine !== turn) return;
    hints.append(' ', Object.assign(make('a', '', part), { href: '?q=' + part }));
  }
}
async function search() {
  const mine = ++turn, text = field.value.trim();
  panel.hidden = out.hidden = !text;
  const q = await prepare(text).catch(() => { status.textContent = out.dataset.broken; });
  if (mine !== turn || !q) return;
  for (const e of [list, hints, status]) e.textContent = '';
  run = q;
  if (text) await show(q, 3);
  history.replaceState(null, '', '?' + (text && 'q=' + encodeURIComponent(text)));
}

let timer;
const soon = e => { clearTimeout(timer); if (!e.isComposing) timer = setTimeout(search, 9); };
field.oninput = soon;
field.addEventListener('compositionend', () => soon({}));
panel.onchange = search;
more.onclick = () => show(run, 10);
onscroll = () => { if (!more.hidden && more.getBoundingClientRect().top < innerHeight) more.click(); };
field.form.onsubmit = async e => {
  e.preventDefault();
  await search();
  ($('h3 a', list) || field).focus();
};
d.onkeydown = e => {
  const links = [field, ...all(list, 'h3 a')], at = links.indexOf(d.activeElement);
  if (at < 0 || e.isComposing) return;
  if (e.key === 'Escape') { if (!at) { field.value = ''; search(); } field.focus(); }
  else if (e.key === 'ArrowDown') (links[at + 1] || more).focus();
  else if (e.key === 'ArrowUp') links[at && at - 1].focus();
  else return;
  e.preventDefault();
};
field.value = new URLSearchParams(location.search).get('q') || field.value;
if (field.value) search();
