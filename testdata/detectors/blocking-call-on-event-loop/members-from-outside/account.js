(function (Account) {
  require("./account/password")(Account)
})(exports)
