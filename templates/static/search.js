// Reads what docs/search.md describes. Kind 1 makes pairs, 2 words.
'use strict';
const d = document, $ = (s, e) => (e || d).querySelector(s), all = (e, s) => [...e.querySelectorAll(s)], field = $('#q'), out = $('#results'), panel = $('#filters');
const root = d.body.dataset.root, status = $('[role=status]', out), list = $('ol', out), more = $('button', out), hints = $('.hints', out), titles = $('.sec');
const BUDGET = 50000, files = {}, kinds = new Uint8Array(65536);
const folds = new Uint16Array(65536).map((_, n) => n), utf16 = new TextDecoder('utf-16le', { ignoreBOM: true });
let shapes, docs, groups, tokens, turn = 0, spent = 0, run;

// A file sets D, most to a string. In a shadow scripts restyle nothing.
const shelf = d.body.appendChild(make('p', '')).attachShadow({ mode: 'open' });
const script = src => new Promise((onload, onerror) => shelf.append(Object.assign(make('script', ''), { src, onload, onerror }))).then(() => D);
async function text(src) {
	const r = await fetch(src);
	if (!r.ok) throw r;
	return utf16.decode(await r.arrayBuffer()).slice(4, -1);
}
const file = path => files[path] ||= (/\W/.test(path) && location.protocol !== 'file:' ? text : script)(`${root}search/${path}.js`)
	.then(data => (spent += 2 * data.length + 300, data), () => { throw delete files[path]; });
const units = text => new Uint16Array(text.length).map((_, i) => text.charCodeAt(i));
const fold = text => utf16.decode(units(text).map(u => folds[u]));
function words(text) {
	const u = units(text), w = u.slice(u[0] - 255);
	for (let i = 1, at = 0; i < u[0] - 255; i++) for (const step of [(u[i] - 256) / 234 | 0, (u[i] - 256) % 234]) {
		at += step;
		if (step < 233) w[at++] ^= 0x8000;
	}
	return w;
}
function reader(text) {
	const w = words(text);
	let p = 0;
	const next = () => ((w[p >> 4] << 16 | w[(p >> 4) + 1]) << (p & 15) | w[(p >> 4) + 2] >> 16 - (p & 15)) >>> 0;
	const bits = n => { const v = n && next() >>> 32 - n; p += n; return v; };
	return {
		bits,
		gamma() { const n = Math.clz32(next()); p += n + 1; return 2 ** n + bits(n) - 1; },
		rice(k) { const q = Math.min(12, Math.clz32(next())); p += q + (q < 12); return q < 12 ? (q << k) + bits(k) : bits(16); }
	};
}

const ready = Promise.all([file('index'), file('model')]).then(([[, cells, names, ids, ...columns], [vocabulary, pairs, ranges]]) => {
	shapes = cells;
	groups = cells.map(() => []);
	docs = columns[0].map((year, n) => {
		const id = ids.substr(n * 10, 10), doc = { n, id, year: [year], group: parseInt(id, 36) % 97 % cells.length };
		['source', 'language', 'tag', 'person'].forEach((name, k) => doc[name] = [columns[k + 2][n]].flat().map(i => names[k][i]));
		doc.pieces = Array.from({ length: columns[1][n] }, (_, i) => ({ doc, path: `t/${id}${i ? '-' + i : ''}` }));
		groups[doc.group].push(...doc.pieces);
		return doc;
	});
	const r = reader(pairs);
	for (let n = r.gamma(), unit = 0; n--;) folds[unit += r.gamma()] = r.bits(16);
	for (const range of ranges) kinds.fill(...range);
	tokens = vocabulary.map(row => row.split('\t').flatMap((t, n) => t.match(RegExp(`[^]{${n + 1}}`, 'g')) || []));
	if (docs[0]) groups.map((_, g) => lookup(g, 0)), read(docs[0].pieces[0]);  // warm up
});

function hash(a, b, c) {
	let h = Math.imul(a, 0x9E3779B1) + Math.imul(b, 0x85EBCA77) + Math.imul(c, 0xC2B2AE3D);
	h = Math.imul(h ^ h >>> 15, 0x2C1B3C6D);
	return (h ^ h >>> 12) >>> 0;
}
function keys(term) {
	const found = [], u = units(term + '\0\0'), k = [...u].map(c => kinds[c]);
	for (let i = 0; i < term.length; i++) {
		const two = k[i + 1] === k[i];
		if (k[i] === 1 && two) found.push(hash(u[i], u[i + 1], 0));
		if (k[i] < 2) continue;
		if (two && k[i + 2] > 1) found.push(hash(u[i], u[i + 1], u[i + 2]));
		if (k[i - 1] !== 2 && i + 1 < term.length) found.push(hash(1, u[i], two ? u[i + 1] : 0));
	}
	return found;
}

