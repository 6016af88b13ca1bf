"""Writes each template as CloudFormation runs it, with SAM's resources expanded to roles, permissions and mappings.

Checkers read the result. The metadata of a resource, which holds the skips of checks, is kept. Needs no AWS.

Checkov does not read AWS::IAM::Policy, so its statements are written into a managed policy of the same name. Templates of
the same name in two directories become two files.

usage: transform.py FOLDER TEMPLATE..."""
import json
import logging
import sys
from pathlib import Path

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

# Code and nested stacks are uploaded by a deployment. These values stand in for the uploads.
UPLOADED = {"CodeUri": "s3://bucket/code.zip", "Location": "https://s3.amazonaws.com/bucket/stack.yaml"}


class NoManagedPolicies:
    """Has no managed policies, because roles are written by hand. A template that names one fails with its name."""

    def load(self):
        return {}


def included(value, folder):
    """The value with every AWS::Include of a local file replaced by the content of the file."""
    if isinstance(value, list):
        return [included(item, folder) for item in value]
    if not isinstance(value, dict):
        return value
    include = value.get("Fn::Transform")
    if isinstance(include, dict) and include.get("Name") == "AWS::Include":
        file = folder / include["Parameters"]["Location"]
        return included(yaml_parse(file.read_text(encoding="utf-8")), file.parent)
    return {name: included(item, folder) for name, item in value.items()}


def read_by_checkers(resources):
    """Turns each separate policy of a role into a managed policy."""
    for resource in resources.values():
        if resource["Type"] in ("AWS::IAM::Policy", "AWS::IAM::RolePolicy"):
            resource["Type"] = "AWS::IAM::ManagedPolicy"
            properties = resource["Properties"]
            properties.pop("PolicyName", None)
            if "RoleName" in properties:
                properties["Roles"] = [properties.pop("RoleName")]


def transformed(file):
    return of(yaml_parse(file.read_text(encoding="utf-8")), file.parent)


def of(read, folder):
    template = included(read, folder)
    for resource in template["Resources"].values():
        for name in UPLOADED.keys() & resource.get("Properties", {}).keys():
            resource["Properties"][name] = UPLOADED[name]
    given = {
        name: parameter.get("Default", parameter.get("AllowedValues", ["given"])[0])
        for name, parameter in template.get("Parameters", {}).items()
    }
    whole = transform(template, given, NoManagedPolicies(), passthrough_metadata=True)
    # If SAM expands a resource to several, named after it, only the first keeps the metadata.
    for name, written in template["Resources"].items():
        for made in whole["Resources"].keys() - template["Resources"].keys():
            if made.startswith(name) and "Metadata" in written:
                whole["Resources"][made]["Metadata"] = written["Metadata"]
    read_by_checkers(whole["Resources"])
    return whole


def main():
    # The translator warns that its own metrics are not collected.
    logging.getLogger("samtranslator").setLevel(logging.ERROR)
    folder, *files = map(Path, sys.argv[1:])
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        text = json.dumps(transformed(file), indent=2)
        path = folder / file.with_suffix(".json")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
