from app.clients.weather import current
from app.storage.files import FileStore


class HarvestService:
    def __init__(self) -> None:
        self.store = FileStore("data")

    async def predict(self, orchard: str) -> dict:
        yields = self.store.yields(orchard)
        rain = current(orchard)["rain"]
        return {"orchard": orchard, "tons": sum(yields) / len(yields) * (1 + rain / 100)}
