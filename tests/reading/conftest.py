"""What tests of reading share: LibreOffice where there is one, the report in its containers."""

from __future__ import annotations

import os

import pytest

from orchestration.reading.formats import office
from tests.reading import containers


@pytest.fixture(scope="session")
def libreoffice() -> None:
    """Skips a test where LibreOffice is not installed; in CI it has to be."""
    if office.program() is None:
        message = "LibreOffice is not installed: run scripts/install-system-packages"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)


@pytest.fixture(scope="session")
def plain_containers() -> dict[str, bytes]:
    """The one report in the containers that need no LibreOffice, by suffix."""
    return containers.plain()


@pytest.fixture(scope="session")
def converted_containers(libreoffice: None, plain_containers: dict[str, bytes]) -> dict[str, bytes]:
    """The one report in the containers that LibreOffice writes, by suffix."""
    return containers.converted(plain_containers)
