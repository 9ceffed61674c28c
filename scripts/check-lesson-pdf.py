"""Reads printed sheets of lessons with programs that have nothing to do with this one, and names everything that is wrong.

pikepdf: the tag tree, alternative texts, language, PDF/UA-1 marks, page sizes, colours. pdfplumber: the words in the order of the tags.
pdffonts: embedded faces. pdftoppm: every page as a picture, to be looked at. veraPDF, where it is installed: the whole of PDF/UA-1.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import zipfile

import pdfplumber
import pikepdf

PAPER = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}
# Children that ISO 32000-1, 14.8.4 allows where something else would be wrong.
MUST_BE_IN = {"LI": {"L"}, "LBody": {"LI"}, "Lbl": {"LI", "Note", "L"}, "TR": {"Table", "THead", "TBody", "TFoot"}, "TH": {"TR"}, "TD": {"TR"}}
wrong = []


def complain(where, sentence):
    wrong.append(f"{where}: {sentence}")
    print(f"WRONG {where}: {sentence}")


def bare(text):
    """Words without what a typesetter may change: spaces, soft hyphens, ligatures."""
    for ligature, letters in {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\u00ad": "", "\u200b": "", "\u2060": ""}.items():
        text = text.replace(ligature, letters)
    return re.sub(r"\s+", "", text)


def elements(node, parents=()):
    """Every element of the tag tree with the names of those that it is in."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from elements(kid, parents)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node, parents
        if "/K" in node:
            yield from elements(node.K, (*parents, str(node.S)[1:]))


