from fastapi import FastAPI
from pydantic import BaseModel, Field, computed_field


class Person(BaseModel):
    id: int
    given_name: str
    surname: str = Field(serialization_alias="familyName")
    ref: str = Field(alias="$ref")

    @computed_field
    @property
    def full_name(self) -> str:
        return self.given_name + self.surname


app = FastAPI()


@app.get("/people")
def people() -> list[Person]:
    return []
