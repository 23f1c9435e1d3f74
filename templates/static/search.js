// Reads the index (docs/search.md) by <script>: from a disk nothing else may be read.
'use strict';
const d = document, $ = (s, e) => (e || d).querySelector(s), all = (e, s) => [...e.querySelectorAll(s)], field = $('#q'), out = $('#results'), panel = $('#filters');
const root = d.body.dataset.root, status = $('[role=status]', out), list = $('ol', out), more = $('button', out), hints = $('.hints', out), titles = $('.sec');
const WORD = 2, files = {}, cells = {}, docs = [], kinds = new Uint8Array(65536), rarity = new Uint8Array(65536).fill(99);
const folds = new Uint16Array(65536).map((_, n) => n), utf16 = new TextDecoder('utf-16le', { ignoreBOM: true });
let shapes, groups, tokens, turn = 0, run;

// A file sets D. In a shadow none restyles the page.
const shelf = d.body.appendChild(make('span', '')).attachShadow({ mode: 'open' });
const file = path => files[path] ||= new Promise((done, fail) => {
  const s = make('script', '');
  s.onload = () => done(window.D);
  s.onerror = () => fail(delete files[path]);
  s.src = root + 'search/' + path + '.js';
  shelf.append(s);
});
const units = text => new Uint16Array(text.length).map((_, i) => text.charCodeAt(i));
const fold = text => utf16.decode(units(text).map(u => folds[u]));
function words(text) {
  const u = units(text), w = u.slice(u[0] - 255);
  for (let i = 1, at = 0; i < u[0] - 255; i++) {
    for (const step of [(u[i] - 256) / 234 | 0, (u[i] - 256) % 234]) if ((at += step, step < 233)) w[at++] ^= 0x8000;
  }
  return w;
}
function reader(text) {
  const w = words(text);
  let p = 0;
  const next = () => ((w[p >> 4] << 16 | w[(p >> 4) + 1]) << (p & 15) | w[(p >> 4) + 2] >> 16 - (p & 15)) >>> 0;
  const bits = n => { const v = n && next() >>> 32 - n; p += n; return v; };
  const zeros = most => { const n = Math.min(most, Math.clz32(next())); p += n + (n < most); return n; };
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
  tokens = model[0].map((part, rank) => part.split('\t').flatMap((t, n) => {
    if (!n) units(t).forEach(u => rarity[u] = rank);
    return t.match(RegExp(`[^]{${n + 1}}`, 'g')) || [];
  }));
});

function hash(a, b, c) {
  let h = Math.imul(a, 0x9E3779B1) + Math.imul(b, 0x85EBCA77) + Math.imul(c, 0xC2B2AE3D);
  h = Math.imul(h ^ h >>> 15, 0x2C1B3C6D);
  h = Math.imul(h ^ h >>> 12, 0x297A2D39);
  return (h ^ h >>> 15) >>> 0;
}
function keys(term) {  // how rare they seem
  const found = [], u = i => term.charCodeAt(i) || 0, k = i => kinds[u(i)];
  for (let i = 0; i < term.length; i++) {
    const two = k(i + 1) === k(i);
    if (k(i) === 1 && two) found.push([hash(u(i), u(i + 1), 0), rarity[u(i)] + rarity[u(i + 1)]]);
    if (k(i) !== WORD) continue;
    if ((!i || k(i - 1) !== WORD) && i + 1 < term.length) found.push([hash(1, u(i), two ? u(i + 1) : 0), 9]);
    if (two && k(i + 2) === WORD) found.push([hash(u(i), u(i + 1), u(i + 2)), 20]);
  }
  return found;
}

