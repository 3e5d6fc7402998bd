const Koa = require("koa")
const Router = require("@koa/router")
const JSZip = require("jszip")

const router = new Router()

router.get("/bundle", async (ctx) => {
  const zip = new JSZip()
  zip.file("readme.txt", "hello")
  ctx.body = await zip.generateAsync({ type: "nodebuffer" }) // want `jszip\.generateAsync compresses .* GET /bundle`
})

new Koa().use(router.routes()).listen(3000)
