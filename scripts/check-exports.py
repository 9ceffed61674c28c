"""Reads exports back with other programs and compares their fields with the items. Called by scripts/check-exports, which says how."""

import csv, io, json, os, re, shutil, subprocess, sys, tempfile, unicodedata

import pybtex.database
import pypandoc
import rdflib
import typst
import yaml

program, items_file = sys.argv[1:3]
items = json.load(open(items_file, encoding="utf8"))
pandoc = pypandoc.get_pandoc_path()
folder = tempfile.mkdtemp()
TAGS = re.compile(r"</?(i|b|sup|sub|sc|em|span)\b[^>]*>")
wrong = checked = 0


def plain(text):
    text = unicodedata.normalize("NFC", TAGS.sub("", str(text)))
    return re.sub(r"[\s\u00a0]+", " ", text).strip()


def loose(text):
    """Words without what each program sets in its own way: marks, dashes, ellipses."""
    text = plain(text)
    for pair in ("“\"", "”\"", "‘\"", "’\"", "'\"", "–-", "—-", "…..."):
        text = text.replace(pair[0], pair[1:])
    return text.replace("---", "-").replace("--", "-").replace("``", '"').replace('""', '"')


def export(form, ending, style="apa"):
    path = os.path.join(folder, f"{form}.{ending}")
    subprocess.run([program, "cite", items_file, "--to", form, "--style", style, "-o", path], check=True)
    return path


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, **options).stdout.decode("utf8")


def names(item, key="author"):
    found = []
    for name in item.get(key, []):
        if name.get("literal") or not name.get("family"):
            found.append(loose(name.get("literal") or name.get("given") or ""))
        else:
            parts = [name.get("given"), name.get("dropping-particle"), name.get("non-dropping-particle"), name.get("family"), name.get("suffix")]
            found.append(loose(" ".join(part for part in parts if part)))
    return found


def same_name(name):
    """The letters of a name in any order: programs keep its parts in their own."""
    return sorted(re.findall(r"\w+", name.lower()))


def year(item):
    date = item.get("issued") or {}
    parts = date.get("date-parts") or [[]]
    return str(parts[0][0]) if parts[0] else None


def wanted(item):
    return {
        "title": loose(item["title"]) if item.get("title") else None,
        "authors": [same_name(name) for name in names(item)],
        "container": loose(item["container-title"]) if item.get("container-title") else None,
        "year": year(item),
        "url": item.get("URL"),
        # pandoc's reader of EndNote XML calls it so.
        "pages": loose(item.get("page") or item["pages"]) if item.get("page") or item.get("pages") else None,
        "doi": item.get("DOI"),
        "publisher": loose(item["publisher"]) if item.get("publisher") else None,
    }


def csl(item):
    """The fields of an item that a program gives back as CSL-JSON."""
    found = wanted({**item, "author": item.get("author") or []})
    # Some keep what a page on the web stands in as who publishes it.
    found["places"] = [loose(item[key]) for key in ("container-title", "publisher", "publisher-place", "collection-title", "event-title", "note", "archive", "source") if item.get(key)]
    return found


def compare(form, reader, found, fields, keyed=True):
    """Compares what a reader found with the items, by their keys or in their order."""
    global wrong, checked
    bad = 0
    for at, item in enumerate(items):
        given = found.get(str(item["id"])) if keyed else (found[at] if at < len(found) else None)
        if given is None:
            bad += 1
            print(f"  {form} by {reader}: {item['id']} is not there")
            continue
        want = wanted(item)
        for field in fields:
            if want[field] in (None, []):
                continue
            checked += 1
            have = given.get(field)
            if field in ("container", "publisher") and any(want[field] in place for place in given.get("places", [])):
                continue
            if have != want[field]:
                bad += 1
                print(f"  {form} by {reader}: {item['id']}.{field}: wanted {want[field]!r}, found {have!r}")
    wrong += bad
    print(f"{'right' if not bad else 'WRONG'}  {form} by {reader}" + (f" ({bad})" if bad else ""))


ALL = ["title", "authors", "container", "year", "url", "pages", "doi", "publisher"]

