import os

from flask import Flask

from notes.extensions import db, migrate
from notes.views import bp


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ.get("DATABASE_URL", "sqlite://")
    db.init_app(app)
    migrate.init_app(app, db)
    app.register_blueprint(bp, url_prefix="/notes")

    @app.get("/health")
    def health():
        return {"ok": True}

    return app
