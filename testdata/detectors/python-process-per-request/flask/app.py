import subprocess
import sys

from flask import Flask, request

app = Flask(__name__)


@app.post("/solve")
def solve():
    done = subprocess.run([sys.executable, "solver.py", request.form["problem"]], capture_output=True, text=True)  # want `solver\.py .* POST /solve`
    return done.stdout