// A cell's keys with their articles: anywhere, above the text, in the title.
function cell(r, members) {
  const row = (n, of, at = -1, k = 31 - Math.clz32(Math.max(1, (of - n) * 7 / (10 * n)))) => () => at += r.rice(k) + 1;
  let total = 4096, outer = n => [n, members];
  return [0, 1, 2].map(() => {
    const length = r.gamma(), next = row(length, total), found = Array.from({ length }, () => {
      const [rest, some] = outer(next()), length = r.gamma() + 1, one = row(length, some.length);
      return [rest, Array.from({ length }, () => some[one()])];
    });
    total = length;
    outer = n => found[n];
    return new Map(found);
  });
}
async function lookup(g, key) {
  const place = key * shapes[g], path = `g${g}/${Math.floor(place / 2 ** 32).toString(16)}`, text = await file(path);
  cells[path] ||= cell(reader(text), groups[g]);
  return cells[path].map(field => new Set(field.get(place % 2 ** 32 >>> 20)));
}
// Those with every key: the one that seems rarest, then two, then the rest where these left any; with `near` before others.
async function candidates(need, near, fits) {
  need.sort((a, b) => b[1] - a[1]);
  const found = await Promise.all(groups.map(async (members, g) => {
    const sets = [];
    let left = members.filter(fits);
    for (const some of [need.slice(0, 1), need.slice(1, 3), need.slice(3)]) {
      if (left.length) sets.push(...await Promise.all(some.map(key => lookup(g, key[0]))));
      left = left.filter(a => sets.every(s => s[0].has(a)));
    }
    const close = left[0] ? await Promise.all(near.map(key => lookup(g, key[0]))) : [];
    return left.map(a => [[2, 1, 0].findIndex(f => sets.every(s => s[f].has(a))) * 2 + !close.every(s => s[0].has(a)), a]);
  }));
  return found.flat().sort((a, b) => a[0] - b[0] || a[1].n - b[1].n).map(c => c[1]);
}
async function article(doc) {
  let b = new Uint8Array(words(await file('t/' + doc.id)).buffer);
  b = new Blob([b.subarray(+!b[0])]).stream().pipeThrough(new DecompressionStream('deflate'));
  b = new Uint8Array(await new Response(b).arrayBuffer());
  let text = '';
  for (let i = 0; i < b.length; i++) {
    const c = b[i];
    text += c < 148 ? tokens[0][c] : c < 173 ? tokens[c - 147][b[++i]]
      : String.fromCharCode(c < 255 ? 0x4E00 + (c - 173 << 8) + b[++i] : b[++i] << 8 | b[++i]);
  }
  const lines = text.split('\n'), [path, date, language] = lines.shift().split('\t');
  return { doc, path, date, language, lines, folded: fold(lines.join('\n')).split('\n') };
}
// A term's place in a folded line; a word only at its beginning.
function find(line, term, from = 0) {
  let at = line.indexOf(term, from);
  while (at > 0 && kinds[term.charCodeAt()] === WORD && kinds[line.charCodeAt(at - 1)] === WORD) at = line.indexOf(term, at + 1);
  return at;
}
const row = (a, term) => a.folded.findIndex(line => find(line, term) >= 0);

// Terms, "phrases", -minus, source:, year:, ticked filters.
async function prepare(text) {
  await ready;
  const terms = [], not = [], tests = [], ticked = all(panel, ':checked');
  for (const m of text.normalize('NFC').matchAll(/(-?)(?:(source|[来來]源)[:：]|(year|年)[:：])?(?:["“”]([^"“”]*)["“”]?|([^\s"“”]+))/gi)) {
    const term = fold(m[4] ?? m[5]).trim(), [from, to = from] = term.split(/[-–~]/);
    if (m[2]) tests.push(x => !m[1] === [x.source[0], mark(x).textContent].some(s => fold(s).startsWith(term)));
    else if (m[3]) tests.push(x => !m[1] === (x.year >= from && x.year <= (to || 9999)));
    else if (term) (m[1] ? not : terms).push(term);
  }
  for (const { name } of ticked) tests.push(x => ticked.some(i => i.name === name && x[name].some(v => v == i.value)));
  const fits = x => tests.every(t => t(x)), need = terms.flatMap(keys), few = !need[0] && terms[0];
  const q = { terms, not, few, shown: 0, docs: [] };
  if (need[0]) q.docs = await candidates(need, keys(terms.join('')).filter(k => need.every(n => n[0] !== k[0])), fits);
  else if (few || not[0] || tests[0]) {  // one character: by listed titles, then the newest
    const titled = new Set(all(titles, '[data-id]').filter(e => few && terms.every(t => fold(e.textContent).includes(t))).map(e => e.dataset.id));
    q.docs = docs.filter(fits).sort((x, y) => titled.has(y.id) - titled.has(x.id)).slice(0, few ? titled.size + 40 : docs.length);
  }
  return q;
}
// The next `wish` that hold it; 40 are read for the first.
async function advance(q, wish) {
  const found = [];
  for (let read = 0; found.length < wish && read < (found.length ? wish : 40) && q.docs[0];) {
    const some = await Promise.all(q.docs.splice(0, Math.max(2, wish - read)).map(article));
    read += some.length;
    found.push(...some.filter(a => q.terms.every(t => row(a, t) >= 0) && q.not.every(t => row(a, t) < 0)));
  }
  q.shown += found.length;
  return found;
}

