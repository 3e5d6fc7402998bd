import joblib
import pika

model = joblib.load("model.bin")
channel = pika.BlockingConnection().channel()


def score(ch, method, properties, body):
    print(model.predict([[float(body)]]))


channel.basic_consume("scores", score)
channel.start_consuming()
