// The lesson in a browser: reads the lesson that lies in the page, keeps every step, writes the answers file.
// Text is always put in as text, never as markup.
"use strict";

const data = JSON.parse(document.getElementById("lesson").textContent);
const lesson = data.lesson;
const place = `onrecord ${lesson.identifier} ${data.version}`;
const byId = (id) => document.getElementById(id);
let answers = null;
let current = 0;
const checked = new Set();

function make(name, fields, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(fields ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "onclick" || key === "onchange" || key === "oninput" || key === "onkeydown" || key === "ontoggle") node.addEventListener(key.slice(2), value);
    else if (key === "value" || key === "checked" || key === "disabled") node[key] = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) if (child !== null && child !== undefined) node.append(child);
  return node;
}

// Keeping what was answered

function stored() {
  try {
    const found = JSON.parse(localStorage.getItem(place));
    return found && found.lesson && found.lesson.sha256 === data.version ? found : null;
  } catch {
    return null;
  }
}

function save() {
  answers.saved = new Date().toISOString();
  try {
    localStorage.setItem(place, JSON.stringify(answers));
    byId("saved").textContent = "Saved on this computer.";
  } catch {
    byId("saved").textContent = "This browser keeps nothing: do not close the page before you hand in.";
  }
  showProgress();
}

function wellFormed(text) {
  return text.toWellFormed ? text.toWellFormed() : text.replace(/[\uD800-\uDFFF]/gu, "\uFFFD");
}

function reply(task, value) {
  if (isEmptyReply(value)) delete answers.replies[task["@id"]];
  else answers.replies[task["@id"]] = value;
  checked.delete(task["@id"]);
  save();
}

// The beginning

function begin(from) {
  answers = from ?? {
    format: "onrecord-answers",
    formatVersion: data.formatVersion,
    lesson: { identifier: lesson.identifier, name: lesson.name, sha256: data.version },
    pupil: wellFormed(byId("pupil").value.trim()),
    started: new Date().toISOString(),
    replies: {},
    hints: [],
  };
  byId("start").hidden = true;
  byId("work").hidden = false;
  byId("who").textContent = (lesson.signedBy === "number" ? "Number " : "") + answers.pupil;
  showReading();
  save();
  show(0);
}

function start() {
  const minutes = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(lesson.timeRequired ?? "");
  const time = minutes ? 60 * Number(minutes[1] ?? 0) + Number(minutes[2] ?? 0) : 0;
  const facts = [`${lesson.hasPart.length} tasks`, `${points(lesson.hasPart.reduce((sum, task) => sum + 100 * task.points, 0))} points`];
  if (time > 0) facts.push(`${time} minutes`);
  if (data.practise) facts.push("to practise: answers can be checked");
  byId("facts").textContent = facts.join(" · ");
  byId("introduction").textContent = lesson.description ?? "";
  if (lesson.signedBy === "number") byId("pupil-label").textContent = "Your number";
  const before = stored();
  if (before) {
    byId("go-on").hidden = false;
    byId("go-on").textContent = `Go on as ${before.pupil}`;
    byId("go-on").addEventListener("click", () => begin(before));
  }
  byId("sign").addEventListener("submit", (event) => {
    event.preventDefault();
    if (byId("pupil").value.trim() !== "") begin(null);
  });
}

// Reading

function figure(photo, withCaption, withCredit) {
  const caption = [withCaption ? photo.caption : "", withCredit && photo.credit ? photo.credit : ""].filter((text) => text);
  const picture = photo.src ? make("img", { src: photo.src, alt: photo.alt || photo.caption || "Photo without a description" }) : make("p", { class: "soft" }, "The picture is missing.");
  return make("figure", {}, picture, caption.length > 0 ? make("figcaption", {}, caption[0], caption[1] ? make("span", { class: "from" }, caption[1]) : null) : null);
}

function blockNodes(article, block) {
  if (block.photo) return [figure(article.photos[block.photo], true, true)];
  if (block.items) return [make(block.ordered ? "ol" : "ul", {}, block.items.map((item) => make("li", {}, item)))];
  if (block.heading) return [make("h3", {}, block.text)];
  if (block.quote) return [make("blockquote", {}, make("p", {}, block.text), block.whose ? make("p", { class: "soft" }, `— ${block.whose}`) : null)];
  return [make("p", {}, block.text)];
}

