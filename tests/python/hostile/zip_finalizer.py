# differs: CPython 3.11 crashes here
# A finalizer that steps the zip whose tuple is being filled.
class Stepper:
    zip = None

    def __del__(self):
        if Stepper.zip is not None:
            print("stepped", next(Stepper.zip, "done")[1:])


Stepper.zip = zip((Stepper() for _ in range(5)), range(5))
for _, number in Stepper.zip:
    print(number)
    del _
Stepper.zip = None