// Pieces under a key; field 2: title, 1: above the text.
const exponent = (n, of) => 31 - Math.clz32(Math.max(1, (of - n) * 7 / (10 * n)));
async function lookup(g, key) {
	const place = key * shapes[g], r = reader(await file(`g${g}/${(place / 2 ** 32 | 0).toString(16)}`)), held = new Map();
	let wanted = place % 2 ** 32 >>> 20, some = groups[g], total = 4096, outer;
	for (const field of [0, 1, 2]) {
		const length = r.gamma(), k = exponent(length, total), sizes = [], found = [];
		let hit;
		for (let i = 0, at = -1; i < length; i++) {
			at += r.rice(k) + 1;
			if (at === wanted) hit = i;
			const n = sizes[i] = r.gamma() + 1, j = exponent(n, field ? outer[at] : some.length);
			for (let m = 0, p = -1; m < n; m++) {
				p += r.rice(j) + 1;
				if (hit === i) held.set(found[m] = some[p], field);
			}
		}
		[wanted, some, total, outer] = [hit, found, length, sizes];
	}
	return held;
}
// Articles with every key of each term in a piece.
async function candidates(terms, fits) {
	const mine = turn, sets = [], last = terms.length;
	const need = [...terms, last > 1 ? terms.join('') : ''].flatMap((t, n) => keys(t).map(k => [k, n]));
	let found, places = [...groups.keys()];
	for (const some of [need.slice(0, 2), need.slice(2)]) {
		if (found && !found[1] || mine !== turn) break;
		await Promise.all(some.map(async ([key, t]) => {
			const answers = await Promise.all(places.map(g => lookup(g, key))), old = sets[t], now = sets[t] = new Map();
			for (const held of answers) for (const [p, f] of held) if (!old || old.has(p)) now.set(p, Math.min(f, old?.get(p) ?? 2));
		}));
		found = [...new Set(Array.from(sets.find(s => s).keys(), p => p.doc))].filter(x => fits(x) && sets.every((s, t) => t === last || x.pieces.some(p => s.has(p))));
		places = [...new Set(found.map(x => x.group))];
	}
	return found.map(doc => ({
		doc,
		parts: doc.pieces.filter(p => terms.some((_, t) => !sets[t] || sets[t].has(p))),
		rank: 2 * Math.min(...terms.map((_, t) => sets[t] ? sets[t].get(doc.pieces[0]) || 0 : 2)) + (sets[last]?.has(doc.pieces[0]) ?? 0)
	})).sort((a, b) => b.rank - a.rank || a.doc.n - b.doc.n);
}
async function read(piece) {
	let b = new Uint8Array(words(await file(piece.path)).buffer), text = '';
	b = new Blob([b.subarray(+!b[0])]).stream().pipeThrough(new DecompressionStream('deflate'));
	b = new Uint8Array(await new Response(b).arrayBuffer());
	for (let i = 0; i < b.length; i++) {
		const c = b[i];
		text += c < 148 ? tokens[0][c] : c < 173 ? tokens[c - 147][b[++i]]
			: String.fromCharCode(c < 255 ? 0x4E00 + (c - 173 << 8) + b[++i] : b[++i] << 8 | b[++i]);
	}
	const lines = text.split('\n'), [path, date, language] = lines.shift().split('\t');
	return { doc: piece.doc, path, date, language, lines, folded: lines.map(fold) };
}
// A term's place in a folded line; words by their beginning.
function find(line, term, from = 0) {
	let at = line.indexOf(term, from);
	while (at > 0 && kinds[term.charCodeAt()] > 1 && kinds[line.charCodeAt(at - 1)] > 1) at = line.indexOf(term, at + 1);
	return at;
}

async function prepare(text) {
	await ready;
	const terms = [], not = [], tests = [], ticked = all(panel, ':checked');
	for (const [, minus, source, year, phrase, word] of fold(text.normalize('NFC')).matchAll(/(-?)(?:(source|来源):|(year|年):)?(?:["“”]([^"“”]*)["“”]?|([^\s"“”]+))/g)) {
		const term = (phrase ?? word).trim(), [from, to = from] = term.split(/[-–~]/);
		if (source) tests.push(x => !minus === [x.source[0], mark(x).textContent].some(s => fold(s).startsWith(term)));
		else if (year) tests.push(x => !minus === (x.year >= from && x.year <= (to || 9999)));
		else if (term) (minus ? not : terms).push(term);
	}
	for (const { name } of ticked) tests.push(x => ticked.some(i => i.name === name && x[name].some(v => v == i.value)));
	const fits = x => tests.every(t => t(x)), many = terms.some(t => keys(t)[0]), few = !many && terms[0], q = { terms, not, few, shown: 0, docs: [] };
	if (many) q.docs = await candidates(terms, fits);
	else if (few || not[0] || tests[0]) {  // one character: titles, then the newest
		const titled = new Set(all(titles, '[data-id]').flatMap(e => few && fold(e.textContent).includes(few) ? e.dataset.id : []));
		q.docs = docs.filter(fits).sort((x, y) => titled.has(y.id) - titled.has(x.id)).slice(0, few ? titled.size + 40 : 1e9).map(doc => ({ doc }));
	}
	for (const c of q.docs) c.open = terms, c.parts = !not[0] && c.parts || [...c.doc.pieces];
	return q;
}
// Reads for ten more, or three and `limit`.
async function advance(q, limit, tell) {
	for (const c of q.docs.slice(0, 3)) if (spent < BUDGET / 2) file(c.parts[0].path).catch(String);
	for (const n = q.shown + 10; q.docs[0] && q.shown < n;) {
		const c = q.docs[0], a = await read(c.parts.shift()), has = t => a.folded.some(l => find(l, t) >= 0), open = c.open.filter(t => !has(t)), wrong = q.not.some(has);
		if (!c.best || open.length < c.open.length) c.best = a;
		c.open = open;
		if (wrong || !c.parts[0] || !open[0] && !q.not[0]) {
			q.docs.shift();
			if (!wrong && !open[0]) tell(c.best, q.shown++);
		}
		if (spent > (q.shown > 2 ? limit : q.shown ? BUDGET : 4 * BUDGET) && !files[q.docs[0]?.parts[0].path]) break;
	}
}