function articleNode(article) {
  return make(
    "article",
    { class: "article", lang: article.lang },
    make("h2", {}, article.headline),
    article.standfirst ? make("p", {}, make("em", {}, article.standfirst)) : null,
    article.by ? make("p", { class: "soft" }, article.by) : null,
    article.loose.map((id) => figure(article.photos[id], true, true)),
    article.blocks.flatMap((block) => blockNodes(article, block)),
  );
}

function showReading() {
  const reading = byId("reading");
  reading.replaceChildren();
  const all = lesson.articles.map((slug) => data.articles[slug]).filter((article) => article);
  if (all.length === 0) reading.hidden = true;
  const wide = matchMedia("(min-width: 62rem)").matches;
  all.forEach((article, number) => {
    const label = all.length > 1 ? `Article ${number + 1}: ${article.headline}` : "The article";
    reading.append(make("details", { open: wide && number === 0 }, make("summary", {}, label), articleNode(article)));
  });
}

// Tasks

function showProgress() {
  const done = lesson.hasPart.filter((task) => !isEmptyReply(answers.replies[task["@id"]])).length;
  byId("progress").max = lesson.hasPart.length;
  byId("progress").value = done;
  const steps = byId("steps");
  steps.replaceChildren();
  lesson.hasPart.forEach((task, number) => {
    const isDone = !isEmptyReply(answers.replies[task["@id"]]);
    const name = `Task ${number + 1}${isDone ? ", answered" : ""}`;
    steps.append(make("li", {}, make("button", { type: "button", class: isDone ? "done" : null, "aria-label": name, "aria-current": number === current ? "step" : null, onclick: () => show(number) }, String(number + 1))));
  });
  steps.append(make("li", {}, make("button", { type: "button", "aria-current": current === lesson.hasPart.length ? "step" : null, onclick: () => show(lesson.hasPart.length) }, "Hand in")));
}

function show(number) {
  current = number;
  // Pictures without their captions are looked at before anything is read about them.
  const material = (lesson.hasPart[number] ?? {}).material ?? [];
  if (material.length > 0 && material.every((one) => one.kind === "photo" && !one.caption)) for (const article of byId("reading").querySelectorAll("details")) article.open = false;
  const box = byId("task");
  box.replaceChildren(number >= lesson.hasPart.length ? handIn() : taskNode(lesson.hasPart[number], number));
  showProgress();
  box.focus({ preventScroll: true });
  box.scrollIntoView({ block: "start" });
}

function materialNodes(task) {
  return (task.material ?? []).map((material) => {
    const article = data.articles[material.article];
    if (material.kind === "photo" && article && article.photos[material.photo]) return figure(article.photos[material.photo], material.caption, material.credit);
    if (material.kind === "passage") return make("blockquote", {}, make("p", {}, material.passage.exact));
    if (material.kind === "quotation") return make("blockquote", {}, make("p", {}, `“${material.text}”`), material.speaker ? make("p", { class: "soft" }, material.speaker) : null);
    if (material.kind === "text") return make("blockquote", {}, make("p", {}, material.text), material.from ? make("p", { class: "soft" }, material.from) : null);
    if (material.kind === "article" && article && lesson.articles.length > 1) return make("p", { class: "soft" }, `About: ${article.headline}`);
    return null;
  });
}

function taskNode(task, number) {
  const field = make("fieldset", {}, make("legend", {}, task.prompt), materialNodes(task));
  field.append(...exerciseNodes(task));
  const said = make("div", { role: "status" });
  const node = make(
    "section",
    { class: "card", "aria-labelledby": "task-title" },
    make("h2", { id: "task-title" }, `Task ${number + 1} of ${lesson.hasPart.length} `, make("span", { class: "soft" }, task.points === 1 ? "1 point" : `${task.points} points`)),
    field,
  );
  if (task.hint) {
    const opened = (event) => {
      if (event.target.open && !answers.hints.includes(task["@id"])) {
        answers.hints.push(task["@id"]);
        save();
      }
    };
    node.append(make("details", { ontoggle: opened }, make("summary", {}, "Hint"), make("p", {}, task.hint)));
  }
  if (data.practise) {
    node.append(make("p", {}, make("button", { type: "button", onclick: () => { checked.add(task["@id"]); said.replaceChildren(verdict(task)); } }, "Check my answer")));
    if (checked.has(task["@id"])) said.append(verdict(task));
  }
  node.append(said);
  node.append(
    make(
      "p",
      { class: "row" },
      make("button", { type: "button", disabled: number === 0, onclick: () => show(number - 1) }, "Back"),
      make("button", { type: "button", class: "main", onclick: () => show(number + 1) }, number + 1 < lesson.hasPart.length ? "Next task" : "To the end"),
    ),
  );
  return node;
}

