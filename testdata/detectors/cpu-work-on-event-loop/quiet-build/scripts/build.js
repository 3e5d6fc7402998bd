const fs = require("fs")
const sass = require("sass")

async function build() {
  const { css } = sass.compile("src/style.scss")
  fs.writeFileSync("style.css", css)
}

build()
