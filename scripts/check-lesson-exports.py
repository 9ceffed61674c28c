"""Writes lessons in every form for other systems; reads Moodle XML, QTI, CSV and XLSX back, and names everything that is wrong."""

import base64
import csv
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile
import warnings
import zipfile

warnings.simplefilter("ignore")
import openpyxl
import pyslet.html401 as html
import pyslet.qtiv2.interactions as interactions
import pyslet.qtiv2.variables as variables
import pyslet.qtiv2.xml as qti
import pyslet.rfc2396 as uri
from lxml import etree
from qti_convert import package

# pyslet has a hottext among blocks; the specification (hottext extends inlineStatic) has it among words.
interactions.Hottext.__bases__ = (html.InlineMixin, interactions.Choice)
# What Moodle's question bank takes as a share, question/type/questiontypebase.php: another one stops the import.
SHARES = [100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10, 5, 0]
EVIL = ["=HYPERLINK(\"http://x\",\"y\")", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "<script>alert(1)</script>", "=cmd|' /C calc'!A0"]
wrong = []


def complain(where, sentence):
    wrong.append(sentence)
    print(f"WRONG {where}: {sentence}")


def run(*words):
    return subprocess.run(list(map(str, words)), capture_output=True, text=True)


def check_moodle(path, lesson, folder):
    where = path.name
    root = etree.parse(str(path)).getroot()
    questions = [one for one in root.findall("question") if one.get("type") not in ("category", "description")]
    if root.tag != "quiz" or root.find("question").get("type") != "category" or len(questions) != len(lesson["hasPart"]):
        complain(where, f"{len(questions)} questions for {len(lesson['hasPart'])} tasks")
    for question, task in zip(questions, lesson["hasPart"]):
        name = question.findtext("name/text")
        shares = [float(answer.get("fraction")) for answer in question.findall("answer")]
        for share in shares:
            if min(abs(abs(share) - known) for known in SHARES) > 0.0001:
                complain(where, f"{name}: Moodle takes no share of {share} %")
        if shares and abs(sum(share for share in shares if share > 0) - 100) > 0.01:
            complain(where, f"{name}: right answers earn {sum(share for share in shares if share > 0)} %")
        if float(question.findtext("defaultgrade")) != task["points"]:
            complain(where, f"{name}: {question.findtext('defaultgrade')} points in the place of {task['points']}")
        if question.get("type") == "matching":
            pairs = [(one.findtext("text"), one.findtext("answer/text")) for one in question.findall("subquestion")]
            if sum(1 for text, _ in pairs if text) < 2 or len(set(answer for _, answer in pairs)) < 2:
                complain(where, f"{name}: too few pairs")
        for text in question.iter("questiontext"):
            named = {file.get("name"): file.text for file in text.findall("file")}
            for image in etree.HTML(text.findtext("text")).iter("img"):
                source = image.get("src")
                if not source.startswith("@@PLUGINFILE@@/") or source.removeprefix("@@PLUGINFILE@@/") not in named:
                    complain(where, f"{name}: a picture that is not in the file: {source}")
                elif not (image.get("alt") or "").strip():
                    complain(where, f"{name}: a picture without a description")
            for data in named.values():
                base64.b64decode(data, validate=True)
        if any(True for text in question.iter("text") if text.text and "<script" in text.text):
            complain(where, f"{name}: markup got in")
    tex = folder / f"{path.stem}.tex"
    # It writes its log where it is started.
    said = subprocess.run([pathlib.Path(sys.executable).with_name("moodle2amc"), path.resolve(), "-o", tex.resolve()], cwd=folder, capture_output=True, text=True)
    if said.returncode != 0 or not tex.exists():
        complain(where, f"moodle2amc does not read it: {(said.stderr or said.stdout)[-300:]}")
    return len(questions)


def check_qti(path, lesson):
    where = path.name
    folder = pathlib.Path(tempfile.mkdtemp())
    with zipfile.ZipFile(path) as packed:
        packed.extractall(folder)
    manifest = etree.parse(str(folder / "imsmanifest.xml"))
    for href in {node.get("href") for node in manifest.iter() if node.get("href")}:
        if not (folder / href).is_file():
            complain(where, f"the manifest lists {href}, which is not there")
    qti.QTIDocument(baseURI=str(uri.URI.from_path(str(folder / "test.xml")))).read()
    scored = 0
    for number, task in enumerate(lesson["hasPart"], 1):
        document = qti.QTIDocument(baseURI=str(uri.URI.from_path(str(folder / f"items/task-{number}.xml"))))
        try:
            document.read()  # holds every element against the content model of QTI 2.1
        except Exception as error:
            complain(where, f"task {number}: {error}")
            continue
        state = variables.ItemSessionState(document.root)
        state.begin_session()
        state.end_attempt()
        if state["SCORE"].value not in (None, 0.0) or state["MAXSCORE"].value != task["points"]:
            complain(where, f"task {number}: no answer earns {state['SCORE'].value} of {state['MAXSCORE'].value}")
        correct = state["RESPONSE.CORRECT"]
        if correct:
            state.map["RESPONSE"] = variables.Value.copy_value(correct)
            state.end_attempt()
            if abs(state["SCORE"].value - task["points"]) > 0.001:
                complain(where, f"task {number}: the right answer earns {state['SCORE'].value} of {task['points']}")
            scored += 1
    upgraded = package.upgrade_package(str(path)) if hasattr(package, "upgrade_package") else None
    if upgraded is not None and not getattr(upgraded, "files", upgraded):
        complain(where, "citolab's converter makes nothing of it")
    return scored


