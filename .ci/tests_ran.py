"""Reads the test reports of the build just run: exit 1 if a test was skipped, or none ran in a module that has tests."""
import sys
from pathlib import Path
from xml.etree import ElementTree

ran, skipped = 0, []
for report in Path(".").glob("*/*/target/surefire-reports/TEST-*.xml"):
    for case in ElementTree.parse(report).iter("testcase"):
        if (skip := case.find("skipped")) is not None:
            skipped.append(f"{case.get('classname')}.{case.get('name')}: {skip.get('message') or 'no reason given'}")
        else:
            ran += 1
silent = [
    str(module)
    for module in sorted(pom.parent for pom in Path(".").glob("*/*/pom.xml"))
    if any(module.glob("src/test/java/**/*Test.java")) and not any(module.glob("target/surefire-reports/TEST-*.xml"))
]
for test in skipped:
    print(f"skipped: {test}")
for module in silent:
    print(f"no test ran in {module}")
print(f"{ran} tests ran, {len(skipped)} were skipped")
sys.exit(1 if skipped or silent or not ran else 0)
