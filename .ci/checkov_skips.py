"""Checks checkov's reports of the templates as written and as transformed.

Exit 1 if a check failed, if a skip is not on the list or has no reason, if a listed skip no longer exists, or if the
checks of a role or a policy did not run. Those checks run only on transformed templates.

usage: checkov_skips.py LIST WRITTEN.json TRANSFORMED.json TRANSFORMED-FOLDER"""
import json
import sys
from pathlib import Path

MAX_SKIPPED_CHECKS = 8
# Checkov silently skips a policy that it cannot read.
OF_POLICIES = {"CKV_AWS_107", "CKV_AWS_108", "CKV_AWS_109", "CKV_AWS_110", "CKV_AWS_111"}


def listed(file):
    lines = [line.split() for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return {(check, resource) for check, *resources in lines for resource in resources}


def name(found):
    return found["resource"].split(".")[-1]


def skips(report):
    return {(found["check_id"], name(found)) for found in report["results"]["skipped_checks"]}


def faults(wanted, report):
    results = report["results"]
    for found in results["failed_checks"]:
        yield f"{found['check_id']} failed for {found['resource']}: {found['check_name']}"
    for file in results["parsing_errors"]:
        yield f"{file} could not be read"
    for check, resource in sorted(skips(report) - wanted):
        yield f"{check} is skipped for {resource}, which is not on the list"
    for found in results["skipped_checks"]:
        if len(found["check_result"].get("suppress_comment") or "") < len("No comment provided") + 1:
            yield f"{found['check_id']} is skipped for {found['resource']} without a reason"


def with_policies(folder):
    """File and name of each role and policy of the transformed templates, as in the report."""
    for file in sorted(folder.rglob("*.json")):
        for resource, written in json.loads(file.read_text(encoding="utf-8"))["Resources"].items():
            if written["Type"] in ("AWS::IAM::Role", "AWS::IAM::ManagedPolicy"):
                yield f"/{file.relative_to(folder)}", resource


def unread_policies(report, folder):
    checked = [*report["results"]["passed_checks"], *report["results"]["failed_checks"]]
    for check in sorted(OF_POLICIES):
        read = {(found["file_path"], name(found)) for found in checked if found["check_id"] == check}
        for file, resource in sorted(set(with_policies(folder)) - read):
            yield f"{check} could not read {resource} in {file}"


def main():
    wanted, (written, transformed) = listed(Path(sys.argv[1])), (json.loads(Path(f).read_text()) for f in sys.argv[2:4])
    found = [*faults(wanted, written), *faults(wanted, transformed), *unread_policies(transformed, Path(sys.argv[4]))]
    # In both reports together, because a transformed resource may have another name.
    for check, resource in sorted(wanted - skips(written) - skips(transformed)):
        found.append(f"{check} is on the list for {resource} but is not skipped; remove it from the list")
    if len({check for check, _ in wanted}) > MAX_SKIPPED_CHECKS:
        found.append(f"more than {MAX_SKIPPED_CHECKS} checks are skipped")
    passed = [report["summary"]["passed"] for report in (written, transformed)]
    if not all(passed):
        found.append("checkov ran no checks")
    for fault in found:
        print(fault)
    print(f"{passed[0]} checks passed on the templates as written, {passed[1]} on the transformed ones")
    print(f"{len({check for check, _ in wanted})} checks are skipped, on {len(wanted)} resources")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
