const { fork } = require("child_process")

fork("./server.js")
