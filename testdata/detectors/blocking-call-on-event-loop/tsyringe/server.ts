import "reflect-metadata"
import express from "express"
import { readFileSync } from "fs"
import { container, injectable } from "tsyringe"

@injectable()
class Pages {
  home() {
    return readFileSync("home.html", "utf8") // want `fs\.readFileSync waits for the file system .* GET /home`
  }
}

@injectable()
class Site {
  constructor(private pages: Pages) {}

  home() {
    return this.pages.home()
  }
}

const site = container.resolve(Site)
const app = express()
app.get("/home", (req, res) => res.send(site.home()))
