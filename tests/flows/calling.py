"""A program that calls the API: JSON goes out and comes back, with a key or without."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client

from standfirst import clock
from standfirst.accounts.actions.bearing import issue_bearer
from standfirst.accounts.models import User

API = "/api/v3"


def key_for(user: User, **fields: Any) -> str:
    name = f"Key {user.bearers.count()}"
    return issue_bearer(**{"user": user, "lifetime": timedelta(days=1), "at": clock.now(), "name": name, **fields})


@dataclass
class Program:
    """It has no cookies, and says nothing of where it comes from unless told to."""

    key: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    client: Client = field(default_factory=Client)

    @classmethod
    def of(cls, user: User, **fields: Any) -> Program:
        return cls(key_for(user, **fields))

    def __call__(self, method: str, path: str, sent: Any = None, **headers: str) -> Any:
        told = {**self.headers, **headers}
        if self.key:
            told["Authorization"] = f"Bearer {self.key}"
        body: dict[str, Any] = {}
        if sent is not None:
            data = sent if isinstance(sent, bytes) else json.dumps(sent)
            body = {"data": data, "content_type": told.pop("Content-Type", "application/json")}
        return self.client.generic(method, f"{API}{path}", headers=told, **body)

    def get(self, path: str) -> Any:
        """What is told; it must be there."""
        answer = self("GET", path)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()


def code_of(answer: HttpResponse) -> tuple[int, str]:
    """Status and code of a refusal, which has its own media type and says the same twice."""
    assert answer["Content-Type"] == "application/problem+json", answer.content.decode()[:300]
    told = json.loads(answer.content)
    assert told["status"] == answer.status_code
    assert told["detail"]
    assert told["type"].endswith(f"/api/v3/docs/#{told['code']}")
    return answer.status_code, told["code"]
