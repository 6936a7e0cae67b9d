"""Files in a store that speaks S3, in one bucket of its own."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import boto3
from botocore.config import Config as ClientConfig
from botocore.exceptions import ClientError

from logbook.config import S3Settings

_GONE = frozenset({"404", "NoSuchKey", "NotFound"})
_CLIENT = ClientConfig(
    connect_timeout=5,
    read_timeout=20,
    retries={"max_attempts": 3, "mode": "standard"},
    s3={"addressing_style": "path"},
    # Stores other than Amazon's do not all know the newer checksums; the name is the checksum.
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)


class S3Storage:
    """Files as objects named by their SHA-256. A store keeps an object whole or not at all."""

    def __init__(self, settings: S3Settings) -> None:
        self._bucket = settings.bucket
        self._client: Any = boto3.session.Session().client(
            "s3",
            endpoint_url=settings.endpoint,
            region_name=settings.region,
            aws_access_key_id=settings.key,
            aws_secret_access_key=settings.secret,
            config=_CLIENT,
        )

    def put(self, name: str, data: bytes) -> None:
        """Keep a file; the store has it when this returns."""
        self._client.put_object(Bucket=self._bucket, Key=name, Body=data)

    def read(self, name: str) -> bytes:
        """Return a file's bytes. Raises FileNotFoundError."""
        try:
            body: bytes = self._client.get_object(Bucket=self._bucket, Key=name)["Body"].read()
        except ClientError as error:
            raise _gone(error, name) from error
        return body

    def exists(self, name: str) -> bool:
        """Return whether the file is there."""
        try:
            self._client.head_object(Bucket=self._bucket, Key=name)
        except ClientError as error:
            if isinstance(_gone(error, name), FileNotFoundError):
                return False
            raise
        return True

    def delete(self, name: str) -> None:
        """Remove the file; one that is not there is no error."""
        self._client.delete_object(Bucket=self._bucket, Key=name)

    def names(self) -> Iterator[tuple[str, datetime]]:
        """Yield every file with the moment when it was last put."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket)
        for page in pages:
            for each in page.get("Contents", ()):
                yield each["Key"], each["LastModified"]


def _gone(error: ClientError, name: str) -> Exception:
    """Return what to raise for a refusal: that the file is not there, or the refusal itself."""
    return FileNotFoundError(name) if error.response["Error"]["Code"] in _GONE else error
