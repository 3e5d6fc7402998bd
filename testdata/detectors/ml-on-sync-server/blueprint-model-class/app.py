from flask import Flask

from search.views import search

app = Flask(__name__)
app.register_blueprint(search, url_prefix="/search")
