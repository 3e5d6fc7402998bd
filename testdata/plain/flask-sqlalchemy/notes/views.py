from flask import Blueprint, abort, request
from marshmallow import Schema, ValidationError, fields

from notes.extensions import db
from notes.models import Note

bp = Blueprint("notes", __name__)


class NoteSchema(Schema):
    id = fields.Int(dump_only=True)
    title = fields.Str(required=True)
    body = fields.Str()


schema = NoteSchema()


@bp.get("/")
def list_notes():
    page = db.paginate(db.select(Note).order_by(Note.id), per_page=50)
    return schema.dump(page.items, many=True)


@bp.get("/<int:note_id>")
def get_note(note_id):
    return schema.dump(db.get_or_404(Note, note_id))


@bp.post("/")
def add_note():
    try:
        data = schema.load(request.get_json())
    except ValidationError as err:
        abort(400, err.messages)
    note = Note(**data)
    db.session.add(note)
    db.session.commit()
    return schema.dump(note), 201


@bp.delete("/<int:note_id>")
def remove_note(note_id):
    db.session.delete(db.get_or_404(Note, note_id))
    db.session.commit()
    return "", 204
