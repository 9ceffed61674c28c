// Formats the same items in the same styles with citeproc-js and with On Record, and compares the words.
// Called by scripts/compare-citations, which says how.
const fs = require("fs");
const crypto = require("crypto");
const path = require("path");
const { execFileSync } = require("child_process");
const CSL = require("citeproc");

const [program, styles, locales, items, wanted, known, ...flags] = process.argv.slice(2);
const list = JSON.parse(fs.readFileSync(items, "utf8"));
const byId = new Map(list.map((item) => [String(item.id), { ...item, id: String(item.id) }]));
const ids = [...byId.keys()];
const system = {
  retrieveLocale: (language) => {
    const file = path.join(locales, `locales-${language}.xml`);
    return fs.existsSync(file) && fs.readFileSync(file, "utf8");
  },
  retrieveItem: (id) => structuredClone(byId.get(id)),
};

/// What a reader sees of a page: no tags, one space.
const seen = (html) =>
  html
    .replace(/<\/div>\s*<div/g, "</div> <div")
    .replace(/<[^>]*>/g, "")
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(code))
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&")
    .replace(/[\s\u00a0\u202f]+/g, " ")
    .trim();

const engine = (style) => new CSL.Engine(system, fs.readFileSync(style, "utf8"));
const cluster = (id, note) => ({ citationID: `c${note}`, citationItems: [{ id }], properties: { noteIndex: note } });

function alone(style) {
  const peer = engine(style);
  return ids.map((id) => {
    const citation = peer.rebuildProcessorState([cluster(id, 1)])[0][2];
    const bibliography = peer.makeBibliography();
    return { id, bibliography: seen(bibliography ? bibliography[1].join("") : citation), citation: seen(citation) };
  });
}

function together(style) {
  const peer = engine(style);
  const cited = peer.rebuildProcessorState(ids.map((id, at) => cluster(id, at + 1)));
  const citations = new Map(cited.map(([, note, text]) => [ids[note - 1], seen(text)]));
  const bibliography = peer.makeBibliography();
  if (!bibliography) return ids.map((id) => ({ id, bibliography: citations.get(id), citation: citations.get(id) }));
  // A style may leave works out of its list: personal communication in APA.
  const isListed = (id) => peer.makeBibliography({ include: [{ field: "id", value: id }] })[1].length > 0;
  const listed = bibliography[0].entry_ids.map(([id]) => id).filter(isListed);
  return listed.map((id, at) => ({ id, bibliography: seen(bibliography[1][at]), citation: citations.get(id) }));
}

/// What the peer gives is kept, by what it was given.
function peer(style) {
  const name = crypto.createHash("sha256").update(fs.readFileSync(style)).update(fs.readFileSync(items)).update(fs.readFileSync(__filename));
  const folder = path.join(path.dirname(process.env.NODE_PATH), "cache");
  const file = path.join(folder, `${name.digest("hex")}.json`);
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, "utf8"));
  const given = { alone: alone(style), together: together(style) };
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(file, JSON.stringify(given));
  return given;
}

const ours = (style, mode) =>
  execFileSync(program, ["cite", items, "--style", style, mode], { encoding: "utf8", maxBuffer: 1 << 28 })
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));

const differences = new Map();
let compared = 0;
for (const name of fs.readFileSync(wanted, "utf8").split(/\s+/).filter(Boolean)) {
  const style = path.join(styles, `${name}.csl`);
  const given = peer(style);
  for (const [mode, theirs, mine] of [
    ["alone", given.alone, ours(style, "--each")],
    ["list", given.together, ours(style, "--json")],
  ]) {
    const before = differences.size;
    const mineById = new Map(mine.map((item) => [item.id, item]));
    for (const { id, ...fields } of theirs)
      for (const [field, text] of Object.entries(fields)) {
        compared++;
        const given = (mineById.get(id)?.[field] ?? "").replace(/[\s\u00a0\u202f]+/g, " ");
        if (given !== text) differences.set([mode, name, id, field].join("\t"), [text, given]);
      }
    if (mode === "list") {
      compared++;
      const order = (entries) => entries.map((entry) => entry.id).join(" ");
      if (order(theirs) !== order(mine)) differences.set([mode, name, "*", "order"].join("\t"), [order(theirs), order(mine)]);
    }
    const total = theirs.length * 2 + (mode === "list" ? 1 : 0);
    const wrong = differences.size - before;
    console.log(`${(100 * (1 - wrong / total)).toFixed(1).padStart(5)} %  ${mode.padEnd(5)}  ${name}${wrong ? `  (${wrong} differ)` : ""}`);
  }
}
console.log(`${((100 * (compared - differences.size)) / compared).toFixed(2)} % of ${compared} are the same text; ${differences.size} differ.`);

const lines = fs.existsSync(known) ? fs.readFileSync(known, "utf8").split("\n").filter((line) => line && !line.startsWith("#")) : [];
const reasons = new Map(lines.map((line) => [line.split("\t").slice(0, 4).join("\t"), line]));
const fresh = [...differences].filter(([key]) => !reasons.has(key));
const gone = [...reasons.keys()].filter((key) => !differences.has(key));
const shown = flags.includes("--all") ? [...differences] : fresh;
for (const [key, [text, given]] of shown) console.log(`\n${key}\n  peer ${text}\n  ours ${given}`);
if (flags.includes("--accept")) {
  // Keeps the reasons that there are; new lines want one.
  const line = (key) => reasons.get(key) ?? `${key}\t?`;
  fs.writeFileSync(known, "# mode\tstyle\titem\twhat\treason\n" + [...differences.keys()].sort().map(line).join("\n") + "\n");
} else {
  for (const key of gone) console.log(`No difference any more, take it off ${known}: ${key}`);
  const bare = lines.filter((line) => !line.split("\t")[4] || line.split("\t")[4] === "?");
  for (const line of bare) console.log(`Without a reason: ${line}`);
  if (fresh.length || gone.length || bare.length) process.exit(1);
}
