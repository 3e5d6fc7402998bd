import joblib
from apiflask import APIFlask, Schema
from apiflask.fields import Float, List

app = APIFlask(__name__)
model = joblib.load("prices.joblib")


class House(Schema):
    features = List(Float())


@app.post("/price")
@app.input(House)
def price(json_data):
    return {"price": float(model.predict([json_data["features"]])[0])}
