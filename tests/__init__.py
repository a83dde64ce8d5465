"""The tests, a package of their own, since a library that is installed may bring one of the same name."""
