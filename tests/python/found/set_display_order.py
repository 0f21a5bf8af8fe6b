# A display of three and more constants is built twice over by CPython's compiler, so colliding members change places.
print({547, 3, 6, -2})
s = {547, 3}
s.update([6, -2])
print(s)
print({-183, 4, 1, 6}, {4611686018427387903, -3, 3, 5})
print({-512, 11, 2, 10}, {11, 4611686018427387903, 3, 5})
one = 1
print({547, 3, 6, -2, one}, {547, 3}, {*(547, 3, 6, -2)})
for i in range(2):
    print({-512, 11, 2, 10}, end=" ")
print()
