import networkx
import sympy


def solve():
    return sympy.solve("x**5 - x - 1")


def layout():
    return networkx.spring_layout(networkx.complete_graph(200))