def marked(node, page, out):
    """The marked contents of the tree in its order: the page's object number, the number of the content."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            marked(kid, page, out)
    elif isinstance(node, pikepdf.Dictionary):
        page = node.Pg.objgen[0] if "/Pg" in node else page
        if "/MCID" in node:
            out.append((page, int(node.MCID)))
        elif "/K" in node:
            marked(node.K, page, out)
    elif isinstance(node, int) or (hasattr(node, "as_int")):
        out.append((page, int(node)))


def check_tree(where, pdf):
    root = pdf.Root
    if "/StructTreeRoot" not in root or not root.get("/MarkInfo", {}).get("/Marked", False):
        return complain(where, "it is not tagged")
    tree = root.StructTreeRoot
    roles = {str(role): str(name) for role, name in tree.get("/RoleMap", {}).items()}
    level = 0
    kinds = {}
    for node, parents in elements(tree.K):
        kind = roles.get(str(node.S), str(node.S))[1:]
        kinds[kind] = kinds.get(kind, 0) + 1
        if kind in MUST_BE_IN and (not parents or parents[-1] not in MUST_BE_IN[kind]):
            complain(where, f"{kind} stands in {parents[-1] if parents else 'nothing'}")
        if kind == "Figure" and not str(node.get("/Alt", "")).strip():
            complain(where, "a picture has no alternative text")
        if kind == "TH":
            attributes = node.get("/A", pikepdf.Array())
            attributes = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
            if not any("/Scope" in one for one in attributes if isinstance(one, pikepdf.Dictionary)):
                complain(where, "the head of a column or row does not say which it is")
        if re.fullmatch(r"H[1-6]", kind):
            if int(kind[1]) > level + 1:
                complain(where, f"a heading of level {kind[1]} follows one of level {level}")
            level = int(kind[1])
    return kinds


def check_contents(where, pdf):
    """Everything that is drawn is tagged or an artifact, and all of it is grey but pictures."""
    for number, page in enumerate(pdf.pages, 1):
        depth, loose, colours, mcids = 0, 0, set(), set()
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                depth += 1
                if name == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]:
                    mcids.add(int(operands[1].MCID))
            elif name == "EMC":
                depth -= 1
            elif name in ("Tj", "TJ", "'", '"', "Do", "f", "f*", "S", "s", "B", "b") and depth == 0:
                loose += 1
            elif name in ("rg", "RG", "scn", "SCN", "sc", "SC") and len(operands) == 3:
                red, green, blue = (float(one) for one in operands)
                if max(red, green, blue) - min(red, green, blue) > 0.02:
                    colours.add((red, green, blue))
            elif name in ("k", "K") and any(float(one) > 0.02 for one in operands[:3]):
                colours.add(tuple(float(one) for one in operands))
        if loose:
            complain(where, f"page {number}: {loose} things are drawn that are neither tagged nor an artifact")
        if colours:
            complain(where, f"page {number}: colours that are not grey: {sorted(colours)[:3]}")


def words_in_order(path, pdf):
    """The words of all pages in the order of the tags, as a screen reader says them; apart from them what is an artifact."""
    order = []
    marked(pdf.Root.StructTreeRoot.K, None, order)
    texts, artifacts = {}, []
    with pdfplumber.open(path) as reader:
        for page, own in zip(pdf.pages, reader.pages):
            for char in own.chars:
                if char["mcid"] is None:
                    artifacts.append(char["text"])
                else:
                    texts.setdefault((page.obj.objgen[0], char["mcid"]), []).append(char["text"])
    said = [(key, "".join(texts.pop(key, []))) for key in order]
    return "".join(text for _, text in said), "".join(artifacts), texts


def lesson_of(archive, name):
    with zipfile.ZipFile(archive) as record:
        inner = next(entry for entry in record.namelist() if entry.endswith(f"data/lessons/{name}.json"))
        top = inner.split("data/")[0]
        lesson = json.loads(record.read(inner))
        articles = {slug: json.loads(record.read(f"{top}data/articles/{slug}/article.json")) for slug in lesson["articles"]}
    return lesson, articles


def texts_of_blocks(article):
    for block in article.get("articleBody", article.get("blocks", [])):
        if isinstance(block, dict):
            for field in ("text",):
                if block.get(field):
                    yield block[field]
            for item in block.get("items", []):
                yield item["text"] if isinstance(item, dict) else item


def expected(lesson, articles, sheet):
    """What has to be readable, and what must not be there."""
    has, never = [lesson["name"]], []
    for task in lesson["hasPart"]:
        exercise, key = task["exercise"], task.get("key", {})
        has.append(task["prompt"])
        if sheet == "worksheet":
            for field in ("options", "items", "targets", "parts"):
                has += [choice["text"] for choice in exercise.get(field, [])]
            has += [task[field] for field in ("hint",) if task.get(field)]
            never += [key[field] for field in ("explanation", "expected") if key.get(field)]
        else:
            has += [key[field] for field in ("explanation", "expected") if key.get(field)]
            has += key.get("rubric", [])
    teacher = lesson.get("teacher", {})
    lines = teacher.get("before", []) + teacher.get("talk", []) + [step["what"] for step in teacher.get("steps", [])]
    if sheet == "worksheet":
        never += lines
        for article in articles.values():
            has += [article["headline"], article.get("alternativeHeadline") or "", *texts_of_blocks(article)]
            for photo in article.get("photos", article.get("image", [])):
                has += [photo.get("caption") or "", photo.get("creditText") or ""]
    else:
        has += lines + lesson.get("teaches", [])
    return [one for one in has if one.strip()], [one for one in never if len(one) > 30]


def check(path, sheet, paper, size, lesson, articles, pictures):
    where = path.stem
    with pikepdf.open(path) as pdf:
        for problem in pdf.check() if hasattr(pdf, "check") else []:
            complain(where, problem)
        wide, high = PAPER[paper]
        for page in pdf.pages:
            box = [float(side) for side in page.mediabox]
            if abs(box[2] - box[0] - wide) > 1 or abs(box[3] - box[1] - high) > 1:
                complain(where, f"a page is {box[2]:.0f} × {box[3]:.0f} points")
        if not str(pdf.Root.get("/Lang", "")).startswith(lesson.get("inLanguage", "en") if sheet != "results" else "en"):
            complain(where, f"its language is {pdf.Root.get('/Lang')}")
        if not pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
            complain(where, "a reader shows its file name in the place of its title")
        with pdf.open_metadata() as meta:
            if meta.get("pdfuaid:part") != "1":
                complain(where, "it does not say that it is PDF/UA-1")
            if lesson["name"] not in (meta.get("dc:title") or ""):
                complain(where, f"its title is {meta.get('dc:title')}")
        kinds = check_tree(where, pdf) or {}
        check_contents(where, pdf)
        said, artifacts, lost = words_in_order(path, pdf)
        count = len(pdf.pages)
    if lost:
        complain(where, f"words outside the tag tree: {[''.join(text) for text in lost.values()][:3]}")
    said = bare(said)
    has, never = expected(lesson, articles, sheet) if sheet != "results" else ([task["prompt"] for task in lesson["hasPart"]], [])
    for words in has:
        if bare(words) not in said:
            complain(where, f"not to be read in one piece: {words[:90]!r}")
    for words in never:
        if bare(words) in said:
            complain(where, f"the key is in it: {words[:90]!r}")
    if sheet == "worksheet" and not all(str(number) in artifacts for number in (5, 10, 15)):
        complain(where, "lines of the article are not numbered")
    if sheet == "worksheet" and said.count(bare("Cite as:")) != len(lesson["articles"]):
        complain(where, "an article lacks its citation")
    if sheet == "worksheet" and "Figure" not in kinds and any(article.get("photos") or article.get("image") for article in articles.values()):
        complain(where, "the pictures are not there")
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    if not fonts:
        complain(where, "it has no face")
    for line in fonts:
        flags = re.search(r"\b(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+\s*$", line)
        if not flags or flags.group(1) != "yes" or flags.group(3) != "yes":
            complain(where, f"a face is not embedded, or its letters have no names: {line.strip()}")
    with pdfplumber.open(path) as reader:
        sizes = [char["size"] for page in reader.pages for char in page.chars if char["mcid"] is not None]
    common = max(set(round(one) for one in sizes), key=[round(one) for one in sizes].count)
    if common != size:
        complain(where, f"most letters have {common} points")
    if min(sizes) < size * 0.6:
        complain(where, f"some letters have {min(sizes):.1f} points")
    if shutil.which("verapdf"):
        said = subprocess.run(["verapdf", "--flavour", "ua1", "--format", "text", path], capture_output=True, text=True).stdout
        if not said.startswith("PASS"):
            complain(where, f"veraPDF: {said.strip()[:300]}")
    subprocess.run(["pdftoppm", "-r", "60", "-png", path, pictures / where], check=True)
    tags = ", ".join(f"{kind} {number}" for kind, number in sorted(kinds.items()))
    print(f"{where}: {count} pages, {len(has)} texts found, {len(fonts)} faces; {tags}")


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    archives = pathlib.Path(sys.argv[3])
    pictures = folder / "pages"
    pictures.mkdir(parents=True, exist_ok=True)
    lessons = [("one-dismissal", "one-event-three-front-pages"), ("one-dismissal", "who-says-so"), ("launch-with-a-view", "look-first-then-read")]
    for archive, name in lessons:
        record = archives / f"{archive}.record"
        lesson, articles = lesson_of(record, name)
        answers = folder / f"answers-{name}"
        subprocess.run([program, "make-class", answers, "--lesson", record, "--name", name], check=True, capture_output=True)
        for paper in PAPER:
            for large in (False, True):
                size = 18 if large else 11
                options = (["--letter"] if paper == "letter" else []) + (["--large"] if large else [])
                for sheet in ("worksheet", "key", "results"):
                    path = folder / f"{name}-{sheet}-{paper}{'-large' if large else ''}.pdf"
                    if sheet == "results":
                        how = ["lesson", "results", answers, "--lesson", record, "--name", name, "--to", "pdf"]
                    else:
                        how = ["export", record, "--lesson", name, "--to", "pdf"] + (["--key"] if sheet == "key" else [])
                    subprocess.run([program, *how, *options, "-o", path], check=True, capture_output=True)
                    check(path, sheet, paper, size, lesson, articles, pictures)
    if not shutil.which("verapdf"):
        print("veraPDF is not installed here: its checks were not made.")
    print(f"Pages as pictures: {pictures}")
    print("nothing wrong" if not wrong else f"{len(wrong)} things wrong")
    sys.exit(1 if wrong else 0)


main()
