import bcrypt


class Keeper:
    def known(self, given, stored):
        return bcrypt.checkpw(given, stored)  # want `bcrypt\.checkpw computes cryptography .* POST /login`


keeper = Keeper()
