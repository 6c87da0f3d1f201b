"""Computes the actions that CloudFormation needs for the stack, and compares them with infrastructure/deploy-role.yaml.

What CloudFormation calls for each type of resource is published in the registry's schemas. The file that
CFN_HANDLERS names has it as data: {"types": {<type>: {"handlers": {"create": [<action>], ...}, "tagging": {...}}}}.
check-template.py runs this for every way to deploy.
"""

import fnmatch
import json
import re

STACK = "slipway-prod"
ACCOUNT = "123456789012"
REGION = "eu-central-1"
PSEUDO = {"AWS::Partition": "aws", "AWS::Region": REGION, "AWS::AccountId": ACCOUNT, "AWS::URLSuffix": "amazonaws.com"}
VALUES = {"StackName": STACK, "Stage": "production", "ArtifactBucketName": "artifacts"}
PASSED_ON = f"{STACK}-Resource-1A2B3C4D5E6F"
# An address of each type, as CloudFormation names it. Types without a name have an address of the service.
ADDRESSES = {
    "AWS::ApiGatewayV2::Api": f"arn:aws:apigateway:{REGION}::/apis/a1b2c3",
    "AWS::ApiGatewayV2::ApiMapping": f"arn:aws:apigateway:{REGION}::/domainnames/api.example.com/apimappings/a1",
    "AWS::ApiGatewayV2::DomainName": f"arn:aws:apigateway:{REGION}::/domainnames/api.example.com",
    "AWS::ApiGatewayV2::Stage": f"arn:aws:apigateway:{REGION}::/apis/a1b2c3/stages/$default",
    "AWS::CloudFront::Distribution": f"arn:aws:cloudfront::{ACCOUNT}:distribution/E1",
    "AWS::CloudFront::OriginAccessControl": f"arn:aws:cloudfront::{ACCOUNT}:origin-access-control/E1",
    "AWS::CloudFront::ResponseHeadersPolicy": f"arn:aws:cloudfront::{ACCOUNT}:response-headers-policy/1",
    "AWS::CloudWatch::Alarm": f"arn:aws:cloudwatch:{REGION}:{ACCOUNT}:alarm:{STACK}-dead-letters",
    "AWS::CloudWatch::Dashboard": f"arn:aws:cloudwatch::{ACCOUNT}:dashboard/{STACK}",
    "AWS::Cognito::": f"arn:aws:cognito-idp:{REGION}:{ACCOUNT}:userpool/{REGION}_a1",
    "AWS::Events::ApiDestination": f"arn:aws:events:{REGION}:{ACCOUNT}:api-destination/{STACK}-webhook/1",
    "AWS::Events::Connection": f"arn:aws:events:{REGION}:{ACCOUNT}:connection/{STACK}-webhook/1",
    "AWS::Events::EventBus": f"arn:aws:events:{REGION}:{ACCOUNT}:event-bus/{STACK}",
    "AWS::Events::Rule": f"arn:aws:events:{REGION}:{ACCOUNT}:rule/{STACK}/{PASSED_ON}",
    "AWS::IAM::Role": f"arn:aws:iam::{ACCOUNT}:role/{PASSED_ON}",
    "AWS::KMS::Alias": f"arn:aws:kms:{REGION}:{ACCOUNT}:alias/{STACK}-secrets",
    "AWS::KMS::Key": f"arn:aws:kms:{REGION}:{ACCOUNT}:key/1",
    "AWS::Lambda::": f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{PASSED_ON}",
    "AWS::Logs::LogGroup": [
        f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/slipway/stage/production",
        f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/slipway/{STACK}/api",
        f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/aws/vendedlogs/slipway/{STACK}/http-api",
    ],
    "AWS::Logs::": f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/slipway/{STACK}/api",
    "AWS::S3::": f"arn:aws:s3:::{STACK}-dropbucket-1a2b3c",
    "AWS::SNS::": f"arn:aws:sns:{REGION}:{ACCOUNT}:{PASSED_ON}",
    "AWS::SQS::": f"arn:aws:sqs:{REGION}:{ACCOUNT}:{PASSED_ON}",
    "AWS::Scheduler::Schedule": f"arn:aws:scheduler:{REGION}:{ACCOUNT}:schedule/default/{STACK}-sweep",
}
# Addresses of what a type needs from another service.
ELSEWHERE = {
    "iam:passrole": f"arn:aws:iam::{ACCOUNT}:role/{PASSED_ON}",
    "iam:createservicelinkedrole": f"arn:aws:iam::{ACCOUNT}:role/aws-service-role/apidestinations.events.amazonaws.com/AWSServiceRoleForAmazonEventBridgeApiDestinations",
    "s3:getobject": f"arn:aws:s3:::artifacts/{STACK}/1a2b.zip",
    "secretsmanager:": f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:events!connection/{STACK}-webhook/1-a1b2c3",
}
# (type, actions, property): the action is needed only where the template sets the property. A property of
# another type has that type before it.
BROUGHT_BY = [
    ("AWS::ApiGatewayV2::Api", "s3:GetObject", "BodyS3Location"),
    ("AWS::CloudFront::Distribution", "cloudfront:*ConnectionGroup", "DistributionConfig.ConnectionMode"),
    ("AWS::CloudFront::Distribution", "cloudfront:GetVpcOrigin", "DistributionConfig.Origins.VpcOriginConfig"),
    ("AWS::CloudFront::Distribution", "cloudfront:UpdateDistributionWithStagingConfig", "DistributionConfig.Staging"),
    ("AWS::Cognito::UserPool", "kms:*", "KeyConfiguration"),
    ("AWS::Cognito::UserPool", "iam:PassRole", "SmsConfiguration"),
    ("AWS::Cognito::UserPool", "iam:CreateServiceLinkedRole", "EmailConfiguration"),
    ("AWS::Cognito::UserPoolClient", "iam:*", "AnalyticsConfiguration"),
    ("AWS::Cognito::UserPoolDomain", "kms:*", "AWS::Cognito::UserPool KeyConfiguration"),
    ("AWS::Cognito::UserPoolDomain", "cloudfront:UpdateDistribution", "CustomDomainConfig"),
    ("AWS::Cognito::UserPoolGroup", "iam:*", "RoleArn"),
    ("AWS::Events::Connection", "kms:*", "KmsKeyIdentifier"),
    ("AWS::Events::EventBus", "kms:*", "KmsKeyIdentifier"),
    ("AWS::Events::EventBus", "events:*Permission", "Policy"),
    ("AWS::KMS::Key", "kms:DisableKey", "Enabled"),
    ("AWS::KMS::Key", "kms:EnableKey", "Enabled"),
    ("AWS::Lambda::Alias", "codedeploy:*", "UpdatePolicy"),
    ("AWS::Lambda::Alias", "lambda:PutProvisionedConcurrencyConfig", "ProvisionedConcurrencyConfig"),
    ("AWS::Lambda::Alias", "lambda:DeleteProvisionedConcurrencyConfig", "ProvisionedConcurrencyConfig"),
    ("AWS::Lambda::Function", "ec2:*", "VpcConfig"),
    ("AWS::Lambda::Function", "elasticfilesystem:*", "FileSystemConfigs"),
    ("AWS::Lambda::Function", "s3files:*", "FileSystemConfigs"),
    ("AWS::Lambda::Function", "kms:*", "KmsKeyArn"),
    ("AWS::Lambda::Function", "lambda:PutFunctionCodeSigningConfig", "CodeSigningConfigArn"),
    ("AWS::Lambda::Function", "lambda:DeleteFunctionCodeSigningConfig", "CodeSigningConfigArn"),
    ("AWS::Lambda::Function", "lambda:GetLayerVersion", "Layers"),
    ("AWS::Lambda::Function", "lambda:PassCapacityProvider", "CapacityProviderConfig"),
    ("AWS::Lambda::Function", "lambda:PutFunctionScalingConfig", "FunctionScalingConfig"),
    ("AWS::Lambda::Function", "lambda:PutFunctionRecursionConfig", "RecursiveLoop"),
    ("AWS::Lambda::Function", "lambda:PutRuntimeManagementConfig", "RuntimeManagementConfig"),
    ("AWS::Lambda::Function", "s3:GetObjectVersion", "Code.S3ObjectVersion"),
    ("AWS::Lambda::Version", "lambda:PutFunctionScalingConfig", "FunctionScalingConfig"),
    ("AWS::Lambda::Version", "lambda:PutProvisionedConcurrencyConfig", "ProvisionedConcurrencyConfig"),
    ("AWS::Lambda::Version", "lambda:PutRuntimeManagementConfig", "RuntimePolicy"),
    ("AWS::Logs::LogGroup", "logs:*KmsKey", "KmsKeyId"),
    ("AWS::Logs::LogGroup", "firehose:*", "DataProtectionPolicy"),
    ("AWS::Logs::LogGroup", "s3:REST.PUT.OBJECT", "DataProtectionPolicy"),
    ("AWS::Logs::LogGroup", "logs:CreateLogDelivery", "DataProtectionPolicy"),
    ("AWS::Logs::LogGroup", "logs:PutDataProtectionPolicy", "DataProtectionPolicy"),
    ("AWS::Logs::LogGroup", "logs:DeleteIndexPolicy", "FieldIndexPolicies"),
    ("AWS::Logs::LogGroup", "logs:PutIndexPolicy", "FieldIndexPolicies"),
    ("AWS::Logs::LogGroup", "logs:*ResourcePolicy", "ResourcePolicyDocument"),
    ("AWS::Logs::LogGroup", "logs:PutBearerTokenAuthentication", "BearerTokenAuthenticationEnabled"),
    ("AWS::Logs::LogGroup", "logs:PutLogGroupDeletionProtection", "DeletionProtectionEnabled"),
    ("AWS::S3::Bucket", "iam:PassRole", "ReplicationConfiguration"),
    ("AWS::S3::Bucket", "s3:*Acl", "AccessControl"),
    ("AWS::S3::Bucket", "s3:PutAccelerateConfiguration", "AccelerateConfiguration"),
    ("AWS::S3::Bucket", "s3:PutAnalyticsConfiguration", "AnalyticsConfigurations"),
    ("AWS::S3::Bucket", "s3:DeleteBucketAnalyticsConfiguration", "AnalyticsConfigurations"),
    ("AWS::S3::Bucket", "s3:PutBucketAbac", "AbacStatus"),
    ("AWS::S3::Bucket", "s3:PutBucketLogging", "LoggingConfiguration"),
    ("AWS::S3::Bucket", "s3:CreateBucketMetadataTableConfiguration", "MetadataTableConfiguration"),
    ("AWS::S3::Bucket", "s3:DeleteBucketMetadataTableConfiguration", "MetadataTableConfiguration"),
    ("AWS::S3::Bucket", "s3:UpdateBucketMetadata*", "MetadataConfiguration"),
    ("AWS::S3::Bucket", "s3tables:*", "MetadataConfiguration"),
    ("AWS::S3::Bucket", "s3:PutMetricsConfiguration", "MetricsConfigurations"),
    ("AWS::S3::Bucket", "s3:DeleteBucketMetricsConfiguration", "MetricsConfigurations"),
    ("AWS::S3::Bucket", "s3:PutBucketObjectLockConfiguration", "ObjectLockConfiguration"),
    ("AWS::S3::Bucket", "s3:PutObjectLockConfiguration", "ObjectLockConfiguration"),
    ("AWS::S3::Bucket", "s3:Put*ReplicationConfiguration", "ReplicationConfiguration"),
    ("AWS::S3::Bucket", "s3:*BucketReplication", "ReplicationConfiguration"),
    ("AWS::S3::Bucket", "s3:PutBucketWebsite", "WebsiteConfiguration"),
    ("AWS::S3::Bucket", "s3:DeleteBucketWebsite", "WebsiteConfiguration"),
    ("AWS::S3::Bucket", "s3:PutIntelligentTieringConfiguration", "IntelligentTieringConfigurations"),
    ("AWS::S3::Bucket", "s3:PutInventoryConfiguration", "InventoryConfigurations"),
    ("AWS::SNS::Topic", "iam:*", "DeliveryStatusLogging"),
    ("AWS::SNS::Topic", "sns:PutDataProtectionPolicy", "DataProtectionPolicy"),
]
# What a handler may call and the role must not have, with the reason.
FORBIDDEN = {
    "iam:deleterolepermissionsboundary": "a role that has the boundary keeps it",
    "kms:disablekeyrotation": "no key of the stack stops to rotate",
    "s3:deleteobject": "only an empty bucket can be deleted; drops, records and pages are nobody's to delete",
}
# What the role has and no handler names, with the reason.
BESIDE_HANDLERS = {
    "cloudformation:createchangeset": "CloudFormation runs the SAM transform with this role",
    "logs:createlogdelivery": "API Gateway's access log",
    "logs:deletelogdelivery": "API Gateway's access log",
    "logs:getlogdelivery": "API Gateway's access log",
    "logs:listlogdeliveries": "API Gateway's access log",
    "logs:putresourcepolicy": "API Gateway's access log",
    "logs:updatelogdelivery": "API Gateway's access log",
    "secretsmanager:deletesecret": "EventBridge deletes the webhook's secret with its connection",
}
MANAGED_POLICY_CHARACTERS = 6144
ROLE_POLICIES_CHARACTERS = 10240
# AWS's managed policies that the roles of the stack may have.
AWS_POLICIES = {
    "AWSLambdaBasicExecutionRole": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
    "AWSXrayWriteOnlyAccess": ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
    "AWSXRayDaemonWriteAccess": ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
}


