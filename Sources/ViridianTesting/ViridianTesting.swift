/// What an implementation of one of our protocols owes its callers, as suites that anybody can run.
