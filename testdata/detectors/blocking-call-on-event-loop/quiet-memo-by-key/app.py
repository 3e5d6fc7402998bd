from fastapi import FastAPI

app = FastAPI()
catalogs: dict[str, str] = {}


def load(name):
    return open(name).read()  # advice `read waits`


def catalog(locale):
    if locale in catalogs:
        return catalogs[locale]
    catalogs[locale] = load(locale + ".po")
    return catalogs[locale]


def catalog_by_get(locale):
    found = catalogs.get(locale)
    if found is None:
        found = load(locale + ".mo")
        catalogs[locale] = found
    return found


@app.get("/words")
async def words(locale: str):
    return [catalog(locale), catalog_by_get(locale)]