def many(value):
    return value if isinstance(value, list) else [value]


def resolved(value):
    """A text of deploy-role.yaml with the values above."""
    if isinstance(value, dict):
        if "Fn::Sub" in value and isinstance(value["Fn::Sub"], str):
            return re.sub(r"\$\{([^}]+)\}", lambda name: {**PSEUDO, **VALUES}.get(name[1], name[1]), value["Fn::Sub"])
        if "Ref" in value:
            return {**PSEUDO, **VALUES}.get(value["Ref"], f"arn:aws:iam::{ACCOUNT}:policy/{value['Ref']}")
        if "Fn::GetAtt" in value:
            return f"arn:aws:iam::{ACCOUNT}:role/{'.'.join(many(value['Fn::GetAtt']))}"
        return {key: resolved(part) for key, part in value.items()}
    if isinstance(value, list):
        return [resolved(part) for part in value]
    return value


def policies_of(document, role):
    """The policies of a role: its own, and the managed ones of the same template."""
    for policy in document["Resources"][role]["Properties"].get("Policies", []):
        yield policy["PolicyDocument"], role
    for name, resource in document["Resources"].items():
        if resource["Type"] == "AWS::IAM::ManagedPolicy" and {"Ref": role} in resource["Properties"].get("Roles", []):
            yield resource["Properties"]["PolicyDocument"], name


