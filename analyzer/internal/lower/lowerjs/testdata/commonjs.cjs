"use strict"
const fs = require("fs")
const { readFile, promises: { stat } } = require(`fs`)
const port = require("./config").port
require("./register")
const app = require("express")()
exports.a = exports.b = function () { return exports.a() }
exports = module.exports = { one, two() {}, three: 3 }
module.exports.four = class {}
Object.assign(module.exports, { five: one }, require("./more"))
Object.defineProperty(exports, "six", { enumerable: true, get: function () { return fs.readFile } })
__exportStar(require("./seven"), exports)
function one() { return require("./late" + one) }
if (require.main === module) one()
function shadow(require, module, exports) { exports.no = require("no"); module.exports = 1 }
const { createRequire } = require("module")
const req = createRequire(__filename)
const made = req("made")
var api = exports = module.exports = {}
api.seven = function () { return api.seven }