function points(hundredths) {
  return String(hundredths / 100);
}

function verdict(task) {
  const mark = markTask(task, answers.replies[task["@id"]]);
  const key = task.key ?? {};
  const full = mark.state === "marked" && mark.got === mark.of;
  let words = `${points(mark.earned)} of ${task.points} points.`;
  if (mark.state === "empty") words = "Nothing is answered yet.";
  if (mark.state === "waiting") words = "Compare your answer with what a good one has.";
  const node = make("div", { class: `said ${mark.state === "marked" ? (full ? "good" : "bad") : ""}` }, make("strong", {}, full ? `Right. ${words}` : words));
  if (mark.state === "empty") return node;
  for (const id of answers.replies[task["@id"]].chosen ?? []) if (key.mistakes && key.mistakes[id]) node.append(make("p", {}, key.mistakes[id]));
  if (key.explanation) node.append(make("p", {}, key.explanation));
  if (key.expected) node.append(make("p", {}, key.expected));
  return node;
}

function exerciseNodes(task) {
  const exercise = task.exercise;
  const given = answers.replies[task["@id"]] ?? {};
  switch (exercise.kind) {
    case "choose":
    case "caption":
      return options(task, exercise.options, exercise.several === true, given.chosen ?? []);
    case "headline":
      if (!exercise.write) return options(task, exercise.options, false, given.chosen ?? []);
      return [
        exercise.options && exercise.options.length > 0 ? make("details", {}, make("summary", {}, "The headlines as they were printed"), make("ul", {}, exercise.options.map((option) => make("li", {}, option.text)))) : null,
        make("label", { for: "headline" }, "Your headline"),
        make("input", { type: "text", id: "headline", maxlength: 200, value: given.written ?? "", oninput: (event) => reply(task, { written: wellFormed(event.target.value) }) }),
      ].filter((node) => node);
    case "whoSaid":
    case "sort":
    case "compare":
      return pairs(task, exercise, { ...(given.paired ?? {}) });
    case "order":
      return order(task, exercise.items, given.ordered ?? [], exercise.first, exercise.last);
    case "cite":
      return order(task, exercise.parts, given.ordered ?? [], null, null);
    case "highlight":
    case "evidence":
      return highlight(task, exercise, given.marked ?? []);
    case "sourceCheck":
      return grid(task, exercise, { ...(exercise.given ?? {}), ...(given.grid ?? {}) });
    case "missing":
    case "lateral":
      return rows(task, exercise, given.rows ?? []);
    case "short":
    case "long": {
      const label = exercise.words ? `Your answer, about ${exercise.words} words` : "Your answer";
      return [make("label", { for: "words" }, label), make("textarea", { id: "words", maxlength: 20000, value: given.written ?? "", oninput: (event) => reply(task, { written: wellFormed(event.target.value) }) })];
    }
    default:
      return [make("p", {}, "This page cannot show this task. Go on with the next one.")];
  }
}

function options(task, list, several, chosen) {
  const now = new Set(chosen);
  return list.map((option) =>
    make(
      "label",
      { class: "option" },
      make("input", {
        type: several ? "checkbox" : "radio",
        name: "option",
        checked: now.has(option["@id"]),
        onchange: (event) => {
          if (!several) now.clear();
          if (event.target.checked) now.add(option["@id"]);
          else now.delete(option["@id"]);
          reply(task, { chosen: list.map((one) => one["@id"]).filter((id) => now.has(id)) });
        },
      }),
      make("span", {}, option.text, option.from ? make("span", { class: "from" }, option.from) : null),
    ),
  );
}

function pairs(task, exercise, paired) {
  return exercise.items.map((item, number) => {
    const select = make(
      "select",
      {
        id: `item${number}`,
        onchange: (event) => {
          if (event.target.value === "") delete paired[item["@id"]];
          else paired[item["@id"]] = event.target.value;
          reply(task, { paired: { ...paired } });
        },
      },
      make("option", { value: "" }, "Choose …"),
      exercise.targets.map((target) => make("option", { value: target["@id"] }, target.text)),
    );
    select.value = paired[item["@id"]] ?? "";
    return make("div", { class: "item" }, make("label", { for: `item${number}` }, item.text, item.from ? make("span", { class: "from" }, item.from) : null), select);
  });
}

