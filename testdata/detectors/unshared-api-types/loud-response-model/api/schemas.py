from pydantic import BaseModel


class Base(BaseModel):
    id: str
    created_at: str


class Profile(Base):
    email: str
    name: str
    is_active: bool
