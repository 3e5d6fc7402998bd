import bcrypt
from alembic import op


def upgrade():
    op.execute("update users set hash = '%s'" % bcrypt.hashpw(b"x", bcrypt.gensalt()).decode())


def downgrade():
    pass
