import sys

from keras.models import load_model

model = load_model("digits.h5")
print(model.predict([sys.argv[1]]))
