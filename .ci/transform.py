"""Writes each template as CloudFormation would run it: SAM's resources replaced by what they stand for, so that checkers
see roles, permissions and mappings. Metadata, and with it the skips of checks, travels with its resource. Needs no AWS.

The statements of an AWS::IAM::Policy, which checkov does not read, stand in a managed policy of the same name, which it
reads. Templates of one name in two folders are two files.

usage: transform.py FOLDER TEMPLATE..."""
import json
import logging
import sys
from pathlib import Path

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

# What is not there before a deployment: code and nested stacks are uploaded, nested stacks' parameters are given.
UPLOADED = {"CodeUri": "s3://bucket/code.zip", "Location": "https://s3.amazonaws.com/bucket/stack.yaml"}


class NoManagedPolicies:
    """Roles here are written by hand. A template that names a managed policy fails, naming it."""

    def load(self):
        return {}


def included(value, folder):
    """The value with every AWS::Include of a local file replaced by what the file holds."""
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
    """The resources with every policy of a role's owner as a managed policy."""
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
    # Where a resource becomes several, named after it, SAM leaves its metadata only with the first.
    for name, written in template["Resources"].items():
        for made in whole["Resources"].keys() - template["Resources"].keys():
            if made.startswith(name) and "Metadata" in written:
                whole["Resources"][made]["Metadata"] = written["Metadata"]
    read_by_checkers(whole["Resources"])
    return whole


def main():
    # It has metrics that nobody collects, and warns of that.
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