def statements(document, role):
    return [resolved(statement) for policy, _ in policies_of(document, role) for statement in policy["Statement"]]


def covers(statement, action, address):
    names = any(fnmatch.fnmatchcase(action.lower(), pattern.lower()) for pattern in many(statement["Action"]))
    return names and any(fnmatch.fnmatchcase(address, pattern) for pattern in many(statement["Resource"]))


def allows(granted, action, address):
    """A statement on every resource covers what takes no address; a denial wins."""
    if any(statement["Effect"] == "Deny" and covers(statement, action, address) for statement in granted):
        return False
    return any(statement["Effect"] == "Allow" and covers(statement, action, address) for statement in granted)


def addresses(kind, action):
    """One address for each form of name that the type has in the stack."""
    for name, elsewhere in ELSEWHERE.items():
        if action.startswith(name):
            return [elsewhere]
    return many(next(arns for name, arns in ADDRESSES.items() if kind.startswith(name)))


def sets(resource, path):
    """Whether a resource has a property; lists and conditions on the way are looked through."""
    places = [resource.get("Properties", {}), {key: resource[key] for key in resource if key != "Properties"}]
    for name in path.split("."):
        found = []
        while places:
            place = places.pop()
            if isinstance(place, list):
                places += place
            elif isinstance(place, dict):
                places += place.get("Fn::If", [])[1:]
                if name in place:
                    found.append(place[name])
        places = found
    return bool(places)