def check_results(program, folder, record, name, lesson):
    answers = folder / f"answers-{name}"
    run(program, "make-class", answers, "--lesson", record, "--name", name, "--pupils", len(EVIL))
    for path, evil in zip(sorted(answers.glob("*.answers")), EVIL):
        sheet = json.loads(path.read_text())
        sheet["pupil"] = evil
        for reply in sheet["replies"].values():
            if "written" in reply:
                reply["written"] = evil
        sheet.pop("sha256", None)
        # RFC 8785: for words and whole numbers, Python's own JSON with sorted keys is the same.
        canonical = json.dumps(sheet, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        sheet["sha256"] = hashlib.sha256(canonical.encode()).hexdigest()
        path.write_text(json.dumps(sheet, ensure_ascii=False))
    for form in ("csv", "xlsx"):
        path = folder / f"results-{name}.{form}"
        said = run(program, "lesson", "results", answers, "--lesson", record, "--name", name, "--to", form, "-o", path)
        if said.returncode != 0:
            complain(path.name, said.stderr.strip()[:300])
            continue
        if form == "csv":
            rows = list(csv.reader(path.open(newline="", encoding="utf-8")))
            cells = [cell for row in rows for cell in row]
            if any(cell[:1] in "=+@\t\r" and cell for cell in cells) or any(cell[:1] == "-" and not cell[1:].replace(".", "").isdigit() for cell in cells):
                complain(path.name, f"a cell begins like a formula: {[cell for cell in cells if cell[:1] in '=+-@'][:3]}")
            if len(rows) != 1 + len(EVIL) or len({len(row) for row in rows}) != 1:
                complain(path.name, f"{len(rows)} rows")
        else:
            book = openpyxl.load_workbook(path)
            cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
            if any(cell.data_type == "f" for cell in cells):
                complain(path.name, "a cell is a formula")
            if any(cell.hyperlink for cell in cells):
                complain(path.name, "a cell is a link")
            said = {str(cell.value).lstrip("'") for cell in cells}
            if not all(any(evil.strip() in one for one in said) for evil in EVIL):
                complain(path.name, "a name is not there as it was given")


def main():
    program, folder, archives = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    listed = []
    for archive in ("one-dismissal", "launch-with-a-view"):
        record = archives / f"{archive}.record"
        with zipfile.ZipFile(record) as packed:
            own = [pathlib.PurePath(name).stem for name in packed.namelist() if "/data/lessons/" in name and name.endswith(".json")]
            lessons = [(name, name, json.loads(packed.read(next(one for one in packed.namelist() if one.endswith(f"/lessons/{name}.json"))))) for name in own]
        for name in own:
            check_results(program, folder, record, name, dict((one[0], one[2]) for one in lessons)[name])
        for line in run(program, "lesson", "templates", record, "--json").stdout.splitlines():
            offer = json.loads(line)
            if offer["tasks"]:
                path = folder / f"{archive}-{offer['template']}.json"
                run(program, "lesson", "make", offer["template"], record, "-o", path)
                lessons.append((path.stem, path, json.loads(path.read_text())))
        for name, wanted, lesson in lessons:
            for form, end in (("moodle", "xml"), ("gift", "gift"), ("qti", "zip"), ("h5p", "h5p")):
                path = folder / f"{name}.{end}"
                said = run(program, "export", record, "--lesson", wanted, "--to", form, "-o", path)
                if said.returncode != 0:
                    complain(path.name, said.stderr.strip()[:300])
            count = check_moodle(folder / f"{name}.xml", lesson, folder)
            scored = check_qti(folder / f"{name}.zip", lesson)
            print(f"{name}: {count} Moodle questions; {len(lesson['hasPart'])} QTI items, {scored} answered rightly earn all their points")
            listed.append({"name": name, "articles": len(lesson["articles"]), "tasks": [[task["exercise"]["kind"], task["prompt"]] for task in lesson["hasPart"]]})
    (folder / "lessons.json").write_text(json.dumps(listed))
    print("results of pupils with formulas and markup for names: read back as words" if not wrong else "")
    sys.exit(1 if wrong else 0)


main()