function make(tag, name, ...inside) {
  const e = Object.assign(d.createElement(tag), { className: name });
  e.append(...inside);
  return e;
}
function marked(text, terms, at, to) {
  const line = fold(text), e = d.createDocumentFragment();
  while (at < to) {
    const hits = terms.map(t => [find(line, t, at), t.length]).filter(h => h[0] >= at && h[0] < to);
    const [start, size] = hits.sort((x, y) => x[0] - y[0] || y[1] - x[1])[0] || [to, 0];
    e.append(text.slice(at, start), size ? make('mark', '', text.slice(start, start + size)) : '');
    at = start + size;
  }
  return e;
}
const mark = ({ source: [id] }) => $(`[value="${CSS.escape(id)}"]+*`, panel) || make('span', '', id);
function hit(a, terms) {
  let n = a.folded.findIndex((l, i) => i > 1 && terms.some(t => find(l, t) >= 0));
  if (n < 0) n = a.lines[2] || !a.lines[4] ? 2 : 4;
  const line = a.lines[n], at = find(a.folded[n], terms.find(t => find(a.folded[n], t) >= 0) || ''), from = at < 40 ? 0 : at - 30, to = Math.min(line.length, from + 110);
  const link = make('a', '', marked(a.lines[0], terms, 0, a.lines[0].length));
  const e = make('li', '', make('p', 'kick', a.lines[1]), make('h3', '', link),
    make('p', 'sum', from ? '…' : '', marked(line, terms, from, to), to < line.length ? '…' : ''),
    make('p', 'meta', mark(a.doc).cloneNode(true), make('time', '', a.date.slice(0, 10).replace(/-/g, '.'))));
  link.href = root + a.path + 'index.html';
  e.lang = a.language;
  return e;
}
async function show(q, wish) {
  more.hidden = true;
  const mine = turn, say = out.dataset, some = await advance(q, wish), left = q.docs.length;
  if (mine !== turn) return;
  list.append(...some.map(a => hit(a, q.terms)));
  more.hidden = !left;
  status.textContent = (left ? say.about : q.shown ? say.found : say.none).replace('{n}', q.shown + left) + (q.few ? say.few : '');
  if (q.shown || left) return;
  for (const part of new Set(q.terms.flatMap(t => t.match(/[a-z0-9]+|[^\x00-\x7f]{2}/g) || []))) {  // what does occur
    if (part === q.terms[0] || !(await prepare(part)).docs[0]) continue;
    if (mine !== turn) return;
    hints.append(' ', Object.assign(make('a', '', part), { href: '?q=' + part }));
  }
}
async function search() {
  const mine = ++turn, text = field.value.trim();
  panel.hidden = out.hidden = !text;
  titles.style.contentVisibility = text && 'hidden';
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
  const stops = [field, ...all(list, 'h3 a'), more], at = stops.indexOf(d.activeElement), step = { ArrowDown: 1, ArrowUp: -1, Escape: -at }[e.key];
  if (at < 0 || step === undefined || e.isComposing) return;
  if (!at && !step) { field.value = ''; search(); }
  (stops[at + step] || field).focus();
  e.preventDefault();
};
field.value = new URLSearchParams(location.search).get('q') || field.value;
if (field.value) search();
