"""What the offline tests' server runs: the app on its Friday, with bad moments."""

import os
from pathlib import Path

from tests.e2e.offline import moments
from tests.e2e.served import app

app.wsgi_app = moments.around(app.wsgi_app, Path(os.environ["LOGBOOK_DATA"]))  # type: ignore[method-assign, assignment]
