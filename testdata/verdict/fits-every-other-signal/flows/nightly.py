import pandas as pd
from prefect import flow, task


@task
def totals(path):
    return pd.read_csv(path).groupby("shop").sum()


@flow
def nightly():
    print(totals("orders.csv"))


if __name__ == "__main__":
    nightly()
