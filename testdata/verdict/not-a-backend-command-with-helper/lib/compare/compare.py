import sys

from scipy import stats

if __name__ == "__main__":
    print(stats.mannwhitneyu([float(x) for x in open(sys.argv[1])], [0.0]))