function make(tag, name, ...inside) {
	const e = Object.assign(d.createElement(tag), { className: name });
	e.append(...inside);
	return e;
}
function marked(text, terms, at, to) {
	const line = fold(text), e = [];
	while (at < to) {
		const [start, size] = terms.map(t => [find(line, t, at), t.length]).filter(h => h[0] >= at && h[0] < to)
			.sort((x, y) => x[0] - y[0] || y[1] - x[1])[0] || [to, 0];
		e.push(text.slice(at, start), size ? make('mark', '', text.slice(start, start + size)) : '');
		at = start + size;
	}
	return e;
}
const mark = ({ source: [id] }) => $(`[value="${CSS.escape(id)}"]+*`, panel) || make('span', '', id);
function hit(a, terms) {
	const at = l => Math.max(...terms.map(t => find(l, t))), link = make('a', '', ...marked(a.lines[0], terms, 0, 999));
	let n = a.folded.findIndex((l, i) => i > 1 && at(l) >= 0);
	if (n < 0) n = a.lines[2] || !a.lines[4] ? 2 : 4;
	const line = a.lines[n], from = Math.max(0, at(a.folded[n]) - 30), to = from + 110;
	const e = make('li', '', make('p', 'kick', a.lines[1]), make('h3', '', link),
		make('p', 'sum', from ? '…' : '', ...marked(line, terms, from, to), line[to] ? '…' : ''),
		make('p', 'meta', mark(a.doc).cloneNode(true), make('time', '', a.date.slice(0, 10).replace(/-/g, '.'))));
	link.href = root + a.path + 'index.html';
	e.lang = a.language;
	return e;
}
const open = () => panel.hidden = out.hidden = !(titles.hidden = !!field.value.trim());
async function show(q, limit = BUDGET) {
	const mine = turn, say = out.dataset;
	more.hidden = true;
	await advance(q, limit, a => mine === turn && open(list.append(hit(a, q.terms))));
	if (mine !== turn) return;
	open();
	const left = q.docs.length, n = q.shown + left;
	more.hidden = !left;
	status.textContent = (left ? say.about : n ? say.found : say.none).replace('{n}', n) + (q.few ? say.few : '');
	if (n) return;
	for (const part of q.terms.join(' ').match(/[a-z0-9]+|[^\x00-\x7f]{2}/g) || []) {
		const link = make('a', '', part), occurs = part !== q.terms[0] && (await prepare(part)).docs[0];
		link.href = '?q=' + part;
		if (occurs && mine === turn) hints.append(link);
	}
}
async function search() {
	const mine = ++turn, text = field.value.trim();
	spent = 0;
	try {
		const q = await prepare(text);
		if (mine !== turn) return;
		run = q;
		for (const e of [list, hints, status]) e.textContent = '';
		if (text) await show(q, BUDGET / 2); else open();
	} catch { if (mine === turn) open(status.textContent = out.dataset.broken); }
	history.replaceState(null, '', '?' + (text && 'q=' + encodeURIComponent(text)));
}

field.oninput = e => e.isComposing || search();
field.addEventListener('compositionend', search);
panel.onchange = search;
more.onclick = () => { spent = 0; show(run); };
field.form.onsubmit = async e => {
	e.preventDefault();
	await search();
	($('h3 a', list) || field).focus();
};
d.onkeydown = e => {
	const stops = [field, ...all(list, 'h3 a'), more], at = stops.indexOf(d.activeElement), step = { ArrowDown: 1, ArrowUp: -1, Escape: -at }[e.key];
	if (at < 0 || step == null || e.isComposing) return;
	if (!at && !step) { field.value = ''; search(); }
	(stops[at + step] || field).focus();
	e.preventDefault();
};
field.value = new URLSearchParams(location.search).get('q') || field.value;
if (field.value) search();
