exports.isName = (text) => /^([A-Za-z]+\s?)+$/.test(text) // want `exponential time on what a client may send.*POST /names`
