exports.byName = (name, done) => process.nextTick(done, null, { name, hash: "" })
