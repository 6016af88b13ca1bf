"""Reads the test reports of the build just run: exit 1 if a test was skipped, or if none ran. Names the skipped ones."""
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
for test in skipped:
    print(f"skipped: {test}")
print(f"{ran} tests ran, {len(skipped)} were skipped")
sys.exit(1 if skipped or not ran else 0)
