#!/usr/bin/env node
// Reads the GIFT and H5P files of a folder back, and names everything that is wrong. Started by scripts/check-lesson-exports.
"use strict";

const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { parse } = require("gift-pegjs");
const { H5PConfig, LibraryManager, fsImplementations } = require("@lumieducation/h5p-server");
const validator = require("@lumieducation/h5p-server/build/src/PackageValidator");
const PackageValidator = validator.default ?? validator;

const folder = process.argv[2];
let wrong = 0;
const complain = (where, sentence) => { wrong += 1; console.log(`WRONG ${where}: ${sentence}`); };

function gift(lesson) {
  const where = `${lesson.name}.gift`;
  const all = parse(fs.readFileSync(path.join(folder, where), "utf8"));
  const questions = all.filter((one) => !["Category", "Description"].includes(one.type));
  if (all.filter((one) => one.type === "Description").length !== lesson.articles) complain(where, "an article is missing");
  if (questions.length !== lesson.tasks.length) complain(where, `${questions.length} questions for ${lesson.tasks.length} tasks`);
  questions.forEach((question, at) => {
    const [kind, prompt] = lesson.tasks[at];
    const bare = (text) => text.replace(/[\s\u200b]+/g, "").replace(/->/g, "→");
    if (!bare(question.stem.text).startsWith(bare(prompt))) complain(where, `task ${at + 1} asks something else: ${question.stem.text.slice(0, 80)}`);
    const wanted = ["whoSaid", "sort", "compare", "order", "cite", "sourceCheck"].includes(kind) ? ["Matching"] : ["choose", "caption"].includes(kind) ? ["MC"] : ["MC", "Essay", "Short"];
    if (!wanted.includes(question.type)) complain(where, `task ${at + 1} (${kind}) is read as ${question.type}`);
    const shares = (question.choices ?? []).map((choice) => choice.weight).filter((share) => share > 0);
    if (shares.length > 0 && Math.abs(shares.reduce((sum, share) => sum + share, 0) - 100) > 0.01) complain(where, `task ${at + 1}: right answers earn ${shares}`);
    if (question.type === "MC" && shares.length === 0 && question.choices.filter((choice) => choice.isCorrect).length !== 1) complain(where, `task ${at + 1} has no right answer`);
  });
  return questions.length;
}

// What the content types of a package may hold, by their own descriptions (semantics.json), as far as lessons use them.
const fields = {
  "H5P.MultiChoice": ["media", "question", "answers", "overallFeedback", "behaviour", "UI", "confirmCheck", "confirmRetry"],
  "H5P.MarkTheWords": ["media", "taskDescription", "textField", "overallFeedback", "behaviour", "checkAnswerButton"],
};

async function h5p(lesson) {
  const where = `${lesson.name}.h5p`;
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "lesson-h5p-"));
  const checks = new PackageValidator(new H5PConfig(), new LibraryManager(new fsImplementations.FileLibraryStorage(home)));
  const { extractPackage } = { extractPackage: async (file) => { require("node:child_process").execFileSync("unzip", ["-qo", file, "-d", home]); } };
  try {
    await checks.validateFileSizes(path.join(folder, where));
    await extractPackage(path.join(folder, where));
    await checks.validateExtractedPackage(home, true, false);
  } catch (error) {
    complain(where, `${error.message} ${JSON.stringify(error.errors ?? []).slice(0, 300)}`);
  }
  const content = JSON.parse(fs.readFileSync(path.join(home, "content/content.json"), "utf8"));
  const ids = new Set();
  for (const question of content.questions) {
    const name = question.library.split(" ")[0];
    if (!fields[name]) complain(where, `no such question: ${question.library}`);
    else for (const field of Object.keys(question.params)) if (!fields[name].includes(field)) complain(where, `${name} has no field ${field}`);
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(question.subContentId) || ids.has(question.subContentId)) complain(where, `a name is not one: ${question.subContentId}`);
    ids.add(question.subContentId);
    if (name === "H5P.MultiChoice" && !question.params.answers.some((answer) => answer.correct)) complain(where, `no right answer: ${question.params.question.slice(0, 80)}`);
    const picture = question.params.media?.type?.params;
    if (picture && (!fs.existsSync(path.join(home, "content", picture.file.path)) || !picture.alt.trim())) complain(where, `a picture is missing, or its description: ${picture.file.path}`);
  }
  fs.rmSync(home, { recursive: true });
  return content.questions.length;
}

async function main() {
  for (const lesson of JSON.parse(fs.readFileSync(path.join(folder, "lessons.json"), "utf8"))) {
    console.log(`${lesson.name}: ${gift(lesson)} GIFT questions, ${await h5p(lesson)} H5P questions`);
  }
  console.log(wrong === 0 ? "nothing wrong" : `${wrong} things wrong`);
  process.exitCode = wrong === 0 ? 0 : 1;
}

main();
