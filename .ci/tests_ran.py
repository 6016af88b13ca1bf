"""Checks the test reports of the last build.

Exit 1 if a test was skipped, if no test ran in a module that has tests, or if no test ran of a class that is named as an
argument."""
import sys
from pathlib import Path
from xml.etree import ElementTree

ran, skipped, classes = 0, [], set()
# Modules are two or three directories deep.
poms = sorted(Path(".").glob("*/*/pom.xml")) + sorted(Path(".").glob("*/*/*/pom.xml"))
for report in (report for pom in poms for report in pom.parent.glob("target/surefire-reports/TEST-*.xml")):
    for case in ElementTree.parse(report).iter("testcase"):
        if (skip := case.find("skipped")) is not None:
            skipped.append(f"{case.get('classname')}.{case.get('name')}: {skip.get('message') or 'no reason given'}")
        else:
            ran += 1
            classes.add(case.get("classname", "").rsplit(".")[-1])
silent = [
    str(module)
    for module in (pom.parent for pom in poms)
    if any(module.glob("src/test/java/**/*Test.java")) and not any(module.glob("target/surefire-reports/TEST-*.xml"))
]
absent = [name for name in sys.argv[1:] if name not in classes]
for name in absent:
    print(f"no test of {name} ran")
for test in skipped:
    print(f"skipped: {test}")
for module in silent:
    print(f"no test ran in {module}")
print(f"{ran} tests ran, {len(skipped)} were skipped")
sys.exit(1 if skipped or silent or absent or not ran else 0)
