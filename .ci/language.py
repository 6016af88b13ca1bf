#!/usr/bin/env python3
"""Checks the language against the rules in CONTRIBUTING.md, section "Language"; names the rule of each finding.

Counts phrases in the comments of main sources and in Markdown: each group may occur once in 2,000 words.
`--all` lists every occurrence. Exit 1 when a rule is broken."""
import re
import subprocess
import sys

PHRASES = {
    "a sentence begins with a thing of the system, not with a person":
        r"whoever|whatever|nobody|somebody|anybody|others|who",
    "no word that only colours": r"perhaps|of itself|by itself|at once|meanwhile|afresh|anew|lest",
    "one verb of the field per act": r"(?:is|are|was|were|be|been) (?:said|told|had|taken|asked)",
    "an act has its own verb": r"(?:comes?|came) (?:to|of|upon|forward)",
    "work is requeued": r"hand(?:s|ed|ing)?(?: \w+)? on",
}
CONSTANT = re.compile(r"\bfinal \S+ ((?:MOST|LEAST|LONGEST|SHORTEST|LARGEST|FEWEST|USUAL|OTHERWISE)(?:_\w+)?) =")
COMMENT = re.compile(r"(?:^|\s)///?\s?(.*)")
WIDTH, RATE = 100, 1 / 2_000


def texts(files):
    """File, line and text of each comment or line of prose."""
    for file in files:
        fenced = False
        for number, line in enumerate(open(file, encoding="utf-8"), 1):
            fenced ^= line.lstrip().startswith("```")
            comment = COMMENT.search(line) if file.endswith(".java") else None
            if comment or (file.endswith(".md") and not fenced):
                yield file, number, comment[1] if comment else line.rstrip("\n")


def phrases(what, files):
    found, words = {rule: [] for rule in PHRASES}, 0
    for file, number, text in texts(files):
        words += len(re.findall(r"[A-Za-z']+", text))
        for rule, pattern in PHRASES.items():
            found[rule] += [f"{file}:{number}: {hit[0]}" for hit in re.finditer(rf"\b(?:{pattern})\b", text, re.IGNORECASE)]
    for rule, hits in found.items():
        print(f"{what}: {len(hits)} in {words} words, {len(hits) * 1000 / words:.2f} per 1,000: {rule}")
        if "--all" in sys.argv or len(hits) > words * RATE:
            print(*(f"  {hit}" for hit in hits), sep="\n")
    return any(len(hits) > words * RATE for hits in found.values())


def main():
    files = subprocess.check_output(["git", "ls-files", "*.java", "*.md"], text=True).split()
    markdown = [file for file in files if file.endswith(".md")]
    broken = phrases("comments", [file for file in files if "/src/main/" in file and file.endswith(".java")])
    broken |= phrases("documents", markdown)
    for file in sorted(set(files) - set(markdown)):
        for number, line in enumerate(open(file, encoding="utf-8"), 1):
            for hit in CONSTANT.finditer(line):
                broken = True
                print(f"{file}:{number}: {hit[1]}: constants are MAX_, MIN_ and DEFAULT_")
    for file, number, text in texts(markdown):
        if len(text) > WIDTH and not text.lstrip().startswith("|") and "](" not in text and "http" not in text:
            broken = True
            print(f"{file}:{number}: {len(text)} columns: Markdown is wrapped at {WIDTH}")
    sys.exit("the language is not plain: see CONTRIBUTING.md, Language" if broken else 0)


main()
