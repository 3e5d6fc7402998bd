import pandas

if __name__ == "__main__":
    pandas.read_csv("day.csv").groupby("user").sum().to_parquet("day.parquet")
