module.exports = (c) => {
  c.addFilter("day", (d) => new Date(d).toISOString().slice(0, 10));
  c.addCollection("byTag", (a) => {
    const m = new Map();
    for (const p of a.getFilteredByGlob("posts/*.md")) for (const t of p.data.tags || []) m.set(t, [...(m.get(t) || []), p]);
    return [...m].map(([name, pages]) => ({ name, pages }));
  });
  return { markdownTemplateEngine: false, htmlTemplateEngine: "liquid" };
};
