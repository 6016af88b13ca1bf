"""Checks the statements of all policies in transformed templates: exit 1 if one allows more than it names.

Checkov has no such rules, and it does not read AWS::IAM::Policy and AWS::IAM::RolePolicy.

usage: policies.py TRANSFORMED-FOLDER"""
import json
import re
import sys
from pathlib import Path

# These actions do not support resources, or their resources are created by Lambda for the role.
ON_EVERYTHING = {
    "xray:PutTraceSegments",
    "xray:PutTelemetryRecords",
    "dynamodb:ListStreams",
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DeleteNetworkInterface",
}
# One role per account writes the access logs of all its APIs.
EVERY_LOG = re.compile(r"arn:\$\{AWS::Partition}:logs:\$\{AWS::Region}:\$\{AWS::AccountId}:log-group:\*")
# Allowed wildcards: all objects of one bucket, and all queues of one kind in this application.
NARROW = re.compile(r"(arn:[^*]+:s3:::|\$\{\w+})[^*]*/[^*]*\*|arn:[^*]+:sqs:[^*]+:\$\{Application}_\*_(work|retry|dead)")
OF_IDENTITIES = {"AWS::IAM::Policy", "AWS::IAM::RolePolicy", "AWS::IAM::ManagedPolicy"}
OF_RESOURCES = {"AWS::SQS::QueuePolicy", "AWS::S3::BucketPolicy", "AWS::SNS::TopicPolicy"}
SOURCES = {"aws:sourceaccount", "aws:sourcearn", "aws:principalorgid"}


def listed(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def texts(value):
    """The texts that a value may have. Parts that are known only after deployment remain as ${...}."""
    if isinstance(value, list):
        return [text for item in value for text in texts(item)]
    if not isinstance(value, dict):
        return [] if value is None else [str(value)]
    match value:
        case {"Fn::Sub": [text, *_]} | {"Fn::Sub": str(text)}:
            return [text]
        case {"Fn::If": [_, *branches]}:
            return texts(branches)
        case {"Fn::Split": [_, whole]}:
            return texts(whole)
        case {"Fn::Join": [separator, list(parts)]}:
            return [separator.join(text for part in parts for text in texts(part))]
        case _:
            return ["${Known}"]


def allowed(document):
    """The Allow statements of a document."""
    return [one for one in listed((document or {}).get("Statement")) if one.get("Effect") == "Allow"]


def condition_keys(statement):
    return {key.lower() for keys in statement.get("Condition", {}).values() for key in keys}


def identity_faults(statement, role):
    for name in ("NotAction", "NotResource"):
        if name in statement:
            yield f"allows everything except what {name} lists"
    actions = texts(statement.get("Action"))
    for action in actions:
        if "*" in action:
            yield f"allows the wildcard {action}"
        if action.lower() == "iam:passrole" and "iam:passedtoservice" not in condition_keys(statement):
            yield "allows iam:PassRole without a condition on iam:PassedToService"
    for resource in texts(statement.get("Resource")):
        if "*" not in resource or NARROW.fullmatch(resource):
            continue
        of_logs = role == "apigateway.amazonaws.com" and EVERY_LOG.fullmatch(resource)
        for action in actions:
            if action not in ON_EVERYTHING and not (of_logs and action.startswith("logs:")):
                yield f"allows {action} on {resource}"


def trust_faults(statement):
    principal = statement.get("Principal", "*")
    for kind, who in principal.items() if isinstance(principal, dict) else [("any principal:", principal)]:
        if kind != "Service":
            yield f"trusts {kind} {who}, not a service"


def resource_faults(statement):
    for name in ("NotPrincipal", "NotAction", "NotResource"):
        if name in statement:
            yield f"allows everything except what {name} lists"
    for action in texts(statement.get("Action")):
        if "*" in action:
            yield f"allows the wildcard {action}"
    if not condition_keys(statement) & SOURCES:
        yield f"allows {statement.get('Principal')} without a condition on aws:SourceAccount or aws:SourceArn"


def permission_faults(properties):
    if str(properties.get("Principal")).endswith(".amazonaws.com") and not {"SourceArn", "SourceAccount"} & properties.keys():
        yield f"lets {properties['Principal']} invoke from any account; add a SourceArn or a SourceAccount"


def faults(template):
    """The faults of the policies in a transformed template, as pairs of resource id and fault."""
    for id, resource in template["Resources"].items():
        for fault in resource_of(resource["Type"], resource.get("Properties", {})):
            yield id, fault


def resource_of(type, properties):
    if type == "AWS::IAM::Role":
        trust = allowed(properties.get("AssumeRolePolicyDocument"))
        principal = "".join(texts([one.get("Principal", {}).get("Service") for one in trust if isinstance(one.get("Principal"), dict)]))
        for statement in trust:
            yield from trust_faults(statement)
        for policy in properties.get("Policies", []):
            for statement in allowed(policy.get("PolicyDocument")):
                yield from identity_faults(statement, principal)
        for arn in texts(properties.get("ManagedPolicyArns")):
            yield f"has the managed policy {arn}; write the rights of a role in the template"
    elif type in OF_IDENTITIES:
        for statement in allowed(properties.get("PolicyDocument")):
            yield from identity_faults(statement, "")
    elif type in OF_RESOURCES:
        for statement in allowed(properties.get("PolicyDocument")):
            yield from resource_faults(statement)
    elif type == "AWS::Lambda::Permission":
        yield from permission_faults(properties)


def main():
    read, found = 0, []
    for file in sorted(Path(sys.argv[1]).rglob("*.json")):
        template = json.loads(file.read_text(encoding="utf-8"))
        read += len(template["Resources"])
        found += [f"{file}: {id} {fault}" for id, fault in faults(template)]
    for fault in found:
        print(fault)
    print(f"{read} resources were checked for policies")
    sys.exit(1 if found or not read else 0)


if __name__ == "__main__":
    main()
