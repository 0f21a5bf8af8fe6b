# SystemExit with a text: printed to standard error, status 1.
print("out"); raise SystemExit("message to stderr")
