"""The OpenAPI document: ninja's, with what every operation may be refused with."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI, Schema
from ninja.openapi.schema import OpenAPISchema

from standfirst.stories.api.problems import PROBLEM_JSON, REFUSALS


class WrongPart(Schema):
    """One thing in the request that is not as it must be, and where it stands."""

    type: str
    loc: list[str | int]
    msg: str


class ProblemDetails(Schema):
    """RFC 9457. `code` is for programs and stays; `detail` is for people, in the paper's language, and may change."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    field: str = ""
    errors: list[WrongPart] = []


class DescribedAPI(NinjaAPI):
    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> OpenAPISchema:
        document = super().get_openapi_schema(*args, **kwargs)
        refused = {
            "description": "Refused, with a code that says why.",
            "content": {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}},
        }
        for operations in document["paths"].values():
            for operation in operations.values():
                operation["responses"]["4XX"] = refused
        schemas = document["components"]["schemas"]
        problem = ProblemDetails.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas.update(problem.pop("$defs"))
        problem["properties"]["code"]["enum"] = sorted(REFUSALS)
        schemas["ProblemDetails"] = problem
        return document
