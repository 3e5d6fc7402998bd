import sys

import easyocr

print(easyocr.Reader(["en"]).readtext(sys.argv[1]))