def exception(kind, action, resources):
    """The property without which a type does not need an action, unless a resource sets it."""
    for of, pattern, about in BROUGHT_BY:
        if of == kind and fnmatch.fnmatchcase(action, pattern.lower()):
            owner, _, path = about.rpartition(" ")
            if not any(sets(each, path) for each in resources if each["Type"] == (owner or kind)):
                return (of, pattern, about)
    return None


def needed(resources, types):
    """{(type, action)} of these resources, and the rows of BROUGHT_BY that took something away."""
    wanted, used = set(), set()
    for kind in {resource["Type"] for resource in resources}:
        about = types[kind]
        actions = {action.lower() for handler in about["handlers"].values() for action in handler}
        if about["tagging"].get("taggable"):
            actions |= {action.lower() for action in about["tagging"].get("permissions") or []}
        for action in actions - FORBIDDEN.keys():
            row = exception(kind, action, resources)
            if row:
                used.add(row)
            else:
                wanted.add((kind, action))
    return wanted, used


def size(policy):
    """Characters as IAM counts them, with the longest account, region and names that are allowed."""
    return len(json.dumps(resolved(policy), separators=(",", ":"))) + 8 * json.dumps(policy).count("Fn::Sub")


def check_size(document):
    faults = []
    for name, resource in document["Resources"].items():
        if resource["Type"] == "AWS::IAM::ManagedPolicy":
            characters = size(resource["Properties"]["PolicyDocument"])
            if characters > MANAGED_POLICY_CHARACTERS:
                faults.append(f"{name} has {characters} characters; IAM takes {MANAGED_POLICY_CHARACTERS}")
        elif resource["Type"] == "AWS::IAM::Role":
            characters = sum(size(policy["PolicyDocument"]) for policy in resource["Properties"].get("Policies", []))
            if characters > ROLE_POLICIES_CHARACTERS:
                faults.append(f"{name} has {characters} characters; IAM takes {ROLE_POLICIES_CHARACTERS}")
    return faults


