const EventEmitter = require("events")
const fs = require("fs")
const util = require("util")

function Watch() {
  EventEmitter.call(this)
}
util.inherits(Watch, EventEmitter)

Watch.prototype.flush = function (level) {
  fs.appendFileSync("./watch.log", String(level)) // want `fs\.appendFileSync waits for the file system .* the event tick`
}

const watch = new Watch()
watch.on("tick", (level) => watch.flush(level))
watch.flush(0)

module.exports = watch
