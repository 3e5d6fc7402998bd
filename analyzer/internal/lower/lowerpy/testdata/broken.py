def f(x):
    y = (1 +
    g(x)

def h(:
    k()

from m import *
h(1)