function order(task, items, ordered, first, last) {
  const box = make("div", {});
  let list = ordered.filter((id) => items.some((item) => item["@id"] === id));
  const words = (id) => items.find((item) => item["@id"] === id).text;
  const change = (next, focus) => {
    list = next;
    reply(task, { ordered: [...list] });
    draw(focus);
  };
  const swap = (from, to) => {
    const next = [...list];
    [next[from], next[to]] = [next[to], next[from]];
    return next;
  };
  function draw(focus) {
    const left = items.filter((item) => !list.includes(item["@id"]));
    box.replaceChildren(
      make("p", { class: "soft" }, "Choose what comes next; it goes to the end of your order."),
      make("ul", { class: "pile", "aria-label": "Not used yet" }, left.map((item) => make("li", {}, make("button", { type: "button", class: "part", onclick: () => change([...list, item["@id"]], "left") }, item.text)))),
      make("p", { class: "soft" }, first ? `Your order, ${first} to ${last ?? "last"}` : "Your order"),
      make(
        "ol",
        { class: "pile chosen", "aria-label": "Your order" },
        list.map((id, number) =>
          make(
            "li",
            {},
            make("span", { class: "words" }, words(id)),
            make("button", { type: "button", "aria-label": `Move up: ${words(id)}`, disabled: number === 0, onclick: () => change(swap(number, number - 1), number - 1) }, "↑"),
            make("button", { type: "button", "aria-label": `Move down: ${words(id)}`, disabled: number === list.length - 1, onclick: () => change(swap(number, number + 1), number + 1) }, "↓"),
            make("button", { type: "button", "aria-label": `Take out: ${words(id)}`, onclick: () => change(list.filter((other) => other !== id), "left") }, "✕"),
          ),
        ),
      ),
    );
    if (focus === "left") (box.querySelector("ul button") ?? box.querySelector("ol button:not(:disabled)"))?.focus();
    else if (focus !== undefined) box.querySelectorAll("ol li")[focus]?.querySelector("button:not(:disabled)")?.focus();
  }
  draw();
  return [box];
}

function highlight(task, exercise, marked) {
  const article = data.articles[exercise.article];
  const units = data.units[task["@id"]];
  if (!article || !units) return [make("p", {}, "The article is missing.")];
  const text = Array.from(article.text);
  const key = (range) => `${range[0]} ${range[1]}`;
  const now = new Map(marked.map((passage) => [`${passage.start} ${passage.end}`, passage]));
  const count = make("p", { class: "soft", role: "status" });
  const say = () => {
    const wanted = exercise.count ? ` of ${exercise.count}` : "";
    count.textContent = `Marked: ${now.size}${wanted}.`;
  };
  const nodes = [];
  const toggle = (node, range) => {
    if (now.has(key(range))) now.delete(key(range));
    else now.set(key(range), passageAt(text, range));
    node.setAttribute("aria-selected", now.has(key(range)) ? "true" : "false");
    reply(task, { marked: [...now.values()].sort((a, b) => a.start - b.start) });
    say();
  };
  const focus = (number) => {
    const node = nodes[Math.max(0, Math.min(nodes.length - 1, number))];
    nodes.forEach((other) => other.setAttribute("tabindex", other === node ? "0" : "-1"));
    node.focus();
  };
  const press = (event, number, node, range) => {
    const steps = { ArrowRight: number + 1, ArrowDown: number + 1, ArrowLeft: number - 1, ArrowUp: number - 1, Home: 0, End: nodes.length - 1 };
    if (event.key === " " || event.key === "Enter") toggle(node, range);
    else if (event.key in steps) focus(steps[event.key]);
    else return;
    event.preventDefault();
  };
  const box = make("div", { class: "marking", role: "listbox", "aria-multiselectable": "true", "aria-label": exercise.unit === "word" ? "The article, word by word" : "The article, sentence by sentence", lang: article.lang });
  units.forEach((block, blockNumber) => {
    if (block.ranges.length === 0) return;
    const paragraph = make("div", { class: "block", role: "group", "aria-label": `Paragraph ${blockNumber + 1}` });
    let at = block.start;
    for (const range of block.ranges) {
      if (range[0] > at) paragraph.append(make("span", { "aria-hidden": "true" }, text.slice(at, range[0]).join("")));
      const number = nodes.length;
      const node = make("span", { class: "unit", role: "option", tabindex: number === 0 ? "0" : "-1", "aria-selected": now.has(key(range)) ? "true" : "false", onclick: () => { toggle(node, range); focus(number); }, onkeydown: (event) => press(event, number, node, range) }, text.slice(range[0], range[1]).join(""));
      nodes.push(node);
      paragraph.append(node);
      at = range[1];
    }
    if (block.end > at) paragraph.append(make("span", { "aria-hidden": "true" }, text.slice(at, block.end).join("")));
    box.append(paragraph);
  });
  say();
  const how = exercise.unit === "word" ? "Touch words to mark them, touch again to unmark. With the keyboard: arrow keys, then Space." : "Touch sentences to mark them, touch again to unmark. With the keyboard: arrow keys, then Space.";
  return [exercise.claim ? make("blockquote", {}, make("p", {}, exercise.claim)) : null, make("p", { class: "soft" }, how), box, count].filter((node) => node);
}

