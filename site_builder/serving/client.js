// Injected by `dossier serve` and by nothing else: reloads, swaps style sheets, shows what is broken.
(() => {
  "use strict";
  const { address, files } = document.currentScript.dataset;
  const mine = JSON.parse(files);
  const place = `dossier:scroll:${location.pathname}`;
  const put_away = "dossier:put-away";
  let source = null;
  let reader_at = () => [scrollX, scrollY];

  // Until the page is whole it may be too short for the place the reader was at. Loaded anew meanwhile, it must not
  // forget that place, unless the reader has moved on.
  function restore_scroll() {
    const saved = sessionStorage.getItem(place);
    if (!saved) return;
    sessionStorage.removeItem(place);
    const [left, top] = JSON.parse(saved);
    const go = () => scrollTo({ left, top, behavior: "instant" });
    history.scrollRestoration = "manual";
    go();
    const reached = scrollY;
    reader_at = () => (scrollY === reached ? [left, top] : [scrollX, scrollY]);
    addEventListener("load", () => {
      if (scrollY === reached) go();
      history.scrollRestoration = "auto";
      reader_at = () => [scrollX, scrollY];
    }, { once: true });
  }

  function reload() {
    source?.close();
    addEventListener("pagehide", () => sessionStorage.setItem(place, JSON.stringify(reader_at())));
    location.reload();
  }

  function swap_style(path, tag) {
    for (const old of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const url = new URL(old.href);
      if (url.pathname !== path) continue;
      const fresh = old.cloneNode();
      url.searchParams.set("v", tag.replaceAll('"', ""));
      fresh.href = url.href;
      fresh.addEventListener("load", () => old.remove(), { once: true });
      old.after(fresh);
    }
  }

  function take(state) {
    const paths = new Set([...Object.keys(mine), ...Object.keys(state.files)]);
    const changed = [...paths].filter((path) => mine[path] !== state.files[path]);
    if (changed.some((path) => !path.endsWith(".css") || !(path in mine) || !(path in state.files))) return reload();
    for (const path of changed) {
      mine[path] = state.files[path];
      swap_style(path, mine[path]);
    }
    show(state.troubles);
  }

  function element(tag, text, className) {
    const made = document.createElement(tag);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function show(troubles) {
    document.querySelector("dossier-troubles")?.remove();
    const key = JSON.stringify(troubles);
    if (!troubles.length) return sessionStorage.removeItem(put_away);
    const host = document.createElement("dossier-troubles");
    const root = host.attachShadow({ mode: "open" });
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    root.adoptedStyleSheets = [style];
    const box = element("section", "");
    box.setAttribute("role", "alert");
    const button = element("button", "×");
    button.setAttribute("aria-label", "收起 / put away");
    button.addEventListener("click", () => { sessionStorage.setItem(put_away, key); show(troubles); });
    if (sessionStorage.getItem(put_away) === key) {
      const badge = element("button", `${troubles.length} ✕`, "badge");
      badge.addEventListener("click", () => { sessionStorage.removeItem(put_away); show(troubles); });
      root.append(badge);
    } else {
      box.append(button, element("h2", `这里有 ${troubles.length} 处要改`));
      for (const { place, code, message, hint } of troubles.slice(0, 20)) {
        const entry = element("article", "");
        entry.append(element("code", place), element("small", code), element("p", message), element("p", hint, "hint"));
        box.append(entry);
      }
      if (troubles.length > 20) box.append(element("p", `… +${troubles.length - 20}`));
      root.append(box);
    }
    document.body.append(host);
  }

  const STYLE = `
    section { position: fixed; inset: auto 0 0 0; z-index: 2147483647; max-height: 60vh; overflow: auto; box-sizing: border-box;
      padding: 16px 24px 20px; background: #2b0f10; color: #fff; font: 15px/1.6 system-ui, sans-serif; border-top: 4px solid #e5484d; }
    h2 { margin: 0 0 8px; font-size: 17px; }
    article { padding: 8px 0; border-top: 1px solid #fff3; }
    code { font: 14px/1.6 ui-monospace, monospace; color: #ffb3b5; overflow-wrap: anywhere; }
    small { margin-left: 12px; opacity: .75; }
    p { margin: 2px 0 0; overflow-wrap: anywhere; }
    .hint { opacity: .85; }
    .hint::before { content: "→ "; }
    button { float: right; border: 0; background: none; color: inherit; font-size: 26px; line-height: 1; cursor: pointer; padding: 6px 10px; }
    .badge { position: fixed; right: 12px; bottom: 12px; z-index: 2147483647; float: none; font: 14px system-ui; background: #e5484d;
      color: #fff; border-radius: 999px; padding: 8px 14px; }
    @media print { section, .badge { display: none; } }`;

  // A browser opens six connections to a host and no more: only pages that are looked at hold one.
  function connect() {
    source?.close();
    source = null;
    if (document.visibilityState === "hidden") return;
    source = new EventSource(`/_live/events?address=${encodeURIComponent(address)}`);
    source.onmessage = (event) => take(JSON.parse(event.data));
  }

  // Loading anew would call off the way to another page; a download or a mail leaves the reader here, who then hears again.
  function leave() {
    source?.close();
    setTimeout(connect, 5000);
  }

  restore_scroll();
  addEventListener("beforeunload", leave);
  document.addEventListener("visibilitychange", connect);
  addEventListener("pageshow", connect);
  addEventListener("pagehide", () => source?.close());
})();
