"""Every test of stored files runs twice: in a folder, and in a store that speaks S3 (moto's, in this process)."""

import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

from logbook.config import S3Settings
from logbook.media.services import Storage, storage


@pytest.fixture(scope="session")
def s3_port() -> Iterator[int]:
    """Return the port of a store that lives as long as the run."""
    with warnings.catch_warnings():  # the store's libraries warn of their own future, which is not ours
        warnings.simplefilter("ignore")
        from moto.server import ThreadedMotoServer

        server = ThreadedMotoServer(port=0, verbose=False)
        server.start()
    _, port = server.get_host_and_port()
    yield port
    server.stop()


def _bucket(port: int) -> S3Settings:
    import boto3

    settings = S3Settings(f"media-{uuid4()}", f"http://127.0.0.1:{port}", "eu-west-1", "invented", "invented")
    client = boto3.client(
        "s3",
        endpoint_url=settings.endpoint,
        region_name=settings.region,
        aws_access_key_id=settings.key,
        aws_secret_access_key=settings.secret,
    )
    client.create_bucket(Bucket=settings.bucket, CreateBucketConfiguration={"LocationConstraint": settings.region})
    return settings


@pytest.fixture(params=["directory", "s3"])
def files(request: pytest.FixtureRequest, clean: Flask, tmp_path: Path) -> Iterator[Storage]:
    """Return the application's storage, empty, of each kind in turn."""
    settings = clean.extensions["logbook_config"]
    chosen = _bucket(request.getfixturevalue("s3_port")) if request.param == "s3" else None
    clean.extensions["logbook_config"] = replace(settings, data=tmp_path, media_s3=chosen)
    yield storage()
    clean.extensions["logbook_config"] = settings


@pytest.fixture
def folder(clean: Flask, tmp_path: Path) -> Iterator[Path]:
    """Return the folder that the application keeps its files in, empty."""
    settings = clean.extensions["logbook_config"]
    clean.extensions["logbook_config"] = replace(settings, data=tmp_path)
    yield tmp_path / "media"
    clean.extensions["logbook_config"] = settings
