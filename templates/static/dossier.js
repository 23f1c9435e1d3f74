// Optional. Remembers the reading settings, "/" leads to search, hides days that the source filter has emptied,
// marks what is new on this list since the reader's last visit (kept in this browser only).
(function () {
  'use strict';
  var d = document, body = d.body, root = body.dataset.root || '', settings = load('dossier-set') || {};
  function load(key, store) { try { return JSON.parse((store || localStorage).getItem(key)); } catch (e) { return null; } }
  function save(key, value, store) { try { (store || localStorage).setItem(key, JSON.stringify(value)); } catch (e) { /* private mode */ } }
  ['th-a', 'th-l', 'th-d', 'noimg'].forEach(function (id) {
    var input = d.getElementById(id), isImages = id === 'noimg';
    if (!input) return;
    if (isImages) input.checked = !!settings.noimg; else if (settings.th === id) input.checked = true;
    input.addEventListener('change', function () {
      if (isImages) settings.noimg = input.checked; else settings.th = id;
      save('dossier-set', settings);
    });
  });
  // A publisher that does not hand out its picture: a link to it stays, as high as the picture would be, so that nothing moves.
  function unshown(image) {
    var link = d.createElement('a');
    if (image.tagName !== 'IMG' || image.closest('a')) return;
    link.href = image.src; link.rel = 'external noopener nofollow'; link.className = 'pic';
    link.textContent = image.alt || body.dataset.pic;
    link.style.display = getComputedStyle(image).display === 'block' ? 'block' : 'inline-block';
    link.style.minHeight = image.offsetHeight + 'px';
    image.replaceWith(link);
  }
  d.addEventListener('error', function (e) { unshown(e.target); }, true);
  [].forEach.call(d.images, function (image) { if (image.complete && !image.naturalWidth) unshown(image); });
  d.addEventListener('keydown', function (e) {
    if (e.key !== '/' || e.ctrlKey || e.metaKey || e.altKey || e.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) return;
    e.preventDefault();
    var field = d.getElementById('q');
    if (field) { field.focus(); field.select(); } else location.href = root + 'search/index.html';
  });
  var list = d.querySelector('.tl');
  if (list) list.addEventListener('change', function () {
    list.querySelectorAll('.day').forEach(function (day) {
      day.hidden = false;
      day.hidden = ![].some.call(day.querySelectorAll('.entry'), function (e) { return e.offsetParent !== null; });
    });
  });
  var entries = [].slice.call(d.querySelectorAll('.entry[data-id]'));
  if (entries.length) {
    var key = 'dossier-seen:' + location.pathname, known = load(key, sessionStorage) || load(key);
    if (known) entries.forEach(function (entry) {
      if (known.indexOf(entry.dataset.id) >= 0) return;
      var mark = d.createElement('span');
      mark.className = 'flag warn';
      mark.textContent = body.dataset.new;
      entry.querySelector('.meta').append(mark);
    });
    if (known) save(key, known, sessionStorage);
    save(key, entries.map(function (e) { return e.dataset.id; }));
  }
})();