# Fields, read back as CSL-JSON.
for form, ending, reader, fields, keyed in [
    ("csl-json", "json", "csljson", ALL, True),
    ("biblatex", "bib", "biblatex", ALL, True),
    ("bibtex", "bib", "bibtex", ALL, True),
    ("ris", "ris", "ris", ALL, True),
    # pandoc's reader takes neither addresses nor DOIs out of EndNote XML.
    ("endnote", "xml", "endnotexml", ["title", "authors", "container", "year", "pages"], False),
]:
    back = json.loads(run(pandoc, "-f", reader, "-t", "csljson", export(form, ending)))
    found = {str(item["id"]): csl(item) for item in back} if keyed else [csl(item) for item in back]
    compare(form, f"pandoc {reader}", found, fields, keyed)

script = """
const { Cite, plugins } = require('@citation-js/core');
for (const name of ['bibtex', 'ris', 'csl']) require('@citation-js/plugin-' + name);
const text = require('fs').readFileSync(process.argv[1], 'utf8');
console.log(JSON.stringify(new Cite(text, { forceType: process.argv[2] }).get({ format: 'real', type: 'json', style: 'csl' })));
"""
# citation-js takes no authors out of newspaper articles in RIS, nor what pictures stand in; pandoc reads both from the same file.
for form, ending, kind, fields in [("biblatex", "bib", "@biblatex/text", ALL), ("bibtex", "bib", "@bibtex/text", ALL[:-1]), ("ris", "ris", "@ris/file", ["title", "year", "url"]), ("csl-json", "json", "@else/json", ALL)]:
    try:
        back = json.loads(run("node", "-e", script, export(form, ending), kind))
        compare(form, "citation-js", {str(item.get("citation-key") or item["id"]): csl(item) for item in back}, fields)
    except subprocess.CalledProcessError as failed:
        wrong += 1
        print(f"WRONG  {form} by citation-js: {failed.stderr.decode('utf8')[-400:]}")

# YAML and tables.
back = yaml.safe_load(open(export("csl-yaml", "yaml"), encoding="utf8"))["references"]
compare("csl-yaml", "PyYAML", {str(item["id"]): csl(item) for item in back}, ALL)
rows = list(csv.DictReader(open(export("csv", "csv"), encoding="utf8", newline="")))
unguarded = lambda cell: cell[1:] if re.match(r"'[=+\-@]", cell) else cell
table = {
    row["key"]: {
        "title": loose(unguarded(row["title"])),
        "authors": [same_name(name) for name in unguarded(row["author"]).split("; ")],
        "container": loose(unguarded(row["outlet"])),
        "year": row["date"][:4],
        "url": row["url"],
    }
    for row in rows
}
compare("csv", "Python", table, ["title", "authors", "container", "year", "url"])


def decoded(entry):
    """What pybtex found, its LaTeX read as text."""
    text = lambda key: loose(latex(entry.fields[key])) if key in entry.fields else None
    people = [same_name(latex(str(person))) for person in entry.persons.get("author", [])]
    return {
        "title": text("title"), "authors": people, "container": text("journal"), "year": text("year") and text("year")[:4],
        "url": entry.fields.get("url"), "pages": text("pages"), "doi": text("doi"), "publisher": text("publisher"),
        "places": [text(key) for key in ("journal", "booktitle", "organization", "institution", "school", "publisher", "howpublished") if text(key)],
    }


def latex(text):
    import latexcodec  # registers the codec
    text = text.replace("\\emph", "").replace("\\textsc", "").replace("\\textbf", "")
    for command, letter in (("\\textbackslash{}", "\\\\"), ("\\textasciitilde{}", "~"), ("\\textasciicircum{}", "^")):
        text = text.replace(command, letter)
    text = re.sub(r"\\text(super|sub)script\{([^}]*)\}", r"\2", text)
    text = re.sub(r"\\([&%#_$])", r"\1", text)
    text = text.replace("\\{", "\ue000").replace("\\}", "\ue001")
    return re.sub(r"[{}]", "", text).replace("\ue000", "{").replace("\ue001", "}").replace("\\\\", "\\")


back = pybtex.database.parse_file(export("bibtex", "bib"), bib_format="bibtex")
compare("bibtex", "pybtex", {key: decoded(entry) for key, entry in back.entries.items()}, ALL)

if shutil.which("xml2bib"):
    text = run("xml2bib", "-nl", export("mods", "xml"))
    back = pybtex.database.parse_string(text, "bibtex")
    # bibutils writes BibTeX without escaping braces: their letters are lost there, not in MODS.
    found = {key: decoded(entry) for key, entry in back.entries.items()}
    for item in items:
        if "{" in item.get("title", "") and str(item["id"]) in found:
            found[str(item["id"])]["title"] = wanted(item)["title"]
    compare("mods", "bibutils", found, ["title", "authors", "year", "url"])

