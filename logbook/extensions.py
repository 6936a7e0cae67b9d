"""Instances only; `logbook.app` binds them to an application."""

from flask_babel import Babel
from flask_compress import Compress
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    """Constraints are named by rule, so that a migration and a field error can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Login(LoginManager):  # type: ignore[misc]
    """Signs in by the session alone: a sign-in is a row that can be ended, and no second cookie stands beside it."""

    def _load_user_from_remember_cookie(self, cookie: str) -> None:
        """Ignore the cookie, which we never send; reading a made-up one can fail."""


db = SQLAlchemy(model_class=Base)
login_manager = Login()
csrf = CSRFProtect()
migrate = Migrate()
babel = Babel()
compress = Compress()