def check_boundary(document, variants):
    """Each action that a role of the stack has, and does not deny itself, must be within the boundary, else it is refused at run time."""
    boundary = document["Resources"]["Boundary"]["Properties"]["PolicyDocument"]["Statement"]
    within = [resolved(each) for each in boundary if each["Effect"] == "Allow"]
    faults = set()
    for resources in variants.values():
        for name, resource in resources.items():
            if resource["Type"] != "AWS::IAM::Role":
                continue
            properties = resource["Properties"]
            if "PermissionsBoundary" not in properties:
                faults.add(f"template.yaml: {name} has no PermissionsBoundary")
            actions, denied = set(), set()
            for policy in properties.get("Policies", []):
                for statement in many(policy["PolicyDocument"]["Statement"]):
                    (denied if statement["Effect"] == "Deny" else actions).update(many(statement["Action"]))
            for managed in properties.get("ManagedPolicyArns", []):
                known = re.search(r"(\w+)$", resolved(managed))[1]
                if known not in AWS_POLICIES:
                    faults.add(f"template.yaml: {name} has {known}, which deploy-role.yaml does not let it have")
                actions.update(AWS_POLICIES.get(known, []))
            for action in actions - denied:
                if not any(action in many(statement["Action"]) for statement in within):
                    faults.add(f"deploy-role.yaml: the boundary lacks {action} of {name}")
    return sorted(faults)


def check(document, variants, types):
    """Compares. variants: {way to deploy: resources after the transform}. Returns faults and the summary's figures."""
    faults = check_size(document) + check_boundary(document, variants)
    granted = statements(document, "CloudFormationRole")
    wanted, used, kinds = set(), set(), set()
    for resources in variants.values():
        more, rows = needed(list(resources.values()), types)
        wanted |= more
        used |= rows
        kinds |= {resource["Type"] for resource in resources.values()}
    missing = sorted(
        (kind, action)
        for kind, action in wanted
        if not all(allows(granted, action, address) for address in addresses(kind, action))
    )
    faults += [f"deploy-role.yaml: CloudFormationRole lacks {action} for {kind}" for kind, action in missing]
    faults += [f"deploy_rights.py: nothing needs the row {row}" for row in BROUGHT_BY if row not in used]
    names = {action for _, action in wanted}
    beside = set()
    for statement in granted:
        if statement["Effect"] == "Allow":
            for action in many(statement["Action"]):
                if "*" in action:
                    faults.append(f"deploy-role.yaml: {action} is not one action")
                elif action.lower() not in names or action.lower() in FORBIDDEN:
                    beside.add(action.lower())
    faults += [f"deploy-role.yaml: nothing needs {action}" for action in sorted(beside - BESIDE_HANDLERS.keys())]
    faults += [f"deploy_rights.py: the role has no {action}" for action in BESIDE_HANDLERS if not any(
        action in [each.lower() for each in many(statement["Action"])] for statement in granted)]
    for action in sorted(beside & BESIDE_HANDLERS.keys()):
        print(f"not named by a handler: {action} ({BESIDE_HANDLERS[action]})")
    return faults, f"types={len(kinds)} needed={len(names)} missing={len(missing)} unneeded={len(beside)}"
