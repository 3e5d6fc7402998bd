import os
import smtplib

import pika
from dotenv import load_dotenv

load_dotenv()
channel = pika.BlockingConnection(pika.URLParameters(os.environ["AMQP_URL"])).channel()


def send(ch, method, properties, body):
    with smtplib.SMTP("mail") as server:
        server.sendmail("a@example.org", "b@example.org", body)


channel.basic_consume("mails", send)  # want `Python is a second backend language beside Node\.js in api`
channel.start_consuming()
