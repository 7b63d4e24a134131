"""Loads the twin of a JavaScript scenario, and describes its variants.

A twin is a module with dicts of variants by claim: `collects`, `leaks`, `plateaus`.
Each variant is a function that takes the lab and returns the step. `differs` says by
variant what happens here and not in JavaScript; `exceptions` says on which versions
it claims something else.
"""

import sys
from builtins import Exception, callable, getattr, isinstance, set, str, type
from importlib.util import module_from_spec, spec_from_file_location
from os.path import basename, dirname
from urllib.parse import unquote, urlsplit

CLAIMS = ("leaks", "plateaus", "collects")
EXCEPTION_FIELDS = {"runtimes", "claim", "because"}
# Not the name of the file, which may be that of a module in the standard library.
MODULE_NAME = "leaklab_twin"

dict_type = type({})


class ExportError(Exception):
    """The module was loaded, but it is no twin, or has no such variant."""


def load_twin(url):
    """Imports a file by its URL, with its folder on sys.path as for a script."""
    path = unquote(urlsplit(url).path)
    sys.path.insert(0, dirname(path))
    spec = spec_from_file_location(MODULE_NAME, path)
    if spec is None:
        raise ExportError(f"{basename(path)} is no Python file")
    module = module_from_spec(spec)
    sys.modules[MODULE_NAME] = module
    spec.loader.exec_module(module)
    return module


def find_variant(module, name):
    """Returns the function that sets the variant up."""
    for claim in CLAIMS:
        set_up = read_field(module, claim).get(name)
        if set_up is not None:
            return set_up
    raise ExportError(f"there is no variant {name!r}")


def describe_twin(module, slug):
    """Returns its one scenario as an outline; an empty list where it is no twin."""
    differs = read_field(module, "differs")
    exceptions = read_field(module, "exceptions")
    variants = []
    for claim in CLAIMS:
        for name, set_up in read_field(module, claim).items():
            if not isinstance(name, str) or not callable(set_up):
                raise ExportError(f"`{claim}[{name!r}]` is no function lab -> step")
            variant = {
                "name": str(name),
                "claim": claim,
                "stated": True,
                "exceptions": [
                    read_exception(name, entry) for entry in exceptions.get(name, ())
                ],
            }
            if name in differs:
                variant["differs"] = str(differs[name])
            variants.append(variant)
    if not variants:
        return []
    names = [variant["name"] for variant in variants]
    for name in [*differs, *exceptions]:
        if name not in names:
            raise ExportError(f"`differs` or `exceptions` names no variant: {name!r}")
    for name in names:
        if names.count(name) > 1:
            raise ExportError(f"two variants are called {name!r}")
    outline = {"title": slug, "ask": "", "learn": "", "variants": variants}
    return [{"name": "default", "outline": outline}]


def read_exception(name, entry):
    """Returns a claim that depends on the version, as an outline has it."""
    is_complete = isinstance(entry, dict_type) and set(entry) == EXCEPTION_FIELDS
    if not is_complete or entry["claim"] not in CLAIMS:
        raise ExportError(
            f"`exceptions[{name!r}]` must be a list of dicts, each with `runtimes`, "
            f"`because`, and a `claim` that is one of {', '.join(CLAIMS)}"
        )
    return {field: str(entry[field]) for field in entry}


def read_field(module, name):
    value = getattr(module, name, {})
    if not isinstance(value, dict_type):
        kind = type(value).__name__
        raise ExportError(f"`{name}` is of type {kind}; expected a dict")
    return value
