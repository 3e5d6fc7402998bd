module.exports = () => console.log("authors");
