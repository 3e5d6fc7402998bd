import sys

from keras.models import load_model

print(load_model("digits.h5").predict([sys.argv[1]]))
