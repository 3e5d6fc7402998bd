const passport = require("passport")
const { Strategy } = require("passport-local")
const bcrypt = require("bcryptjs")
const users = require("./users")

passport.use(
  new Strategy((name, password, done) => {
    users.byName(name, (err, user) => {
      if (err) return done(err)
      done(null, bcrypt.compareSync(password, user.hash) && user) // want `bcryptjs\.compareSync computes cryptography`
    })
  }),
)