function passageAt(text, range) {
  const cut = (from, to) => text.slice(Math.max(0, from), to).join("");
  const passage = { start: range[0], end: range[1], exact: cut(range[0], range[1]) };
  if (range[0] > 0) passage.prefix = cut(range[0] - 32, range[0]);
  if (range[1] < text.length) passage.suffix = cut(range[1], range[1] + 32);
  return passage;
}

function grid(task, exercise, given) {
  const body = make("tbody", {});
  for (const [question, name, words] of data.questions) {
    const answer = ([value, label]) =>
      make("label", {}, make("input", { type: "radio", name: `grid-${question}`, checked: given[question] === value, onchange: () => { given[question] = value; reply(task, { grid: { ...given } }); } }), label);
    const note = (exercise.notes ?? {})[question];
    body.append(
      make("tr", {}, make("td", {}, make("fieldset", {}, make("legend", { class: "plain" }, `${name}: ${words}`), note ? make("p", { class: "soft" }, note) : null, make("div", { class: "answers" }, data.gridAnswers.map(answer))))),
    );
  }
  return [make("p", { class: "soft" }, exercise.name), make("table", { class: "grid", role: "presentation" }, body)];
}

function rows(task, exercise, given) {
  const values = Array.from({ length: exercise.lines }, (_, line) => exercise.columns.map((_, column) => (given[line] ?? [])[column] ?? ""));
  return values.map((line, number) =>
    make(
      "div",
      { class: "item" },
      exercise.columns.map((column, place) => [
        make("label", { for: `row${number}-${place}` }, `${number + 1}. ${column}`),
        make("input", { type: "text", id: `row${number}-${place}`, maxlength: 500, value: line[place], oninput: (event) => { line[place] = wellFormed(event.target.value); reply(task, { rows: values.map((cells) => [...cells]) }); } }),
      ]),
    ),
  );
}

// The end

function handIn() {
  const open = lesson.hasPart.map((task, number) => [task, number]).filter(([task]) => isEmptyReply(answers.replies[task["@id"]]));
  const node = make("section", { class: "card", "aria-labelledby": "task-title" }, make("h2", { id: "task-title" }, "Hand in"));
  if (open.length > 0) {
    node.append(make("p", {}, "Not answered yet:"), make("ul", {}, open.map(([task, number]) => make("li", {}, make("button", { type: "button", onclick: () => show(number) }, `Task ${number + 1}: ${task.prompt.slice(0, 80)}`)))));
  } else {
    node.append(make("p", {}, "Every task is answered."));
  }
  if (data.practise) {
    const result = markLesson(lesson, answers.replies);
    const most = lesson.hasPart.reduce((sum, task) => sum + task.points, 0);
    const waiting = result.waiting > 0 ? ` ${result.waiting} answers are for a person to mark.` : "";
    node.append(make("p", {}, `So far: ${points(result.earned)} of ${most} points.${waiting}`));
  }
  const said = make("p", { role: "status" });
  const write = async () => {
    answers.handedIn = new Date().toISOString();
    save();
    const address = URL.createObjectURL(new Blob([await sealed(answers)], { type: "application/octet-stream" }));
    const name = `${slug(lesson.name)}-${slug(answers.pupil)}.answers`;
    const link = make("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    said.textContent = `${name} is in your downloads. Give that file to your teacher. You can still change answers and hand in again: the last file counts.`;
  };
  node.append(make("p", { class: "row" }, make("button", { type: "button", onclick: () => show(lesson.hasPart.length - 1) }, "Back"), make("button", { type: "button", class: "main", id: "hand-in", onclick: write }, "Save the file to hand in")), said);
  return node;
}

function slug(text) {
  const words = text.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return words.slice(0, 60) || "pupil";
}

start();
