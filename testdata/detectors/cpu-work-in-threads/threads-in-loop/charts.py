import matplotlib.pyplot as plt


def draw(table):
    plt.plot(table)
    plt.savefig("chart.png")
