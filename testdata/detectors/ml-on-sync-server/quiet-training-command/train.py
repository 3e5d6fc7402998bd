import joblib
from sklearn.linear_model import LinearRegression

if __name__ == "__main__":
    model = LinearRegression().fit([[1], [2]], [1, 2])
    print(model.predict([[3]]))
    joblib.dump(model, "prices.joblib")
