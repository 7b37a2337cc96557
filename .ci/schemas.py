#!/usr/bin/env python3
"""Compares what the committed JSON Schemas say with what the program says, through an independent validator.

Usage: .ci/schemas.py path/to/pipeline
"""

import copy
import glob
import json
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

try:
    import jsonschema
    import yaml
except ImportError as error:
    print(f"SKIPPED: the schemas aren't compared with an independent validator: {error}", file=sys.stderr)
    sys.exit(0)

PROGRAM = sys.argv[1]

# What a schema can know too: keys, kinds of values, choices and formats.
STRUCTURAL = {
    "unknown-key", "wrong-type", "missing-option", "missing-value", "not-a-boolean", "unknown-choice",
    "out-of-range", "malformed-duration", "malformed-rate", "bad-name", "missing-source", "missing-sink",
    "several-sources", "several-sinks", "several-stages", "unknown-source", "unknown-sink", "unknown-stage",
    "unknown-connector",
}


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2's core schema as far as it differs from PyYAML's 1.1: only true and false are booleans, no dates."""


CoreLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":bool", ":timestamp", ":value"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
CoreLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|True|TRUE|false|False|FALSE)$"), "tTfF")


def read(text):
    return yaml.load(text, CoreLoader)


def run(*arguments, given=""):
    return subprocess.run([PROGRAM, *arguments], input=given, capture_output=True, text=True, check=False)


def schema(name):
    with open(f"schemas/{name}.schema.json", encoding="utf-8") as file:
        content = json.load(file)
    validator = jsonschema.validators.validator_for(content)
    validator.check_schema(content)
    return validator(content)


def without_tests(document):
    """What `validate` checks: what is wrong with tests is said by `test`, which reads them together with their pipelines."""
    if isinstance(document, dict):
        document.pop("tests", None)
    return document


def examples():
    """All files and documentation's fences that are right; a fence of comments alone is None."""
    for path in sorted(glob.glob("pipelines/*.yaml")):
        with open(path, encoding="utf-8") as file:
            yield path, without_tests(read(file.read()))
    for path in ["README.md", *sorted(glob.glob("docs/*.md")), "docs/reference/diagnostics.md"]:
        with open(path, encoding="utf-8") as file:
            for number, fence in enumerate(re.findall(r"^```yaml\n(.*?)^```", file.read(), re.M | re.S), 1):
                if not fence.startswith("# pipeline: ignore"):
                    yield f"{path}, fence {number}", without_tests(read(fence))


def places(node, path=()):
    """Every place of a document."""
    yield path
    if isinstance(node, dict):
        for key in node:
            yield from places(node[key], (*path, key))
    elif isinstance(node, list):
        for index, item in enumerate(node):
            yield from places(item, (*path, index))


def at(document, path):
    for key in path:
        document = document[key]
    return document


def replaced(document, path, value):
    changed = copy.deepcopy(document)
    if not path:
        return value
    at(changed, path[:-1])[path[-1]] = value
    return changed


def mutations(document):
    """The document with one thing wrong, or at least different, at each of its places."""
    for path in places(document):
        node = at(document, path)
        where = ".".join(map(str, path)) or "the file"
        for value in ({"surplus": 1}, ["surplus"], "some text", 7, 2.5, True, None, -1, "yes"):
            # A list's name in the account is right only where the account is known.
            if path and type(value) is not type(node) and not ("lists" in path and isinstance(value, str)):
                yield f"{where} is {json.dumps(value)}", replaced(document, path, value)
        if isinstance(node, dict):
            yield f"{where} has a key more", replaced(document, path, {**node, "surplus": 1})
            for key in node:
                rest = {other: node[other] for other in node if other != key}
                if path or rest:
                    yield f"{where} is without {key}", replaced(document, path, rest)


def program_verdicts(documents):
    """The codes of the errors that the program finds in each document, all in one call: fences of one Markdown file."""
    lines, begins = [], []
    for document in documents:
        begins.append(len(lines) + 2)
        lines += ["```yaml", json.dumps(document), "```"]
    with tempfile.NamedTemporaryFile("w", suffix=".md") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        answer = json.loads(run("validate", file.name, "--json").stdout)
    verdicts = {line: set() for line in begins}
    for diagnostic in answer["diagnostics"]:
        line = (diagnostic.get("place") or {}).get("line")
        if diagnostic["severity"] == "error" and line in verdicts:
            verdicts[line].add(diagnostic["code"])
    return [verdicts[line] for line in begins]


def compare(faults):
    validator = schema("pipeline")
    bases = []
    for name, document in examples():
        if document is None:
            continue
        errors = [f"{'/'.join(map(str, e.path))}: {e.message[:120]}" for e in validator.iter_errors(document)]
        if errors:
            faults.append(f"the schema refuses {name}: {errors[0]}")
        elif not name.startswith("docs/reference"):
            bases.append(document)
    changed = {json.dumps(document): what for base in bases for what, document in mutations(base)}
    documents = [json.loads(text) for text in changed]
    refused = 0
    disagreements = len(faults)
    for (text, what), document, codes in zip(changed.items(), documents, program_verdicts(documents)):
        errors = [error.message[:100] for error in validator.iter_errors(document)]
        refused += bool(errors)
        if errors and not codes:
            faults.append(f"{what}: only the schema refuses it ({errors[0]})\n    {text[:400]}")
        elif codes & STRUCTURAL and not errors:
            faults.append(f"{what}: only the program finds {sorted(codes & STRUCTURAL)}\n    {text[:400]}")
    disagreements = len(faults) - disagreements
    print(f"{len(documents)} changed files, {refused} refused by the schema; program and schema disagree on {disagreements}")


