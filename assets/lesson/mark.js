// Marking, by the same rules as `src/lesson/mark.rs`: the program and this page give every answer the same mark.
// All numbers are whole; points are in hundredths.
"use strict";

function markLesson(lesson, replies) {
  const marks = lesson.hasPart.map((task) => markTask(task, replies[task["@id"]]));
  return {
    marks,
    earned: marks.reduce((sum, mark) => sum + mark.earned, 0),
    waiting: marks.filter((mark) => mark.state === "waiting").length,
  };
}

function markTask(task, reply) {
  const [state, got, of] = judge(task, reply);
  const earned = of === 0 ? 0 : Math.floor((200 * task.points * Math.min(got, of) + of) / (2 * of));
  return { task: task["@id"], state, got, of, earned };
}

function isEmptyReply(reply) {
  if (!reply) return true;
  if (reply.chosen) return reply.chosen.length === 0;
  if (reply.paired) return Object.keys(reply.paired).length === 0;
  if (reply.ordered) return reply.ordered.length === 0;
  if (reply.marked) return reply.marked.length === 0;
  if (reply.grid) return Object.keys(reply.grid).length === 0;
  if (reply.written !== undefined) return reply.written.trim() === "";
  if (reply.rows) return reply.rows.flat().every((cell) => cell.trim() === "");
  return true;
}

function judge(task, reply) {
  if (isEmptyReply(reply)) return ["empty", 0, full(task)];
  if (!task.key) return ["waiting", 0, 4];
  const right = task.key.right;
  const by = right.by;
  if (by === "options" && reply.chosen) {
    const chosen = [...new Set(reply.chosen)];
    const hits = chosen.filter((choice) => right.options.includes(choice)).length;
    const wrong = chosen.length - hits;
    if (choosesSeveral(task)) return ["marked", Math.max(0, hits - wrong), full(task)];
    return ["marked", hits === 1 && wrong === 0 ? 1 : 0, 1];
  }
  if (by === "pairs" && reply.paired) {
    const hits = Object.entries(right.pairs).filter(([item, targets]) => Object.hasOwn(reply.paired, item) && targets.includes(reply.paired[item]));
    return ["marked", hits.length, full(task)];
  }
  if (by === "order" && reply.ordered) return ["marked", neighbours(right.order, reply.ordered), full(task)];
  if (by === "passages" && reply.marked) {
    const [found, extra] = foundPassages(right.passages, reply.marked, task.exercise.unit);
    const of = full(task);
    return ["marked", Math.max(0, Math.min(found, of) - extra), of];
  }
  if (by === "grid" && reply.grid) {
    const hits = Object.entries(right.grid).filter(([question, answers]) => answers.includes(reply.grid[question]));
    return ["marked", hits.length, full(task)];
  }
  if (by === "words" && reply.written !== undefined) {
    const text = plainWords(reply.written);
    return text !== "" && right.words.some((word) => plainWords(word) === text) ? ["marked", 1, 1] : ["waiting", 0, 4];
  }
  if (!["options", "pairs", "order", "passages", "grid", "words"].includes(by)) return ["waiting", 0, 4];
  // A reply of another shape than the task asks for answers nothing.
  return ["empty", 0, full(task)];
}

function choosesSeveral(task) {
  return (task.exercise.kind === "choose" || task.exercise.kind === "caption") && task.exercise.several === true;
}

function full(task) {
  const right = task.key ? task.key.right : {};
  switch (right.by) {
    case "options":
      return choosesSeveral(task) ? right.options.length : 1;
    case "words":
      return 1;
    case "pairs":
      return Object.keys(right.pairs).length;
    case "order":
      return right.order.length + 1;
    case "passages":
      return Math.min(right.enough ?? right.passages.length, right.passages.length);
    case "grid":
      return Object.keys(right.grid).length;
    default:
      return 4;
  }
}

function neighbours(order, given) {
  const pairs = (items) => {
    const all = [null, ...items, null];
    return new Set(all.slice(1).map((item, place) => JSON.stringify([all[place], item])));
  };
  const theirs = pairs(given);
  return [...pairs(order)].filter((pair) => theirs.has(pair)).length;
}

function foundPassages(passages, given, unit) {
  const limit = unit === "word" ? 30 : 400;
  const part = (passage) => JSON.stringify(passage.part ?? "body");
  const once = new Map();
  for (const mark of given) if (mark.start < mark.end) once.set(`${part(mark)} ${mark.start} ${mark.end}`, mark);
  const marks = [...once.values()];
  const inside = (list, other) =>
    union(list.filter((one) => part(one) === part(other)).map((one) => [Math.max(one.start, other.start), Math.min(one.end, other.end)]));
  const found = passages.filter((passage) => {
    const covered = inside(marks, passage);
    return covered > 0 && 2 * covered >= passage.end - passage.start;
  }).length;
  let extra = 0;
  for (const mark of marks) {
    const within = inside(passages, mark);
    const outside = mark.end - mark.start - within;
    extra += within === 0 ? 1 + Math.floor((outside - 1) / limit) : Math.floor(outside / limit);
  }
  return [found, extra];
}

function union(stretches) {
  const sorted = stretches.filter(([start, end]) => start < end).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  let length = 0;
  let at = 0;
  for (const [start, end] of sorted) {
    length += Math.max(0, end - Math.max(start, at));
    at = Math.max(at, end);
  }
  return length;
}

function plainWords(text) {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .split(/[^\p{Alphabetic}\p{N}]+/u)
    .filter((word) => word !== "")
    .join(" ");
}

// Canonical JSON (RFC 8785), as far as answers need it: text, lists, objects, whole numbers.
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const fields = Object.keys(value).filter((key) => value[key] !== undefined);
    return `{${fields.sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
  }
  return JSON.stringify(value);
}

// The text of an answers file: the answers with their checksum.
async function sealed(answers) {
  const bytes = new TextEncoder().encode(canonical(answers));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${JSON.stringify({ ...answers, sha256 }, null, 2)}\n`;
}

if (typeof module !== "undefined") module.exports = { markLesson, markTask, canonical, sealed };
