"""The steps from one layout of the tables to the next, which the store takes by itself when it is opened."""
