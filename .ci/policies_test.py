"""Plants bad statements in a pool's transformed template. policies.py must find each of them, and none in the original.

Needs the packages of requirements-sam.txt.

usage: policies_test.py"""
import copy
import logging
import unittest
from pathlib import Path

from samtranslator.yaml_helper import yaml_parse

import policies
import transform

ROOT = Path(__file__).parent.parent
TEMPLATE = ROOT / "infrastructure/stacks/pool.yaml"
GOOD = {"Effect": "Allow", "Action": "dynamodb:PutItem", "Resource": {"Fn::GetAtt": ["Table", "Arn"]}}
# A statement, and a part of the fault's text.
OF_IDENTITIES = [
    ({"Action": "*"}, "the wildcard *"),
    ({"Action": "iam:*"}, "the wildcard iam:*"),
    ({"Action": "dynamodb:*"}, "the wildcard dynamodb:*"),
    ({"Action": ["s3:GetObject", "s3:Put*"]}, "the wildcard s3:Put*"),
    ({"Action": None, "NotAction": "iam:*"}, "NotAction"),
    ({"Resource": "*"}, "dynamodb:PutItem on *"),
    ({"Resource": None, "NotResource": "arn:aws:s3:::a/*"}, "NotResource"),
    ({"Resource": {"Fn::Sub": "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/*"}}, "table/*"),
    ({"Action": "s3:GetObject", "Resource": "arn:aws:s3:::*/key"}, "s3:GetObject on"),
    ({"Action": "sqs:SendMessage", "Resource": {"Fn::Sub": "arn:aws:sqs:us-east-1:1:${Application}*"}}, "sqs:SendMessage on"),
    ({"Resource": {"Fn::If": ["HasKey", "*", "arn:a"]}}, "dynamodb:PutItem on *"),
    ({"Action": ["xray:PutTraceSegments", "s3:GetObject"], "Resource": "*"}, "s3:GetObject on *"),
    ({"Action": "iam:PassRole", "Resource": "arn:aws:iam::1:role/r"}, "without a condition on iam:PassedToService"),
]
TRUSTED = {"Principal": {"Service": "s3.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": "arn:a"}
SOURCE = {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}
OF_RESOURCES = [
    (TRUSTED, "without a condition on aws:SourceAccount"),
    (TRUSTED | {"Principal": "*"}, "without a condition on aws:SourceAccount"),
    (TRUSTED | {"Condition": SOURCE, "Action": "sqs:*"}, "the wildcard sqs:*"),
    (TRUSTED | {"Condition": SOURCE, "Principal": None, "NotPrincipal": {"AWS": "a"}}, "NotPrincipal"),
]


def planted(statement):
    whole = GOOD | statement
    return {name: value for name, value in whole.items() if value is not None}


def document(statement):
    return {"Version": "2012-10-17", "Statement": [statement]}


def in_role(statement):
    def plant(resources):
        policy = resources["WorkerRole"]["Properties"]["Policies"][0]
        policy["PolicyDocument"]["Statement"].append(statement)

    return plant


def in_policy(type, statement):
    """Adds a policy of the pool's owner to the worker's role."""
    name = "RoleName" if type == "AWS::IAM::RolePolicy" else "Roles"
    properties = {"PolicyName": "p", name: {"Ref": "WorkerRole"}, "PolicyDocument": document(statement)}
    return in_resource(type, properties)


def in_resource(type, properties):
    def plant(resources):
        resources["Planted"] = {"Type": type, "Properties": properties}

    return plant


class Policies(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        logging.getLogger("samtranslator").setLevel(logging.ERROR)
        cls.template = yaml_parse(TEMPLATE.read_text(encoding="utf-8"))

    def found(self, plant):
        """The faults of the transformed template after a change."""
        template = copy.deepcopy(self.template)
        plant(template["Resources"])
        return list(policies.faults(transform.of(template, TEMPLATE.parent)))

    def assert_found(self, plant, id, message):
        found = self.found(plant)
        self.assertTrue(any(message in fault for _, fault in found), f"{message} is not in {found}")
        self.assertEqual({one for one, _ in found}, {id})

    def test_the_template_as_it_is_has_no_fault(self):
        self.assertEqual(self.found(lambda resources: None), [])

    def test_bad_statements_of_a_role_are_found(self):
        self.assertEqual(self.found(in_role(GOOD)), [])
        for statement, message in OF_IDENTITIES:
            with self.subTest(statement=statement):
                self.assert_found(in_role(planted(statement)), "WorkerRole", message)

    def test_bad_statements_of_the_owners_policies_are_found(self):
        for type in ("AWS::IAM::ManagedPolicy", "AWS::IAM::Policy", "AWS::IAM::RolePolicy"):
            self.assertEqual(self.found(in_policy(type, GOOD)), [])
            for statement, message in OF_IDENTITIES:
                with self.subTest(type=type, statement=statement):
                    self.assert_found(in_policy(type, planted(statement)), "Planted", message)

    def test_bad_statements_of_queues_and_buckets_are_found(self):
        for type in ("AWS::SQS::QueuePolicy", "AWS::S3::BucketPolicy", "AWS::SNS::TopicPolicy"):
            good = {"PolicyDocument": document(planted(TRUSTED | {"Condition": SOURCE}))}
            self.assertEqual(self.found(in_resource(type, good)), [])
            for statement, message in OF_RESOURCES:
                with self.subTest(type=type, statement=statement):
                    bad = {"PolicyDocument": document(planted(statement))}
                    self.assert_found(in_resource(type, bad), "Planted", message)

    def test_a_permission_without_a_source_is_found(self):
        bad = {"Action": "lambda:InvokeFunction", "FunctionName": "f", "Principal": "s3.amazonaws.com"}
        good = bad | {"SourceArn": "arn:a"}
        self.assert_found(in_resource("AWS::Lambda::Permission", bad), "Planted", "SourceArn")
        self.assertEqual(self.found(in_resource("AWS::Lambda::Permission", good)), [])

    def test_roles_that_trust_others_than_services_are_found(self):
        for principal, message in (({"AWS": "*"}, "trusts AWS *"), ("*", "trusts any principal: *")):

            def trust(resources, principal=principal):
                document = resources["WorkerRole"]["Properties"]["AssumeRolePolicyDocument"]
                document["Statement"][0]["Principal"] = principal

            self.assert_found(trust, "WorkerRole", message)

    def test_managed_policies_are_found(self):
        managed = "arn:aws:iam::aws:policy/AdministratorAccess"

        def attach(resources):
            resources["WorkerRole"]["Properties"]["ManagedPolicyArns"] = [managed]

        self.assert_found(attach, "WorkerRole", managed)

    def test_what_a_denial_names_is_no_fault(self):
        self.assertEqual(self.found(in_role({"Effect": "Deny", "NotAction": "s3:*", "Resource": "*"})), [])


if __name__ == "__main__":
    unittest.main()
