"""`delete_stack.py STACK` deletes a stack and waits until it is gone."""

import sys

import boto3

stack, cloudformation = sys.argv[1], boto3.client("cloudformation")
cloudformation.delete_stack(StackName=stack)
cloudformation.get_waiter("stack_delete_complete").wait(StackName=stack, WaiterConfig={"Delay": 1, "MaxAttempts": 120})
