from decimal import Decimal

from pydantic import BaseModel


class Invoice(BaseModel):
    number: str
    total: Decimal