def envelopes(faults):
    validator = schema("envelope")
    wrong = "connectorz: {}\npipelines: { a: { source: files.csv, sink: stdout } }\n"
    for arguments in (["validate", "pipelines"], ["validate", "-"], ["expand", "pipelines"],
                      ["validate", "--explain", "syntax"], ["apply", "-"], ["runs", "--state", "none/state.db"]):
        command = " ".join([*arguments, "--json"])
        try:
            answer = json.loads(run(*arguments, "--json", given=wrong).stdout)
        except json.JSONDecodeError as error:
            faults.append(f"{command}: no JSON: {error}")
            continue
        faults += [f"{command}: {error.message[:200]}" for error in validator.iter_errors(answer)]


def reports(faults):
    """The other formats, by what their readers insist on."""
    wrong = "connectorz: {}\npipelines: { 'a<b&\"c': { source: files.csv, sink: stdout } }\n"
    suites = xml.etree.ElementTree.fromstring(run("validate", "-", "--format", "junit", given=wrong).stdout)
    for suite in suites:
        cases = suite.findall("testcase")
        failed = [case for case in cases if case.find("failure") is not None]
        if (suites.tag, suite.tag) != ("testsuites", "testsuite") or not all(case.get("name") for case in cases):
            faults.append("junit: not testsuites of testsuite of testcase with names")
        if suite.get("tests") != str(len(cases)) or suite.get("failures") != str(len(failed)):
            faults.append("junit: the counts don't fit the cases")
    command = re.compile(r"^::(error|warning|notice) ([a-zA-Z]+=[^,:]*)(,[a-zA-Z]+=[^,:]*)*::.+$")
    *lines, _ = run("validate", "-", "--format", "github", given=wrong).stdout.splitlines()
    faults += [f"github: {line}" for line in lines if not command.match(line)]
    sarif(json.loads(run("validate", "-", "--format", "sarif", given=wrong).stdout), faults)


def sarif(log, faults):
    """What SARIF 2.1.0 demands of the parts that are used (§3.13, §3.14, §3.19, §3.27, §3.30, §3.49)."""
    text = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
    position = {"type": "integer", "minimum": 1}
    location = {
        "type": "object", "required": ["physicalLocation"], "additionalProperties": False,
        "properties": {
            "message": text,
            "physicalLocation": {
                "type": "object", "required": ["artifactLocation", "region"], "additionalProperties": False,
                "properties": {
                    "artifactLocation": {
                        "type": "object", "required": ["uri"], "properties": {"uri": {"pattern": "^[^ ]+$"}},
                    },
                    "region": {
                        "type": "object", "required": ["startLine"], "additionalProperties": False,
                        "properties": dict.fromkeys(["startLine", "startColumn", "endLine", "endColumn"], position),
                    },
                },
            },
        },
    }
    level = {"enum": ["none", "note", "warning", "error"]}
    rule = {
        "type": "object", "required": ["id", "shortDescription", "fullDescription", "help"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string"}, "shortDescription": text, "fullDescription": text, "help": text,
            "defaultConfiguration": {"properties": {"level": level}},
        },
    }
    result = {
        "type": "object", "required": ["ruleId", "ruleIndex", "level", "message"], "additionalProperties": False,
        "properties": {
            "ruleId": {"type": "string"}, "ruleIndex": {"type": "integer", "minimum": 0}, "level": level,
            "message": text, "locations": {"type": "array", "items": location},
            "relatedLocations": {"type": "array", "items": location},
        },
    }
    driver = {"required": ["name", "rules"], "properties": {"rules": {"items": rule}}}
    run_schema = {
        "type": "object", "required": ["tool", "results"],
        "properties": {
            "tool": {"type": "object", "required": ["driver"], "properties": {"driver": driver}},
            "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
            "results": {"type": "array", "items": result},
        },
    }
    whole = {
        "type": "object", "required": ["version", "runs"],
        "properties": {"version": {"const": "2.1.0"}, "runs": {"type": "array", "items": run_schema}},
    }
    for error in jsonschema.Draft7Validator(whole).iter_errors(log):
        faults.append(f"sarif: {'/'.join(map(str, error.path))}: {error.message[:200]}")
    for part in log["runs"]:
        rules = [rule["id"] for rule in part["tool"]["driver"]["rules"]]
        if len(set(rules)) != len(rules):
            faults.append("sarif: a rule is there twice")
        faults += [
            f"sarif: {result['ruleId']} has another rule's index"
            for result in part["results"] if rules[result["ruleIndex"]] != result["ruleId"]
        ]


def hovers(faults):
    """Editors show a description for every key, and complete the names that there are."""
    content = schema("pipeline").schema

    def walk(node, path):
        if isinstance(node, dict):
            for key, value in node.get("properties", {}).items() if isinstance(node.get("properties"), dict) else ():
                if not value.get("description"):
                    faults.append(f"{path}.{key} has no description")
            for key, value in node.items():
                walk(value, f"{path}.{key}")
        elif isinstance(node, list):
            for index, value in enumerate(node):
                walk(value, f"{path}.{index}")

    walk(content, "")


def main():
    faults = []
    for check in (compare, envelopes, reports, hovers):
        check(faults)
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        sys.exit(f"{len(faults)} faults")


main()
