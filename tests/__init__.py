"""The tests, a package of their own, since a library that is installed may bring one of the same name."""

import os

# Several run beside each other: each product of matrices in one thread, where numpy would take all processors for it,
# and let them spin while they wait. Numpy reads this when it is imported, which is after this package is.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