if shutil.which("biber"):
    path = export("biblatex", "bib")
    said = subprocess.run(["biber", "--tool", "--validate-datamodel", "--quiet", "--output-file", os.path.join(folder, "out.bib"), path], capture_output=True)
    log = said.stdout.decode("utf8") + said.stderr.decode("utf8")
    errors = [line for line in log.splitlines() if "ERROR" in line]
    for line in log.splitlines():
        if "WARN" in line:
            print("  biber:", line[:160])
    wrong += len(errors)
    print("right  biblatex by biber" if not errors else "WRONG  biblatex by biber: " + errors[0])

graph = json.load(open(export("json-ld", "jsonld"), encoding="utf8"))
graph["@context"] = {"@vocab": "https://schema.org/"}
triples = rdflib.Graph().parse(data=json.dumps(graph), format="json-ld", publicID="https://onrecord.example/")
schema = rdflib.Namespace("https://schema.org/")
linked = {}
for thing, key in triples.subject_objects(schema.identifier):
    value = lambda name: next((str(found) for found in triples.objects(thing, schema[name])), None)
    title = value("headline") or value("name")
    linked[str(key)] = {"title": title and loose(title), "year": value("datePublished") and value("datePublished")[:4], "url": value("url")}
compare("json-ld", "rdflib", linked, ["title", "year", "url"])

# Formatted citations: the same words in every form.
expected = [loose(line) for line in run(program, "cite", items_file, "--style", "apa").split("\n\n") if line.strip()]


def words(form, reader, text):
    global wrong, checked
    found = [loose(part) for part in re.split(r"\n\s*\n", text) if part.strip()]
    bad = [(want, have) for want, have in zip(expected, found) if want != have]
    missing = abs(len(expected) - len(found))
    checked += len(expected)
    wrong += len(bad) + missing
    for want, have in bad[:4]:
        print(f"  {form} by {reader}:\n    wanted {want}\n    found  {have}")
    print(f"{'right' if not bad and not missing else 'WRONG'}  {form} by {reader}" + (f" ({len(bad)} differ, {missing} more or fewer)" if bad or missing else ""))


for form, ending, reader in [("docx", "docx", "docx"), ("rtf", "rtf", "rtf"), ("html", "html", "html"), ("markdown", "md", "commonmark"), ("typst", "typ", "typst")]:
    back = json.loads(run(pandoc, "-f", reader, "-t", "json", export(form, ending)))
    text = run(pandoc, "-f", "json", "-t", "plain", "--wrap=none", input=json.dumps(back).encode("utf8"))
    # Plain text from pandoc marks italics.
    words(form, f"pandoc {reader}", re.sub(r"(?<!\w)_|_(?!\w)", "", text))
for form, ending in [("hayagriva", "yml"), ("typst", "typ")]:
    path = export(form, ending)
    document = os.path.join(folder, f"{form}-main.typ")
    with open(document, "w", encoding="utf8") as file:
        name = os.path.basename(path)
        file.write(f'#bibliography("{name}", full: true, style: "apa")' if form == "hayagriva" else f'#include "{name}"')
    try:
        typst.compile(document, output=os.path.join(folder, f"{form}.pdf"))
        pages = os.path.join(folder, f"{form}.pdf")
        if shutil.which("pdftotext"):
            text = loose(run("pdftotext", "-layout", pages, "-").replace("\n", " "))
            lost = [item["id"] for item in items if item.get("URL") and item["URL"].split("//")[1][:12] not in text]
            wrong += len(lost)
            print(f"{'right' if not lost else 'WRONG'}  {form} by Typst" + (f": not there: {lost}" if lost else ""))
        else:
            print(f"right  {form} by Typst (it compiles)")
    except Exception as failed:
        wrong += 1
        print(f"WRONG  {form} by Typst: {str(failed)[:300]}")
office = shutil.which("soffice")
for form in ("rtf", "docx") if office else ():
    run(office, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, export(form, form))
    text = open(os.path.join(folder, f"{form}.txt"), encoding="utf-8-sig").read()
    words(form, "LibreOffice", re.sub(r"\n+", "\n\n", text))
if not office:
    print("LibreOffice is not here: RTF and DOCX were read by pandoc alone.")

print(f"{checked} comparisons, {wrong} wrong")
sys.exit(1 if wrong else 0)
