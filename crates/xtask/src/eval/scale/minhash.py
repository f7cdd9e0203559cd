"""MinHash-LSH by datasketch: near-duplicates of the articles that stand in standard input, one a line.

A line is {"shingle": words in a shingle, "words": words with spaces between}. Printed for each: the numbers of
the earlier articles that are like it, and at last the seconds of processor time and the KiB of memory taken.
"""

import json
import resource
import sys
import time

import datasketch

THRESHOLD, PERMUTATIONS = 0.5, 128


def shingles(row):
    words, length = row["words"].split(" "), row["shingle"]
    starts = range(max(1, len(words) - length + 1))
    return {" ".join(words[start : start + length]).encode() for start in starts}


def main():
    lsh = datasketch.MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds = 0.0
    for number, line in enumerate(sys.stdin):
        row = json.loads(line)
        start = time.process_time()
        minhash = datasketch.MinHash(num_perm=PERMUTATIONS)
        minhash.update_batch(shingles(row))
        found = lsh.query(minhash)
        lsh.insert(number, minhash)
        seconds += time.process_time() - start
        print(json.dumps(found))
    kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(json.dumps({"version": datasketch.__version__, "seconds": seconds, "kib": kib}))


main()
